-- The views are made anew from the ledger at the next start: questions hold more now.
TRUNCATE "record"."change", "record"."checkpoint", "record"."claim", "record"."derivation", "record"."document", "record"."facet", "record"."incident", "record"."person", "record"."question", "record"."report", "record"."site", "record"."source", "record"."vocabulary", "record"."word";--> statement-breakpoint
ALTER TABLE "record"."question" ADD COLUMN "disputed_since_at" text;--> statement-breakpoint
ALTER TABLE "record"."question" ADD COLUMN "last_argued" bigint;--> statement-breakpoint
ALTER TABLE "record"."question" ADD COLUMN "last_argued_at" text;--> statement-breakpoint
ALTER TABLE "record"."question" ADD COLUMN "card" jsonb;

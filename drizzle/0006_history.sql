-- The views are made anew from the ledger at the next start: an event stands in the history of every record it bears on.
TRUNCATE "record"."change", "record"."checkpoint", "record"."claim", "record"."derivation", "record"."document", "record"."facet", "record"."incident", "record"."person", "record"."question", "record"."report", "record"."site", "record"."source", "record"."vocabulary", "record"."word";--> statement-breakpoint
ALTER TABLE "record"."change" ADD COLUMN "is_own" boolean NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."change" ADD COLUMN "act" text NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."change" ADD COLUMN "actor" text NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."change" ADD COLUMN "recorded_at" text NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."change" ADD COLUMN "attributes" text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."change" ADD COLUMN "is_substantive" boolean NOT NULL;--> statement-breakpoint
CREATE INDEX "change_own_by_actor_index" ON "record"."change" USING btree ("actor","position") WHERE "record"."change"."is_own";--> statement-breakpoint
CREATE INDEX "change_own_by_act_index" ON "record"."change" USING btree ("act","position") WHERE "record"."change"."is_own";--> statement-breakpoint
CREATE INDEX "change_own_by_moment_index" ON "record"."change" USING btree ("recorded_at") WHERE "record"."change"."is_own";--> statement-breakpoint
CREATE INDEX "change_own_of_substance_index" ON "record"."change" USING btree ("position") WHERE "record"."change"."is_own" and "record"."change"."is_substantive";--> statement-breakpoint
CREATE INDEX "change_own_by_attribute_index" ON "record"."change" USING gin ("attributes") WHERE "record"."change"."is_own";--> statement-breakpoint
ALTER TABLE "record"."change" DROP COLUMN "attribute";
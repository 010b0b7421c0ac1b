-- The views are made anew from the ledger at the next start: what they hold need not be brought along.
TRUNCATE "record"."change", "record"."checkpoint", "record"."claim", "record"."derivation", "record"."document", "record"."incident", "record"."person", "record"."question", "record"."report", "record"."site", "record"."source";--> statement-breakpoint
CREATE TABLE "record"."word" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"word" text NOT NULL,
	"is_sound" boolean NOT NULL,
	CONSTRAINT "word_kind_id_is_sound_word_pk" PRIMARY KEY("kind","id","is_sound","word")
);
--> statement-breakpoint
CREATE TABLE "record"."facet" (
	"incident_id" text NOT NULL,
	"facet" text NOT NULL,
	"sort_at" bigint NOT NULL,
	CONSTRAINT "facet_incident_id_facet_pk" PRIMARY KEY("incident_id","facet")
);
--> statement-breakpoint
CREATE TABLE "record"."vocabulary" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"definition" jsonb NOT NULL,
	"set_by" bigint NOT NULL,
	CONSTRAINT "vocabulary_kind_id_pk" PRIMARY KEY("kind","id")
);
--> statement-breakpoint
DROP INDEX "record"."claim_document_id_index";--> statement-breakpoint
DROP INDEX "record"."claim_claimant_id_index";--> statement-breakpoint
ALTER TABLE "record"."claim" ADD COLUMN "opinion" boolean NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."document" ADD COLUMN "comparable_address" text;--> statement-breakpoint
ALTER TABLE "record"."document" ADD COLUMN "sort_at" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."report" ADD COLUMN "contents" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."report" ADD COLUMN "submitted_at_position" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."report" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "record"."report" ADD COLUMN "declined" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."report" ADD COLUMN "version" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."source" ADD COLUMN "sort_name" text NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."incident" ADD COLUMN "earliest" bigint;--> statement-breakpoint
ALTER TABLE "record"."incident" ADD COLUMN "latest" bigint;--> statement-breakpoint
ALTER TABLE "record"."incident" ADD COLUMN "dates" "int8multirange";--> statement-breakpoint
ALTER TABLE "record"."site" ADD COLUMN "sort_name" text NOT NULL;--> statement-breakpoint
CREATE INDEX "word_is_sound_word_kind_index" ON "record"."word" USING btree ("is_sound","word" text_pattern_ops,"kind");--> statement-breakpoint
CREATE INDEX "facet_facet_sort_at_incident_id_index" ON "record"."facet" USING btree ("facet","sort_at","incident_id");--> statement-breakpoint
CREATE INDEX "claim_recorded_at_position_index" ON "record"."claim" USING btree ("recorded_at_position");--> statement-breakpoint
CREATE INDEX "claim_attribute_recorded_at_position_index" ON "record"."claim" USING btree ("attribute","recorded_at_position");--> statement-breakpoint
CREATE INDEX "claim_document_id_recorded_at_position_index" ON "record"."claim" USING btree ("document_id","recorded_at_position");--> statement-breakpoint
CREATE INDEX "claim_claimant_id_recorded_at_position_index" ON "record"."claim" USING btree ("claimant_id","recorded_at_position");--> statement-breakpoint
CREATE INDEX "claim_relays_id_index" ON "record"."claim" USING btree ("relays_id");--> statement-breakpoint
CREATE INDEX "document_sort_at_id_index" ON "record"."document" USING btree ("sort_at","id");--> statement-breakpoint
CREATE INDEX "document_publisher_id_sort_at_id_index" ON "record"."document" USING btree ("publisher_id","sort_at","id");--> statement-breakpoint
CREATE INDEX "document_comparable_address_index" ON "record"."document" USING btree ("comparable_address");--> statement-breakpoint
CREATE INDEX "report_state_submitted_at_position_index" ON "record"."report" USING btree ("state","submitted_at_position");--> statement-breakpoint
CREATE INDEX "report_submitted_by_submitted_at_position_index" ON "record"."report" USING btree ("submitted_by","submitted_at_position");--> statement-breakpoint
CREATE INDEX "source_sort_name_id_index" ON "record"."source" USING btree ("sort_name","id");--> statement-breakpoint
ALTER TABLE "record"."report" DROP COLUMN "claims";--> statement-breakpoint
ALTER TABLE "record"."report" DROP COLUMN "note";
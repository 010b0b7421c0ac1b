CREATE SCHEMA "record";
--> statement-breakpoint
CREATE TABLE "record"."change" (
	"position" bigint NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"claim_id" text,
	"attribute" text,
	"effects" jsonb NOT NULL,
	CONSTRAINT "change_position_subject_kind_subject_id_pk" PRIMARY KEY("position","subject_kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "record"."checkpoint" (
	"name" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record"."claim" (
	"id" text PRIMARY KEY NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"attribute" text NOT NULL,
	"scope" text,
	"answer" jsonb NOT NULL,
	"claimant_id" text NOT NULL,
	"document_id" text NOT NULL,
	"relays_id" text,
	"excerpt" text,
	"excerpt_language" text,
	"note" text,
	"report_id" text NOT NULL,
	"version" bigint NOT NULL,
	"recorded_at_position" bigint NOT NULL,
	"set_by" bigint NOT NULL,
	"corrections" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record"."derivation" (
	"document_id" text NOT NULL,
	"parent_id" text NOT NULL,
	"how" text NOT NULL,
	"reason" text,
	"set_by" bigint NOT NULL,
	CONSTRAINT "derivation_document_id_parent_id_pk" PRIMARY KEY("document_id","parent_id")
);
--> statement-breakpoint
CREATE TABLE "record"."document" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text,
	"publisher_id" text NOT NULL,
	"address" text,
	"published" text,
	"language" text,
	"edition" text,
	"note" text,
	"lineage" text NOT NULL,
	"set_by" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record"."person" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"roles" text[] NOT NULL,
	"set_by" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record"."question" (
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"attribute" text NOT NULL,
	"state" text NOT NULL,
	"assessment" jsonb NOT NULL,
	"set_by" bigint NOT NULL,
	CONSTRAINT "question_subject_kind_subject_id_attribute_pk" PRIMARY KEY("subject_kind","subject_id","attribute")
);
--> statement-breakpoint
CREATE TABLE "record"."report" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"claims" jsonb NOT NULL,
	"note" text,
	"submitted_by" text NOT NULL,
	"state" text NOT NULL,
	"set_by" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record"."source" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"kind" text NOT NULL,
	"language" text,
	"part_of" text,
	"note" text,
	"set_by" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record"."incident" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text,
	"kind" text NOT NULL,
	"site_id" text,
	"set_by" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record"."site" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] NOT NULL,
	"kind" text NOT NULL,
	"within" text[] NOT NULL,
	"coordinates" jsonb,
	"note" text,
	"set_by" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "change_subject_kind_subject_id_position_index" ON "record"."change" USING btree ("subject_kind","subject_id","position");--> statement-breakpoint
CREATE INDEX "change_claim_id_position_index" ON "record"."change" USING btree ("claim_id","position");--> statement-breakpoint
CREATE INDEX "claim_subject_kind_subject_id_attribute_index" ON "record"."claim" USING btree ("subject_kind","subject_id","attribute");--> statement-breakpoint
CREATE INDEX "claim_document_id_index" ON "record"."claim" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "claim_claimant_id_index" ON "record"."claim" USING btree ("claimant_id");--> statement-breakpoint
CREATE INDEX "derivation_parent_id_index" ON "record"."derivation" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "question_state_set_by_index" ON "record"."question" USING btree ("state","set_by");--> statement-breakpoint
CREATE INDEX "source_part_of_index" ON "record"."source" USING btree ("part_of");--> statement-breakpoint
CREATE INDEX "incident_site_id_index" ON "record"."incident" USING btree ("site_id");
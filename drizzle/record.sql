-- The followed views. Written by: npx tsx tests/support/record-tables.ts > drizzle/record.sql
CREATE TABLE "change" (
	"position" bigint NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"is_own" boolean NOT NULL,
	"claim_id" text,
	"act" text NOT NULL,
	"actor" text NOT NULL,
	"recorded_at" text NOT NULL,
	"attributes" text[] NOT NULL,
	"is_substantive" boolean NOT NULL,
	"effects" jsonb NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "change_position_subject_kind_subject_id_pk" PRIMARY KEY("position","subject_kind","subject_id")
);

CREATE TABLE "checkpoint" (
	"version" integer NOT NULL,
	"position" bigint NOT NULL
);

CREATE TABLE "claim" (
	"id" text PRIMARY KEY NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"attribute" text NOT NULL,
	"scope" text,
	"answer" jsonb NOT NULL,
	"claimant_id" text NOT NULL,
	"document_id" text NOT NULL,
	"relays_id" text,
	"opinion" boolean NOT NULL,
	"validity" text,
	"revises" text,
	"withdrawn" boolean NOT NULL,
	"withdrawn_in" text,
	"miscopies" text,
	"against" text[] NOT NULL,
	"credibility" smallint,
	"standing" text,
	"excerpt" text,
	"excerpt_language" text,
	"note" text,
	"report_id" text,
	"version" bigint NOT NULL,
	"recorded_at_position" bigint NOT NULL,
	"set_by" bigint NOT NULL,
	"since" bigint NOT NULL,
	"answered_at" bigint NOT NULL,
	"corrections" integer NOT NULL
);

CREATE TABLE "derivation" (
	"document_id" text NOT NULL,
	"parent_id" text NOT NULL,
	"how" text NOT NULL,
	"reason" text,
	"set_by" bigint NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "derivation_document_id_parent_id_pk" PRIMARY KEY("document_id","parent_id")
);

CREATE TABLE "document" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text,
	"publisher_id" text NOT NULL,
	"address" text,
	"comparable_address" text,
	"published" text,
	"sort_at" bigint NOT NULL,
	"published_until" bigint,
	"language" text,
	"edition" text,
	"note" text,
	"lineage" text NOT NULL,
	"set_by" bigint NOT NULL,
	"since" bigint NOT NULL
);

CREATE TABLE "facet" (
	"incident_id" text NOT NULL,
	"facet" text collate "C" NOT NULL,
	"sort_at" bigint NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "facet_incident_id_facet_pk" PRIMARY KEY("incident_id","facet")
);

CREATE TABLE "incident" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text,
	"kind" text NOT NULL,
	"site_id" text,
	"earliest" bigint,
	"latest" bigint,
	"dates" "int8multirange",
	"card" jsonb NOT NULL,
	"last_change" bigint NOT NULL,
	"set_by" bigint NOT NULL,
	"since" bigint NOT NULL
);

CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"roles" text[] NOT NULL,
	"set_by" bigint NOT NULL,
	"since" bigint NOT NULL
);

CREATE TABLE "question" (
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"attribute" text NOT NULL,
	"state" text NOT NULL,
	"assessment" jsonb NOT NULL,
	"argument" jsonb,
	"challenged_by" text[] NOT NULL,
	"stage" text,
	"consequence" integer NOT NULL,
	"disputed_since" bigint,
	"disputed_since_at" text,
	"last_argued" bigint,
	"last_argued_at" text,
	"card" jsonb,
	"set_by" bigint NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "question_subject_kind_subject_id_attribute_pk" PRIMARY KEY("subject_kind","subject_id","attribute")
);

CREATE TABLE "report" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"contents" jsonb NOT NULL,
	"submitted_by" text NOT NULL,
	"submitted_at_position" bigint NOT NULL,
	"state" text NOT NULL,
	"answer" text,
	"declined" jsonb NOT NULL,
	"version" bigint NOT NULL,
	"set_by" bigint NOT NULL,
	"since" bigint NOT NULL
);

CREATE TABLE "site" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] NOT NULL,
	"kind" text NOT NULL,
	"within" text[] NOT NULL,
	"coordinates" jsonb,
	"note" text,
	"incidents" integer NOT NULL,
	"sort_name" text NOT NULL,
	"set_by" bigint NOT NULL,
	"since" bigint NOT NULL
);

CREATE TABLE "source" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"kind" text NOT NULL,
	"language" text,
	"part_of" text,
	"note" text,
	"reliability" text,
	"sort_name" text NOT NULL,
	"set_by" bigint NOT NULL,
	"since" bigint NOT NULL
);

CREATE TABLE "vocabulary" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"definition" jsonb NOT NULL,
	"set_by" bigint NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "vocabulary_kind_id_pk" PRIMARY KEY("kind","id")
);

CREATE TABLE "word" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"word" text NOT NULL,
	"is_sound" boolean NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "word_kind_id_is_sound_word_pk" PRIMARY KEY("kind","id","is_sound","word")
);

CREATE INDEX "change_subject_kind_subject_id_position_since_index" ON "change" USING btree ("subject_kind","subject_id","position","since");
CREATE INDEX "change_claim_id_position_index" ON "change" USING btree ("claim_id","position");
CREATE INDEX "change_own_by_actor_index" ON "change" USING btree ("actor","position") WHERE "change"."is_own";
CREATE INDEX "change_own_by_act_index" ON "change" USING btree ("act","position") WHERE "change"."is_own";
CREATE INDEX "change_own_by_moment_index" ON "change" USING btree ("recorded_at") WHERE "change"."is_own";
CREATE INDEX "change_own_of_substance_index" ON "change" USING btree ("position") WHERE "change"."is_own" and "change"."is_substantive";
CREATE INDEX "change_own_by_attribute_index" ON "change" USING gin ("attributes") WHERE "change"."is_own";
CREATE INDEX "claim_subject_kind_subject_id_attribute_index" ON "claim" USING btree ("subject_kind","subject_id","attribute");
CREATE INDEX "claim_subject_kind_subject_id_recorded_at_position_index" ON "claim" USING btree ("subject_kind","subject_id","recorded_at_position");
CREATE INDEX "claim_recorded_at_position_index" ON "claim" USING btree ("recorded_at_position");
CREATE INDEX "claim_attribute_recorded_at_position_index" ON "claim" USING btree ("attribute","recorded_at_position");
CREATE INDEX "claim_document_id_recorded_at_position_index" ON "claim" USING btree ("document_id","recorded_at_position");
CREATE INDEX "claim_claimant_id_recorded_at_position_index" ON "claim" USING btree ("claimant_id","recorded_at_position");
CREATE INDEX "claim_answer_kind_recorded_at_position_index" ON "claim" USING btree (("answer" ->> 'kind'),"recorded_at_position");
CREATE INDEX "claim_opinion_recorded_at_position_index" ON "claim" USING btree ("opinion","recorded_at_position");
CREATE INDEX "claim_relays_id_index" ON "claim" USING btree ("relays_id");
CREATE INDEX "claim_revises_index" ON "claim" USING btree ("revises");
CREATE INDEX "claim_claimant_id_standing_index" ON "claim" USING btree ("claimant_id","standing");
CREATE INDEX "derivation_parent_id_index" ON "derivation" USING btree ("parent_id");
CREATE INDEX "document_sort_at_id_index" ON "document" USING btree ("sort_at","id");
CREATE INDEX "document_publisher_id_sort_at_id_index" ON "document" USING btree ("publisher_id","sort_at","id");
CREATE INDEX "document_language_sort_at_id_index" ON "document" USING btree ("language","sort_at","id");
CREATE INDEX "document_lineage_sort_at_id_index" ON "document" USING btree ("lineage","sort_at","id");
CREATE INDEX "document_comparable_address_index" ON "document" USING btree ("comparable_address");
CREATE INDEX "facet_facet_sort_at_incident_id_since_index" ON "facet" USING btree ("facet","sort_at","incident_id","since");
CREATE INDEX "facet_facet_since_sort_at_incident_id_index" ON "facet" USING btree ("facet","since","sort_at","incident_id");
CREATE INDEX "incident_site_id_index" ON "incident" USING btree ("site_id");
CREATE INDEX "incident_set_by_index" ON "incident" USING btree ("set_by");
CREATE INDEX "question_state_set_by_index" ON "question" USING btree ("state","set_by");
CREATE INDEX "question_board_index" ON "question" USING btree ("stage","consequence" DESC NULLS FIRST,"disputed_since","subject_kind","subject_id","attribute");
CREATE INDEX "question_board_by_age_index" ON "question" USING btree ("stage","disputed_since","subject_kind","subject_id","attribute");
CREATE INDEX "report_state_submitted_at_position_index" ON "report" USING btree ("state","submitted_at_position");
CREATE INDEX "report_submitted_by_submitted_at_position_index" ON "report" USING btree ("submitted_by","submitted_at_position");
CREATE INDEX "site_sort_name_id_index" ON "site" USING btree ("sort_name","id");
CREATE INDEX "source_part_of_index" ON "source" USING btree ("part_of");
CREATE INDEX "source_sort_name_id_index" ON "source" USING btree ("sort_name","id");
CREATE INDEX "source_kind_sort_name_id_index" ON "source" USING btree ("kind","sort_name","id");
CREATE INDEX "word_is_sound_word_kind_id_index" ON "word" USING btree ("is_sound","word" text_pattern_ops,"kind","id");

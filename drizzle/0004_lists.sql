-- The views are made anew from the ledger at the next start: facets are named otherwise now.
TRUNCATE "record"."change", "record"."checkpoint", "record"."claim", "record"."derivation", "record"."document", "record"."facet", "record"."incident", "record"."person", "record"."question", "record"."report", "record"."site", "record"."source", "record"."vocabulary", "record"."word";--> statement-breakpoint
DROP INDEX "record"."word_is_sound_word_kind_index";--> statement-breakpoint
ALTER TABLE "record"."facet" ALTER COLUMN "facet" SET DATA TYPE text collate "C";--> statement-breakpoint
CREATE INDEX "claim_subject_kind_subject_id_recorded_at_position_index" ON "record"."claim" USING btree ("subject_kind","subject_id","recorded_at_position");--> statement-breakpoint
CREATE INDEX "claim_answer_kind_recorded_at_position_index" ON "record"."claim" USING btree (("answer" ->> 'kind'),"recorded_at_position");--> statement-breakpoint
CREATE INDEX "claim_opinion_recorded_at_position_index" ON "record"."claim" USING btree ("opinion","recorded_at_position");--> statement-breakpoint
CREATE INDEX "document_language_sort_at_id_index" ON "record"."document" USING btree ("language","sort_at","id");--> statement-breakpoint
CREATE INDEX "document_lineage_sort_at_id_index" ON "record"."document" USING btree ("lineage","sort_at","id");--> statement-breakpoint
CREATE INDEX "word_is_sound_word_kind_id_index" ON "record"."word" USING btree ("is_sound","word" text_pattern_ops,"kind","id");--> statement-breakpoint
CREATE INDEX "source_kind_sort_name_id_index" ON "record"."source" USING btree ("kind","sort_name","id");--> statement-breakpoint
CREATE INDEX "incident_set_by_index" ON "record"."incident" USING btree ("set_by");--> statement-breakpoint
CREATE INDEX "site_sort_name_id_index" ON "record"."site" USING btree ("sort_name","id");
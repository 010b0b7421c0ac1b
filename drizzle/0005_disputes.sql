-- The views are made anew from the ledger at the next start: claims and questions hold more now.
TRUNCATE "record"."change", "record"."checkpoint", "record"."claim", "record"."derivation", "record"."document", "record"."facet", "record"."incident", "record"."person", "record"."question", "record"."report", "record"."site", "record"."source", "record"."vocabulary", "record"."word";--> statement-breakpoint
ALTER TABLE "record"."claim" ALTER COLUMN "report_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."claim" ADD COLUMN "validity" text;--> statement-breakpoint
ALTER TABLE "record"."claim" ADD COLUMN "revises" text;--> statement-breakpoint
ALTER TABLE "record"."claim" ADD COLUMN "withdrawn" boolean NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."claim" ADD COLUMN "miscopies" text;--> statement-breakpoint
ALTER TABLE "record"."claim" ADD COLUMN "against" text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."claim" ADD COLUMN "credibility" smallint;--> statement-breakpoint
ALTER TABLE "record"."claim" ADD COLUMN "standing" text;--> statement-breakpoint
ALTER TABLE "record"."claim" ADD COLUMN "answered_at" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."question" ADD COLUMN "argument" jsonb;--> statement-breakpoint
ALTER TABLE "record"."question" ADD COLUMN "challenged_by" text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."question" ADD COLUMN "stage" text;--> statement-breakpoint
ALTER TABLE "record"."question" ADD COLUMN "consequence" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "record"."question" ADD COLUMN "disputed_since" bigint;--> statement-breakpoint
ALTER TABLE "record"."source" ADD COLUMN "reliability" text;--> statement-breakpoint
ALTER TABLE "record"."site" ADD COLUMN "incidents" integer NOT NULL;--> statement-breakpoint
CREATE INDEX "claim_revises_index" ON "record"."claim" USING btree ("revises");--> statement-breakpoint
CREATE INDEX "claim_claimant_id_standing_index" ON "record"."claim" USING btree ("claimant_id","standing");--> statement-breakpoint
CREATE INDEX "question_board_index" ON "record"."question" USING btree ("stage","consequence" DESC NULLS FIRST,"disputed_since","subject_kind","subject_id","attribute");--> statement-breakpoint
CREATE INDEX "question_board_by_age_index" ON "record"."question" USING btree ("stage","disputed_since","subject_kind","subject_id","attribute");--> statement-breakpoint
-- As before, and `guards`: streams an append rests on without writing them. Two derivations that would close a circle
-- between them are decided on streams that the other one writes.
-- p: {append_id, digest, body, names: [name], streams: [{stream_id, expected, version, state}], guards: [{stream_id, expected}],
--     events: [{stream_id, stream_version, event_id, type, schema_version, actor, recorded_at, data, leaf, sealed: [{path, salt, value}]}]}
-- Answers {outcome: appended | duplicate, body} · {outcome: reused} (same id, other content) ·
-- {outcome: conflict, stream_id, expected, actual} · {outcome: taken, name} (another append owns it). On anything but `appended` nothing is written.
CREATE OR REPLACE FUNCTION ledger.append(p jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE
  wanted record;
  actual bigint;
  opened text[] := '{}';
  earlier receipt;
  taken text;
BEGIN
  SELECT * INTO earlier FROM receipt WHERE append_id = (p->>'append_id')::uuid;
  IF FOUND THEN
    RETURN ledger.answer_repeated(earlier, p->>'digest');
  END IF;

  -- Sorted, so two appends over the same streams wait for each other and never deadlock.
  FOR wanted IN
    SELECT s.stream_id, s.expected
    FROM jsonb_to_recordset((p->'streams') || coalesce(p->'guards', '[]')) AS s (stream_id text, expected bigint)
    ORDER BY s.stream_id COLLATE "C"
  LOOP
    IF wanted.expected = 0 THEN
      INSERT INTO stream (stream_id, version, state) VALUES (wanted.stream_id, 0, 'null') ON CONFLICT DO NOTHING;
      IF FOUND THEN
        opened := opened || wanted.stream_id;
        CONTINUE;
      END IF;
    END IF;
    SELECT version INTO actual FROM stream WHERE stream_id = wanted.stream_id FOR UPDATE;
    IF actual IS DISTINCT FROM wanted.expected THEN
      DELETE FROM stream WHERE stream_id = ANY (opened);
      -- The other writer may have been this very command, sent twice.
      SELECT * INTO earlier FROM receipt WHERE append_id = (p->>'append_id')::uuid;
      IF FOUND THEN
        RETURN ledger.answer_repeated(earlier, p->>'digest');
      END IF;
      RETURN jsonb_build_object('outcome', 'conflict', 'stream_id', wanted.stream_id,
        'expected', wanted.expected, 'actual', coalesce(actual, 0));
    END IF;
  END LOOP;

  -- A caller that miscounted would leave a gap, or write on a stream it holds no lock of.
  IF EXISTS (
    SELECT FROM jsonb_to_recordset(p->'streams') AS s (stream_id text, expected bigint, version bigint)
    FULL JOIN (
      SELECT x.stream_id, array_agg(x.stream_version ORDER BY x.ordinal) AS versions
      FROM ROWS FROM (jsonb_to_recordset(p->'events') AS (stream_id text, stream_version bigint))
        WITH ORDINALITY AS x (stream_id, stream_version, ordinal)
      GROUP BY x.stream_id
    ) AS e USING (stream_id)
    WHERE coalesce(e.versions, '{}') IS DISTINCT FROM ARRAY(SELECT generate_series(s.expected + 1, s.version))
      -- A stream without an event would change its state and leave no trace.
      OR s.version <= s.expected
  ) THEN
    RAISE EXCEPTION 'The events of an append continue their streams one by one, from the versions these were read at.'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;

  SELECT name.name INTO taken FROM name
    WHERE name.name IN (SELECT jsonb_array_elements_text(p->'names')) LIMIT 1;
  IF FOUND THEN
    DELETE FROM stream WHERE stream_id = ANY (opened);
    RETURN jsonb_build_object('outcome', 'taken', 'name', taken);
  END IF;

  INSERT INTO receipt (append_id, digest, body) VALUES ((p->>'append_id')::uuid, p->>'digest', p->'body')
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    DELETE FROM stream WHERE stream_id = ANY (opened);
    SELECT * INTO earlier FROM receipt WHERE append_id = (p->>'append_id')::uuid;
    RETURN ledger.answer_repeated(earlier, p->>'digest');
  END IF;

  -- Two that want one name at once: the second fails as a whole, by one_owner_per_name.
  INSERT INTO name (name, append_id) SELECT jsonb_array_elements_text(p->'names'), (p->>'append_id')::uuid;

  WITH given AS (
    SELECT nextval('ledger.event_seq') AS seq, e.*
    FROM (
      SELECT x.* FROM ROWS FROM (jsonb_to_recordset(p->'events') AS (
        stream_id text, stream_version bigint, event_id uuid, type text, schema_version integer,
        actor text, recorded_at text, data jsonb, leaf text, sealed jsonb)) WITH ORDINALITY AS x (
        stream_id, stream_version, event_id, type, schema_version, actor, recorded_at, data, leaf, sealed, ordinal)
      ORDER BY x.ordinal
    ) e
  ), kept AS (
    INSERT INTO event (seq, stream_id, stream_version, event_id, append_id, type, schema_version, actor, recorded_at, data, leaf)
    SELECT seq, stream_id, stream_version, event_id, (p->>'append_id')::uuid, type, schema_version, actor, recorded_at, data,
      decode(leaf, 'hex')
    FROM given
  ), apart AS (
    INSERT INTO sealed (event_id, path, salt, value)
    SELECT g.event_id, s.path, s.salt, s.value
    FROM given g, jsonb_to_recordset(g.sealed) AS s (path text, salt text, value text)
  )
  INSERT INTO inbox (seq, append_id, stream_id, stream_version)
  SELECT seq, (p->>'append_id')::uuid, stream_id, stream_version FROM given;

  -- One by one: joined with a set of unknown size, the planner reads the whole table.
  FOR wanted IN
    SELECT s.stream_id, s.version, s.state
    FROM jsonb_to_recordset(p->'streams') AS s (stream_id text, version bigint, state jsonb)
  LOOP
    UPDATE stream SET version = wanted.version, state = wanted.state WHERE stream_id = wanted.stream_id;
  END LOOP;

  RETURN jsonb_build_object('outcome', 'appended', 'body', p->'body');
END $$;

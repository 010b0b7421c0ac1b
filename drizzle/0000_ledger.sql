-- The ledger: events in streams, then one order for all of them. Written by hand: these tables are laws, not models.
CREATE SCHEMA ledger;
--> statement-breakpoint
CREATE TABLE ledger.stream (
  stream_id text PRIMARY KEY CONSTRAINT stream_id_is_kind_colon_identifier CHECK (stream_id ~ '^[a-z]+:[a-z0-9-]{1,64}$'),
  version bigint NOT NULL,
  -- The folded state that the last append left: what `decide` reads. Never holds a sealed value.
  state jsonb NOT NULL
);
--> statement-breakpoint
CREATE SEQUENCE ledger.event_seq CACHE 1;
--> statement-breakpoint
CREATE TABLE ledger.event (
  -- Drawn under the stream's lock, so one stream's numbers rise with its versions.
  seq bigint NOT NULL CONSTRAINT one_event_per_seq UNIQUE,
  stream_id text NOT NULL,
  stream_version bigint NOT NULL CONSTRAINT first_version_is_one CHECK (stream_version >= 1),
  event_id uuid NOT NULL CONSTRAINT one_event_per_event_id UNIQUE,
  append_id uuid NOT NULL,
  type text NOT NULL,
  schema_version integer NOT NULL,
  actor text NOT NULL,
  -- The string that was hashed: a timestamp column would cut or reformat it.
  recorded_at text NOT NULL,
  -- Sealed fields stand here as {"sealed": digest}.
  data jsonb NOT NULL,
  -- SHA-256(0x00 || JCS(envelope)), RFC 6962 over RFC 8785.
  leaf bytea NOT NULL CONSTRAINT leaf_is_a_sha256 CHECK (octet_length(leaf) = 32),
  CONSTRAINT one_event_per_stream_version PRIMARY KEY (stream_id, stream_version)
);
--> statement-breakpoint
CREATE TABLE ledger.sealed (
  event_id uuid NOT NULL REFERENCES ledger.event (event_id),
  path text NOT NULL,
  salt text NOT NULL,
  value text NOT NULL,
  CONSTRAINT one_value_per_sealed_path PRIMARY KEY (event_id, path)
);
--> statement-breakpoint
CREATE TABLE ledger.receipt (
  append_id uuid CONSTRAINT one_receipt_per_command PRIMARY KEY,
  digest text NOT NULL,
  body jsonb NOT NULL
);
--> statement-breakpoint
-- Names that belong to one append for ever, such as the id of a claim, which lives on its subject's stream.
CREATE TABLE ledger.name (
  name text CONSTRAINT one_owner_per_name PRIMARY KEY,
  append_id uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE ledger.inbox (
  seq bigint PRIMARY KEY,
  append_id uuid NOT NULL,
  stream_id text NOT NULL,
  stream_version bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX inbox_by_append ON ledger.inbox (append_id);
--> statement-breakpoint
CREATE TABLE ledger.log (
  position bigint CONSTRAINT one_event_per_position PRIMARY KEY,
  seq bigint NOT NULL,
  stream_id text NOT NULL,
  stream_version bigint NOT NULL,
  -- The position of the last event of the same append: where "as of" snaps to.
  append_end bigint NOT NULL,
  -- Never goes backwards.
  sequenced_at timestamptz NOT NULL,
  CONSTRAINT one_position_per_stream_version UNIQUE (stream_id, stream_version)
);
--> statement-breakpoint
CREATE TABLE ledger.log_head (
  only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT the_log_has_one_head CHECK (only_row),
  size bigint NOT NULL,
  sequenced_at timestamptz NOT NULL
);
--> statement-breakpoint
INSERT INTO ledger.log_head (size, sequenced_at) VALUES (0, '-infinity');
--> statement-breakpoint
CREATE FUNCTION ledger.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on ledger.% is refused: what was recorded is never changed or removed. Append a correction instead.',
    TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER events_are_never_rewritten BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.event
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER positions_are_never_rewritten BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.log
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER receipts_are_never_rewritten BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.receipt
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewriting();
--> statement-breakpoint
-- Erasure, when it comes, deletes rows here under its own right; nobody else does, and nobody changes one.
CREATE TRIGGER sealed_values_are_never_rewritten BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.sealed
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER names_are_never_rewritten BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.name
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER streams_are_never_removed BEFORE TRUNCATE ON ledger.stream
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER the_head_is_never_removed BEFORE DELETE OR TRUNCATE ON ledger.log_head
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewriting();

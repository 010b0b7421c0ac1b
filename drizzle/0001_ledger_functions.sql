-- The one statement that appends, and the one that gives positions.

-- p: {append_id, digest, body, names: [name], streams: [{stream_id, expected, version, state}],
--     events: [{stream_id, stream_version, event_id, type, schema_version, actor, recorded_at, data, leaf, sealed: [{path, salt, value}]}]}
-- Answers {outcome: appended | duplicate, body} · {outcome: reused} (same id, other content) ·
-- {outcome: conflict, stream_id, expected, actual} · {outcome: taken, name} (another append owns it). On anything but `appended` nothing is written.
CREATE FUNCTION ledger.append(p jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
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
    SELECT s.stream_id, s.expected FROM jsonb_to_recordset(p->'streams') AS s (stream_id text, expected bigint)
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
--> statement-breakpoint
CREATE FUNCTION ledger.answer_repeated(earlier ledger.receipt, digest text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN earlier.digest = digest
    THEN jsonb_build_object('outcome', 'duplicate', 'body', earlier.body)
    ELSE jsonb_build_object('outcome', 'reused') END
$$;
--> statement-breakpoint
-- Gives dense positions to what has been committed, whole appends only, and notifies once. Answers the new size of the log,
-- or null when another process is at work. Ordered by each append's first number: two appends that share a stream drew
-- their numbers one after the other under its lock, so no stream is ever inverted.
CREATE FUNCTION ledger.sequence(most integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE
  head log_head;
  given bigint;
  stamp timestamptz;
BEGIN
  -- Nothing waits: no lock, so that an idle process writes nothing to disk.
  IF NOT EXISTS (SELECT FROM inbox) THEN
    RETURN (SELECT size FROM log_head);
  END IF;
  SELECT * INTO head FROM log_head FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  stamp := greatest(clock_timestamp(), head.sequenced_at);
  WITH chosen AS (
    SELECT DISTINCT append_id FROM (SELECT append_id FROM inbox ORDER BY seq LIMIT most) AS oldest
  ), taken AS (
    DELETE FROM inbox USING chosen WHERE inbox.append_id = chosen.append_id
    RETURNING inbox.seq, inbox.append_id, inbox.stream_id, inbox.stream_version
  ), placed AS (
    SELECT *, min(seq) OVER (PARTITION BY append_id) AS first_seq FROM taken
  ), numbered AS (
    SELECT *, head.size + row_number() OVER (ORDER BY first_seq, seq) - 1 AS position FROM placed
  )
  INSERT INTO log (position, seq, stream_id, stream_version, append_end, sequenced_at)
  SELECT position, seq, stream_id, stream_version, max(position) OVER (PARTITION BY append_id), stamp FROM numbered;
  GET DIAGNOSTICS given = ROW_COUNT;
  IF given > 0 THEN
    UPDATE log_head SET size = head.size + given, sequenced_at = stamp;
    PERFORM pg_notify('palimpsest_log', (head.size + given)::text);
  END IF;
  RETURN head.size + given;
END $$;

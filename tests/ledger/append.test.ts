import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Database, openDatabase, type Sql } from '@/db/client';
import { type Append, type AppendOutcome, append } from '@/ledger/append';
import { type Json, type JsonObject, Unhashable } from '@/ledger/envelope';
import { type LedgerEvent, readStream } from '@/ledger/read';
import { sequence } from '@/ledger/sequencer';
import { anAppend } from '../support/an-append';
import { canonicalForm, envelopeOf, leafOver } from '../support/canonical-form';
import { createTestDatabase, type TestDatabase } from '../support/cluster';

let database: TestDatabase;
let db: Database;
let sql: Sql;
let owner: postgres.Sql;
/** Beside the owner: within a transaction PostgreSQL shows the activity of its beginning. */
let watcher: postgres.Sql;
let streams = 0;

/** A stream nothing was recorded on. */
const fresh = (): string => `site:s${++streams}`;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  sql = db.sql;
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  watcher = postgres(database.url, { max: 1 });
});

afterAll(async () => {
  await Promise.all([owner.end(), watcher.end()]);
  await db.end();
  await database.drop();
});

/** All that an append can write, to tell that nothing was. */
const everything = async () => {
  const [row] = await owner`select
    (select count(*) from ledger.event) as events, (select count(*) from ledger.sealed) as sealed,
    (select count(*) from ledger.inbox) + (select count(*) from ledger.log) as placed,
    (select count(*) from ledger.receipt) as receipts, (select count(*) from ledger.name) as names,
    (select jsonb_object_agg(stream_id, jsonb_build_array(version, state)) from ledger.stream) as streams`;
  return row;
};

const read = async (stream: string): Promise<LedgerEvent[]> => {
  await sequence(db.direct);
  return readStream(sql, stream);
};

const versionsOf = async (stream: string) =>
  (await owner`select stream_version::int as v from ledger.event where stream_id = ${stream} order by seq`).map(
    ({ v }) => v,
  );

const patience = { timeout: 15_000, interval: 5 };

/** Starts appends while another transaction stands in their way, and ends that one once all of them wait. */
async function heldUp(
  hold: (tx: postgres.TransactionSql) => PromiseLike<unknown>,
  start: () => Promise<AppendOutcome>[],
  end: 'commit' | 'rollback' = 'commit',
): Promise<AppendOutcome[]> {
  let waiting: Promise<AppendOutcome>[] = [];
  await owner
    .begin(async (tx) => {
      await hold(tx);
      waiting = start();
      await vi.waitFor(async () => {
        const [row] = await watcher`select count(*)::int as waiting from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        expect(row?.waiting).toBe(waiting.length);
      }, patience);
      if (end === 'rollback') throw waiting;
    })
    .catch((error) => {
      if (error !== waiting) throw error;
    });
  return Promise.all(waiting);
}

describe('versions', () => {
  test('an append at the version that was read is recorded, and its receipt names each event', async () => {
    const stream = fresh();
    const first = anAppend({ [stream]: { expected: 0, events: 2 } });
    expect(await append(sql, first)).toEqual({
      outcome: 'appended',
      receipt: {
        command: first.id,
        recordedAt: first.recordedAt,
        events: [
          { stream, version: 1, type: 'Tried' },
          { stream, version: 2, type: 'Tried' },
        ],
      },
    });
    expect((await append(sql, anAppend({ [stream]: 2 }))).outcome).toBe('appended');
    expect(await versionsOf(stream)).toEqual([1, 2, 3]);
  });

  test('a stale version is a conflict that names the stream, what was expected and what is there', async () => {
    const stream = fresh();
    await append(sql, anAppend({ [stream]: { expected: 0, events: 3 } }));
    const before = await everything();
    for (const expected of [0, 1, 2])
      expect(await append(sql, anAppend({ [stream]: expected }))).toEqual({
        outcome: 'conflict',
        stream,
        expected,
        actual: 3,
      });
    expect(await everything()).toEqual(before);
  });

  test('a version that is not there yet is a conflict, on a known stream and on an unknown one', async () => {
    const [known, unknown] = [fresh(), fresh()];
    await append(sql, anAppend({ [known]: 0 }));
    const before = await everything();
    expect(await append(sql, anAppend({ [known]: 2 }))).toMatchObject({ outcome: 'conflict', expected: 2, actual: 1 });
    expect(await append(sql, anAppend({ [unknown]: 4 }))).toMatchObject({
      outcome: 'conflict',
      expected: 4,
      actual: 0,
    });
    expect(await everything()).toEqual(before);
  });

  test('one stale stream among several leaves all of them as they were, whichever comes first', async () => {
    const stale = 'site:m-stale';
    await append(sql, anAppend({ [stale]: { expected: 0, events: 2 } }));
    const known = 'site:m-known';
    await append(sql, anAppend({ [known]: 0 }));
    const before = await everything();
    const [early, late] = ['site:a-new', 'site:z-new'];
    for (const given of [
      { [late]: 0, [stale]: 1, [early]: 0, [known]: 1 },
      { [known]: 1, [early]: 0, [stale]: 1, [late]: 0 },
    ])
      expect(await append(sql, anAppend(given))).toEqual({
        outcome: 'conflict',
        stream: stale,
        expected: 1,
        actual: 2,
      });
    expect(await everything()).toEqual(before);
  });

  test('an event for a stream whose version was not read is refused before anything is sent', async () => {
    const given = anAppend({ [fresh()]: 0 });
    const before = await everything();
    await expect(append(sql, { ...given, streams: [] })).rejects.toThrow('without the version');
    expect(await everything()).toEqual(before);
  });

  const rowFor = (stream: string, version: number) => ({
    stream_id: stream,
    stream_version: version,
    event_id: randomUUID(),
    type: 'Tried',
    schema_version: 1,
    actor: 'person:tester',
    recorded_at: '',
    data: {},
    leaf: '00'.repeat(32),
    sealed: [],
  });
  const call = (streamsGiven: Json, events: Json) =>
    sql`select ledger.append(${sql.json({ append_id: randomUUID(), digest: '', body: {}, streams: streamsGiven, events })}) as answer`;

  test.each([
    ['leaves a gap', 1, [3], 3],
    ['goes back', 1, [1], 2],
    ['comes out of turn', 1, [3, 2], 3],
    ['stands twice', 1, [2, 2], 3],
    ['is not where the stream is said to end', 1, [2], 5],
    ['is one fewer than the stream is said to have', 1, [2, 3], 2],
    ['is none, on a stream whose state is to change', 1, [], 1],
    ['does not begin at one', 0, [2], 2],
  ])('the database refuses events whose version %s', async (_how, expected, versions, version) => {
    const stream = fresh();
    if (expected > 0) await append(sql, anAppend({ [stream]: 0 }));
    const before = await everything();
    const events = versions.map((at) => rowFor(stream, at));
    await expect(call([{ stream_id: stream, expected, version, state: {} }], events)).rejects.toThrow(
      /one by one|one_event_per/,
    );
    expect(await everything()).toEqual(before);
  });

  test('the database refuses an event on a stream that the append did not lock', async () => {
    const [named, other] = [fresh(), fresh()];
    const before = await everything();
    const events = [rowFor(named, 1), rowFor(other, 1)];
    await expect(call([{ stream_id: named, expected: 0, version: 1, state: {} }], events)).rejects.toThrow(
      'one by one',
    );
    expect(await everything()).toEqual(before);
  });

  test.each(['', 'Site:a', 'site', 'site:', 'site:a b', 'site:A', `site:${'a'.repeat(65)}`, "site:a'"])(
    'a stream is a kind and an identifier: %j is refused',
    async (stream) => {
      const before = await everything();
      await expect(append(sql, anAppend({ [stream]: 0 }))).rejects.toThrow('stream_id_is_kind_colon_identifier');
      expect(await everything()).toEqual(before);
    },
  );
});

describe('several streams', () => {
  test('are written by one append, or not at all', async () => {
    const names = [fresh(), fresh(), fresh()];
    const given = anAppend(Object.fromEntries(names.map((name, at) => [name, { expected: 0, events: at + 1 }])));
    expect((await append(sql, given)).outcome).toBe('appended');
    expect(await Promise.all(names.map(versionsOf))).toEqual([[1], [1, 2], [1, 2, 3]]);

    const before = await everything();
    // The database finds this only after the first events are in: the last row breaks a law.
    const broken = anAppend({ [names[0] as string]: 1, [names[1] as string]: 2 });
    await expect(append(sql, { ...broken, actor: null as unknown as string })).rejects.toThrow();
    expect(await everything()).toEqual(before);
  });

  test('wait for each other in one order, whatever order they are named in, and so never deadlock', async () => {
    const [a, b] = [fresh(), fresh()].sort() as [string, string];
    await append(sql, anAppend({ [a]: 0, [b]: 0 }));
    for (const expected of [1, 2]) {
      const outcomes = await heldUp(
        (tx) => tx`select from ledger.stream where stream_id = ${a} for update`,
        () => [
          append(sql, anAppend({ [a]: expected, [b]: expected })),
          append(sql, anAppend({ [b]: expected, [a]: expected })),
        ],
      );
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'conflict']);
    }
    expect(await versionsOf(a)).toEqual([1, 2, 3]);
    expect(await versionsOf(b)).toEqual([1, 2, 3]);
  });

  test('that both append open never deadlock either', async () => {
    const [a, b] = [fresh(), fresh()].sort() as [string, string];
    const outcomes = await heldUp(
      (tx) => tx`insert into ledger.stream values (${a}, 0, 'null')`,
      () => [append(sql, anAppend({ [a]: 0, [b]: 0 })), append(sql, anAppend({ [b]: 0, [a]: 0 }))],
      'rollback',
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'conflict']);
  });

  test('written at full speed in opposite orders lose nothing', async () => {
    const [a, b] = [fresh(), fresh()];
    await append(sql, anAppend({ [a]: 0, [b]: 0 }));
    for (let at = 1; at <= 25; at++) {
      const given = [{ [a]: at, [b]: at }, { [b]: at, [a]: at }, { [a]: at }, { [b]: at, [fresh()]: 0 }];
      const outcomes = await Promise.all(given.map((streams) => append(sql, anAppend(streams))));
      for (const name of [a, b]) {
        const [{ version } = {}] = await owner`select version::int from ledger.stream where stream_id = ${name}`;
        if (version === at) await append(sql, anAppend({ [name]: at }));
      }
      expect(outcomes.some(({ outcome }) => outcome === 'appended')).toBe(true);
    }
    expect(await versionsOf(a)).toEqual(Array.from({ length: 26 }, (_, at) => at + 1));
    expect(await versionsOf(b)).toEqual(Array.from({ length: 26 }, (_, at) => at + 1));
  });
});

describe('a command sent again', () => {
  test('is answered with its first receipt and nothing more is written, even when the streams have moved on', async () => {
    const stream = fresh();
    const given = anAppend({ [stream]: 0 });
    const first = await append(sql, given);
    await append(sql, anAppend({ [stream]: 1 }));
    const before = await everything();
    for (const expected of [0, 2, 7]) {
      const again = { ...anAppend({ [stream]: expected, [fresh()]: 0 }), id: given.id, recordedAt: 'later' };
      expect(await append(sql, again)).toEqual({ ...first, outcome: 'duplicate' });
    }
    expect(await everything()).toEqual(before);
  });

  test('with other content is told so, and nothing is written', async () => {
    const given = anAppend({ [fresh()]: 0 });
    await append(sql, given);
    const before = await everything();
    expect(await append(sql, { ...given, digest: 'another' })).toEqual({ outcome: 'reused' });
    expect(await append(sql, { ...anAppend({ [fresh()]: 0 }), id: given.id, digest: 'another' })).toEqual({
      outcome: 'reused',
    });
    expect(await everything()).toEqual(before);
  });

  const race = async (first: Append, second: Append) => {
    const outcomes = await Promise.all([append(sql, first), append(sql, second)]);
    return outcomes.sort((a, b) => (a.outcome < b.outcome ? -1 : 1));
  };

  test('at the same moment is recorded once and both get the same receipt, on a new stream and on a known one', async () => {
    const known = fresh();
    await append(sql, anAppend({ [known]: 0 }));
    for (let round = 1; round <= 50; round++) {
      const opened = fresh();
      const given = anAppend({ [opened]: 0, [known]: round });
      const [once, again] = await race(given, given);
      expect([once?.outcome, again?.outcome]).toEqual(['appended', 'duplicate']);
      expect(again).toEqual({ ...once, outcome: 'duplicate' });
      expect(await versionsOf(opened)).toEqual([1]);
    }
    expect(await versionsOf(known)).toHaveLength(51);
  });

  test('at the same moment for other streams is still recorded once', async () => {
    for (let round = 0; round < 50; round++) {
      const [a, b] = [fresh(), fresh()];
      const given = anAppend({ [a]: 0 });
      const outcomes = await race(given, { ...anAppend({ [b]: 0 }), id: given.id });
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['appended', 'duplicate']);
      expect((await versionsOf(a)).length + (await versionsOf(b)).length).toBe(1);
      const [{ left } = {}] = await owner`select count(*)::int as left from ledger.stream where version = 0`;
      expect(left).toBe(0);
    }
  });

  test('and answered as a duplicate at the last moment leaves no stream opened', async () => {
    const [stream, given] = [fresh(), anAppend({ [fresh()]: 0 })];
    const late = { ...anAppend({ [stream]: 0 }), id: given.id };
    const [outcome] = await heldUp(
      (tx) => tx`insert into ledger.receipt values (${given.id}, ${given.digest}, '{}')`,
      () => [append(sql, late)],
    );
    expect(outcome?.outcome).toBe('duplicate');
    expect(await owner`select from ledger.stream where stream_id = ${stream}`).toHaveLength(0);
  });

  test('at the same moment with other content is recorded once and refused once', async () => {
    for (let round = 0; round < 50; round++) {
      const stream = fresh();
      const given = anAppend({ [stream]: 0 });
      const outcomes = await race(given, { ...anAppend({ [stream]: 0 }), id: given.id, digest: 'another' });
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['appended', 'reused']);
      expect(await versionsOf(stream)).toEqual([1]);
    }
  });
});

describe('a name', () => {
  test('belongs to the append that took it: to any other it is taken, and nothing is written', async () => {
    const [mine, other] = [fresh(), fresh()];
    await append(sql, anAppend({ [mine]: 0 }, { names: ['claim:n1', 'claim:n2'] }));
    const before = await everything();
    for (const names of [['claim:n1'], ['claim:n3', 'claim:n2']])
      expect(await append(sql, anAppend({ [mine]: 1, [other]: 0 }, { names }))).toMatchObject({ outcome: 'taken' });
    expect(await everything()).toEqual(before);
  });

  test('that two appends take at once goes to one of them', async () => {
    const [first, second] = [anAppend({ [fresh()]: 0 }, { names: ['claim:n4'] }), fresh()];
    const [outcome] = await heldUp(
      (tx) => tx`insert into ledger.name values ('claim:n4', ${first.id})`,
      () => [append(sql, anAppend({ [second]: 0 }, { names: ['claim:n4'] }))],
    );
    expect(outcome).toEqual({ outcome: 'taken', name: 'claim:n4' });
    expect(await owner`select from ledger.stream where stream_id = ${second}`).toHaveLength(0);
  });

  test('stays with its append when the command is sent again', async () => {
    const given = anAppend({ [fresh()]: 0 }, { names: ['claim:n5'] });
    const first = await append(sql, given);
    expect(await append(sql, given)).toEqual({ ...first, outcome: 'duplicate' });
  });
});

describe('the leaf', () => {
  const data: JsonObject = {
    ö: 'é',
    'e\u0301': 'not composed',
    '€': '\u{1F680} rocket',
    a: [1, -1.5, 1e-7, true, null, {}],
    '': { b: '"\\\n' },
    name: 'Somebody',
    place: { note: 'by the gate' },
  };
  const sealedPaths = ['name', 'place.note', 'nowhere.at.all'];
  let event: LedgerEvent;

  beforeAll(async () => {
    const stream = fresh();
    await append(sql, anAppend({ [stream]: 0 }, { data, sealedPaths }));
    [event] = (await read(stream)) as [LedgerEvent];
  });

  test('is the SHA-256 of a zero byte and the canonical form of what is read back', () => {
    expect(event.leaf).toBe(leafOver(envelopeOf(event)));
    expect(event.data).toEqual(data);
  });

  test.each<[string, unknown]>([
    ['v', 2],
    ['stream', 'site:other'],
    ['version', 2],
    ['event_id', randomUUID()],
    ['type', 'tried'],
    ['schema_version', 2],
    ['recorded_at', '2021-05-03T17:00:00Z'],
    ['actor', 'person:other'],
    ['data', {}],
  ])('is another when %s is another', (member, other) => {
    const envelope = envelopeOf(event);
    expect(Object.keys(envelope)).toContain(member);
    expect(leafOver({ ...envelope, [member]: other })).not.toBe(event.leaf);
  });

  test('is another when anything inside the data is another', () => {
    const hashed = event.hashed;
    const others: JsonObject[] = [
      { ...hashed, 'e\u0301': 'not composed'.toUpperCase() },
      { ...hashed, a: [1, -1.5, 1e-7, true, null] },
      { ...hashed, name: { sealed: '0'.repeat(64) } },
      { ...hashed, more: null },
      Object.fromEntries(Object.entries(hashed).filter(([key]) => key !== '')),
    ];
    for (const other of others) expect(leafOver({ ...envelopeOf(event), data: other })).not.toBe(event.leaf);
  });

  test('covers every member there is', () => {
    expect(Object.keys(envelopeOf(event)).sort()).toEqual([
      'actor',
      'data',
      'event_id',
      'recorded_at',
      'schema_version',
      'stream',
      'type',
      'v',
      'version',
    ]);
  });
});

describe('sealed values', () => {
  const appendSealed = async () => {
    const stream = fresh();
    const data = { name: 'Somebody', place: { note: 'by the gate' }, kind: 'open' };
    await append(sql, anAppend({ [stream]: 0 }, { data, sealedPaths: ['name', 'place.note'] }));
    const [event] = (await read(stream)) as [LedgerEvent];
    return event;
  };

  test('stand apart: the event holds their digests and nothing else of them', async () => {
    const event = await appendSealed();
    const [row] =
      await owner`select row_to_json(e)::text as text from ledger.event e where event_id = ${event.eventId}`;
    expect(row?.text).not.toMatch(/Somebody|by the gate/);
    expect(event.hashed).toMatchObject({ name: { sealed: expect.stringMatching(/^[0-9a-f]{64}$/) }, kind: 'open' });
    const apart = await owner<{ path: string; salt: string; value: string }[]>`
      select path, salt, value from ledger.sealed where event_id = ${event.eventId} order by path`;
    expect(apart.map(({ path, value }) => [path, value])).toEqual([
      ['name', 'Somebody'],
      ['place.note', 'by the gate'],
    ]);
    const digests = apart.map(({ path, salt, value }) =>
      createHash('sha256')
        .update(canonicalForm([salt, path, value]))
        .digest('hex'),
    );
    expect([event.hashed.name, (event.hashed.place as JsonObject).note]).toEqual(digests.map((sealed) => ({ sealed })));
  });

  test('have a salt of 128 bits each: the same words never leave the same digest', async () => {
    const [one, other] = [await appendSealed(), await appendSealed()];
    expect(one.hashed.name).not.toEqual(other.hashed.name);
    const salts = await owner`select salt from ledger.sealed`;
    expect(salts.every(({ salt }) => /^[0-9a-f]{32}$/.test(salt))).toBe(true);
    expect(new Set(salts.map(({ salt }) => salt)).size).toBe(salts.length);
  });

  test('never enter the stream’s folded state', async () => {
    const event = await appendSealed();
    const [row] = await owner`select state::text from ledger.stream where stream_id = ${event.stream}`;
    expect(row?.state).not.toMatch(/Somebody|by the gate/);
  });

  test('once gone read null, and the leaf still verifies', async () => {
    const event = await appendSealed();
    await owner.begin(async (tx) => {
      await tx`alter table ledger.sealed disable trigger sealed_values_are_never_rewritten`;
      await tx`delete from ledger.sealed where event_id = ${event.eventId} and path = 'name'`;
      await tx`alter table ledger.sealed enable trigger sealed_values_are_never_rewritten`;
    });
    const [after] = (await read(event.stream)) as [LedgerEvent];
    expect(after.data).toEqual({ name: null, place: { note: 'by the gate' }, kind: 'open' });
    expect(after.hashed).toEqual(event.hashed);
    expect(after.leaf).toBe(leafOver(envelopeOf(after)));
  });
});

describe('what cannot be hashed twice alike', () => {
  const high = '\ud83d';
  const low = '\ude80';
  test.each<[string, Partial<Append> & { data?: JsonObject; sealedPaths?: string[] }]>([
    ['U+0000', { data: { a: 'x\u0000y' } }],
    ['U+0000 in a name', { data: { 'x\u0000y': 1 } }],
    ['U+0000 deep inside', { data: { a: [{ b: ['\u0000'] }] } }],
    ['U+0000 in a sealed value', { data: { a: '\u0000' }, sealedPaths: ['a'] }],
    ['a lone high surrogate', { data: { a: `${high}x` } }],
    ['a lone low surrogate', { data: { a: `x${low}` } }],
    ['surrogates in the wrong order', { data: { a: low + high } }],
    ['a lone surrogate in a name', { data: { [high]: 1 } }],
    ['a lone surrogate in a sealed value', { data: { a: high }, sealedPaths: ['a'] }],
    ['a whole number beyond 2^53', { data: { a: 2 ** 53 } }],
    ['a whole number beyond −2^53', { data: { a: -(2 ** 53) } }],
    ['1e21, which is written otherwise', { data: { a: 1e21 } }],
    ['the largest number there is', { data: { a: Number.MAX_VALUE } }],
    ['a number that is none', { data: { a: [Number.NaN] } }],
    ['a number without end', { data: { a: Number.NEGATIVE_INFINITY } }],
    ['U+0000 in an actor', { actor: 'person:\u0000' }],
    ['a lone surrogate in a time', { recordedAt: high }],
  ])('%s is refused before anything is sent', async (_what, rest) => {
    const before = await everything();
    await expect(append(sql, anAppend({ [fresh()]: 0 }, rest))).rejects.toThrow(Unhashable);
    expect(await everything()).toEqual(before);
  });

  test('a pair of surrogates is one character and passes', async () => {
    const stream = fresh();
    await append(sql, anAppend({ [stream]: 0 }, { data: { a: high + low } }));
    expect((await read(stream))[0]?.data).toEqual({ a: high + low });
  });

  const character = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary-ascii' }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'toJSON',
      'sealed',
      high,
      low,
      '\u0000',
      '\ufffe',
      '\u2028',
      'a.b',
      '0',
    ),
  );
  const number = fc.oneof(
    fc.double(),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.constantFrom(
      -0,
      1e21,
      1e-7,
      1e-6,
      123e-20,
      5e-324,
      1.7976931348623157e308,
      2 ** 53,
      2 ** 53 - 1,
      -(2 ** 53) + 1,
      0.1 + 0.2,
      1 / 3,
      4.35,
      2 ** 52 + 0.5,
    ),
  );
  const { json } = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      character,
      number,
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(character, tie('json'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));

  test('any value that is accepted hashes alike before and after PostgreSQL kept it', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(json, { minLength: 1, maxLength: 3 }), async (values) => {
        const stream = fresh();
        const data = { values };
        try {
          await append(sql, anAppend({ [stream]: 0 }, { data }));
        } catch (error) {
          expect(error).toBeInstanceOf(Unhashable);
          return;
        }
        accepted += 1;
        const [event] = (await read(stream)) as [LedgerEvent];
        expect(event.leaf).toBe(leafOver(envelopeOf(event)));
        expect(canonicalForm(event.hashed)).toBe(canonicalForm(JSON.parse(JSON.stringify(data))));
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});

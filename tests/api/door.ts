import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect } from 'vitest';
import { GET, POST } from '@/app/trpc/[procedure]/route';
import { database as processDatabase } from '@/db/client';
import { commandSchema } from '@/domain/command';
import { handleCommand } from '@/handle-command';
import { running } from '@/start-up';
import { createTestDatabase, type TestDatabase } from '../support/cluster';

let database: TestDatabase;
let owner: postgres.Sql;
let named = 0;
export const fresh = (kind: string) => `${kind}-${++named}`;

beforeAll(async () => {
  database = await createTestDatabase();
  // The door opens the process's own database, as in the server.
  process.env.DATABASE_URL = database.url;
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  for (const command of [
    { type: 'RegisterPerson', person: 'ste', name: 'Steward', roles: ['steward'] },
    { type: 'RegisterPerson', person: 'rev', name: 'Reviewer', roles: ['reviewer'] },
    { type: 'RegisterPerson', person: 'con', name: 'Contributor', roles: ['contributor'] },
    { type: 'RegisterSource', source: 'src', name: 'Source', kind: 'outlet' },
    { type: 'RecordDocument', document: 'doc', title: 'Document', publisher: 'src' },
    { type: 'OpenIncident', incident: 'inc', title: 'Incident', kind: 'Other' },
  ])
    await given(command);
  await running();
});

afterAll(async () => {
  const beside = await running();
  await Promise.all([beside.sequencer.stop(), beside.follower.stop()]);
  await (await processDatabase()).end();
  await owner.end();
  await database.drop();
});

/** Records what the steward may, as a start. */
export const given = async (command: object) =>
  expect(
    await handleCommand(await processDatabase(), {
      id: randomUUID(),
      actor: 'ste',
      command: commandSchema.parse(command),
    }),
  ).not.toHaveProperty('refused');

export type Json = Record<string, unknown>;

export const aClaim = (rest: Json = {}): Json => ({
  claim: fresh('c'),
  subject: { kind: 'incident', id: 'inc' },
  attribute: 'wounded',
  scope: 'persons',
  answer: { kind: 'count', form: 'exactly', n: 3 },
  claimant: 'src',
  ...rest,
});
export const aReport = (rest: Json = {}): Json => ({
  type: 'SubmitReport',
  report: fresh('r'),
  sources: [],
  document: { document: fresh('d'), title: 'Title', publisher: 'src' },
  claims: [aClaim()],
  ...rest,
});
type Sent = { status: number; text: string };

const headers = { 'content-type': 'application/json', cookie: 'palimpsest_person=con' };
export const asReviewer = { cookie: 'palimpsest_person=rev' };

export async function post(procedure: string, body: BodyInit | null, rest: Record<string, string> = {}): Promise<Sent> {
  const request = new Request(`http://127.0.0.1:3000/trpc/${procedure}`, {
    method: 'POST',
    body,
    headers: { ...headers, ...rest },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);
  const response = await POST(request);
  return { status: response.status, text: await response.text() };
}

export async function get(path: string, rest: Record<string, string> = {}): Promise<Sent> {
  const response = await GET(new Request(`http://127.0.0.1:3000/trpc/${path}`, { headers: { ...headers, ...rest } }));
  return { status: response.status, text: await response.text() };
}

export const steward = { cookie: 'palimpsest_person=ste' };
/** Sends what only reviewers may. */
export const review = (procedure: string, command: unknown) =>
  post(procedure, JSON.stringify({ id: randomUUID(), command }), asReviewer);

/** What the events of a stream add up to. */
export const stateOf = async (stream: string) =>
  (await owner`select state from ledger.stream where stream_id = ${stream}`)[0]?.state;

export const everything = async () => {
  const [row] =
    await owner`select (select count(*) from ledger.event)::int as events, (select count(*) from ledger.receipt)::int as receipts,
    (select count(*) from ledger.stream)::int as streams, (select count(*) from ledger.sealed)::int as sealed`;
  return row;
};

/** A status for the sender's fault; a refusal with its name, its field and a sentence; not a word of the server's inside. */
export async function expectRefused(
  sending: () => Promise<Sent>,
  wanted: { field?: string | RegExp; refused?: string; status?: number } = {},
) {
  const before = await everything();
  const { status, text } = await sending();
  expect(status, text.slice(0, 500)).toBeGreaterThanOrEqual(400);
  expect(status, text.slice(0, 500)).toBeLessThan(500);
  if (wanted.status) expect(status).toBe(wanted.status);
  expect(text).not.toMatch(
    /"stack"|\bat [\w.<>]+ \(|node_modules|\.ts:\d|\b(?!MarkCopyingError)\w+Error\b|postgres|ledger\.|\bselect |\binsert |jsonb/,
  );
  const answer = JSON.parse(text);
  for (const one of Array.isArray(answer) ? answer : [answer]) {
    const refusal = one.refused ? one : one.error?.data?.refusal;
    expect(refusal, text.slice(0, 500)).toEqual({
      refused: expect.stringMatching(/^[a-z]+(-[a-z]+)*$/),
      field: expect.stringMatching(/./),
      reason: expect.stringMatching(/\p{L}{2}/u),
    });
    if (typeof wanted.field === 'string') expect(refusal.field, text.slice(0, 300)).toBe(wanted.field);
    else if (wanted.field) expect(refusal.field, text.slice(0, 300)).toMatch(wanted.field);
    if (wanted.refused) expect(refusal.refused).toBe(wanted.refused);
  }
  expect(await everything()).toEqual(before);
}

export const notAText: [string, unknown][] = [
  ['empty', ''],
  ['nothing but space', ' \t\n '],
  ['a hundred thousand characters', 'x'.repeat(100_000)],
  ['a bell', 'a\u0007b'],
  ['an escape sequence', '\u001b[2J'],
  ['U+0000', 'a\u0000b'],
  ['a lone high surrogate', 'a\ud800'],
  ['a lone low surrogate', '\udfff'],
  ['a number', 5],
  ['null', null],
  ['a list', ['a']],
  ['an object', { toString: 'a' }],
  ['true', true],
];

import { authorise, mayReview } from './auth/policy';
import type { Database } from './db/client';
import { type Past, pastOf, positionNamed } from './domain/act/past';
import { type Command, commandSchema } from './domain/command';
import { decide, reportUnderReview, restsOnAllRead, streamsBeyond, streamsOf } from './domain/decide';
import { type DomainEvent, namesTaken, type StreamEvent, schemaVersions, sealedPaths } from './domain/event';
import { evolve, foldedForm, type StreamState } from './domain/fold';
import type { StreamId } from './domain/identifier';
import { alreadyRecorded, type States } from './domain/known';
import { type Refusal, refuse } from './domain/refusal';
import type { ReportContents } from './domain/report/event';
import { inTurn } from './in-turn';
import { append, type Receipt } from './ledger/append';
import { digestOf, type Json, type JsonObject } from './ledger/envelope';
import { type Loaded, load, placeOf, readStreams } from './ledger/read';

/** A command with the id minted where it was drafted and the person who gives it. */
export type CommandCall = { id: string; actor: string; command: Command };

/** How often a decision is made anew because a writer in another process was first. */
const mostAttempts = 40;

/**
 * The spine, and the only writer of events: load → authorise → decide → append, two round trips. A command is recorded
 * once however often it is sent: the same id and content is answered with the first receipt. A refusal is a value and
 * nothing was written. When another writer was first, the command is decided anew on what that writer left.
 */
export async function handleCommand(db: Database, call: CommandCall): Promise<Receipt | Refusal> {
  const command = commandSchema.parse(call.command);
  // Claims about one record all meet on its stream: in turn, each is decided once.
  const submitted = await readSubmitted(db, command);
  const position = positionNamed(command);
  const named = position === null ? null : await placeOf(db.sql, position);
  const streams = [...new Set([...streamsOf(command, submitted), ...(named ? [named.stream as StreamId] : [])])];
  const subjects = streams.filter((stream) => /^(incident|site):/.test(stream));
  return inTurn(subjects, () => record(db, call, command, { submitted, named, streams }));
}

/** What a command speaks of, beside what is folded: what never changes of it, read once. */
type SpokenOf = {
  submitted: ReportContents | null;
  /** The event it names by its position, by its place on its stream. */
  named: { stream: string; version: number } | null;
  streams: StreamId[];
};

/** What a report under review holds: its words are sealed, so no folded state has them. */
async function readSubmitted(db: Database, command: Command): Promise<ReportContents | null> {
  const report = reportUnderReview(command);
  if (report === null) return null;
  const event = (await readStreams(db.sql, [`report:${report}`])).findLast(({ type }) => type === 'ReportSubmitted');
  // An older version says less than a review needs, and was never up for one.
  return event && event.schemaVersion === schemaVersions.ReportSubmitted ? (event.data as ReportContents) : null;
}

async function record(
  db: Database,
  call: CommandCall,
  command: Command,
  spokenOf: SpokenOf,
): Promise<Receipt | Refusal> {
  const digest = digestOf({ actor: call.actor, command: asJson(command) });
  const actor: StreamId = `person:${call.actor}`;
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const { loaded, past } = await loadFor(db, call, command, spokenOf);
    if (loaded.repeated) return loaded.repeated.digest === digest ? loaded.repeated.receipt : reused;
    const states = statesOf(loaded);

    const founding = await mayFound(db, call, states);
    const denied = founding ? null : authorise(rolesOf(states.get(actor)), command.type);
    if (denied) return denied;

    const events = decide(states, command, {
      actor: call.actor,
      mayReview: mayReview(rolesOf(states.get(actor))),
      submitted: spokenOf.submitted,
      past,
    });
    if ('refused' in events) return events;

    const outcome = await append(db.sql, {
      id: call.id,
      digest,
      actor: call.actor,
      recordedAt: new Date().toISOString(),
      names: [...(founding ? [firstPerson] : []), ...events.flatMap(({ event }) => namesTaken(event))],
      streams: foldOnto(loaded, events, call.actor),
      guards: restsOnAllRead(command) ? versionsOf(loaded) : [],
      events: events.map(({ stream, event }) => ({
        stream,
        type: event.type,
        schemaVersion: schemaVersions[event.type],
        data: asJson(event.data),
        sealedPaths: sealedPaths[event.type],
      })),
    });
    if (outcome.outcome === 'reused') return reused;
    if (outcome.outcome === 'taken' && outcome.name === firstPerson) continue;
    if (outcome.outcome === 'taken') return alreadyRecorded(outcome.name.slice(0, outcome.name.indexOf(':')));
    if (outcome.outcome !== 'conflict') return outcome.receipt;
    // A random pause, so that many writers on one stream do not meet again at the same moment.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4 * Math.min(attempt, 10)));
  }
  return refuse('too-busy', 'Many people are recording here at this moment. Nothing was written: send it again.');
}

/** Reads a command's streams, what happened on the one of the event it names, and those it has to read beyond them. */
async function loadFor(
  db: Database,
  { id, actor }: CommandCall,
  command: Command,
  { named, streams }: SpokenOf,
): Promise<{ loaded: Loaded; past: Past | null }> {
  const first: StreamId[] = [`person:${actor}`, ...streams];
  const loaded = await loadFolded(db, first, id);
  const asked = new Set<string>(first);
  if (loaded.repeated) return { loaded, past: null };
  // As far as it was loaded: what is appended after that is met as a conflict, and decided on anew.
  const past = named
    ? pastOf(named, await readStreams(db.sql, [named.stream]), loaded.streams.get(named.stream)?.version ?? 0)
    : null;
  for (;;) {
    const wanted = streamsBeyond(command, statesOf(loaded), { actor, past });
    const beyond = [...new Set(wanted)].filter((stream) => !asked.has(stream));
    if (beyond.length === 0) return { loaded, past };
    for (const stream of beyond) asked.add(stream);
    for (const [stream, found] of (await loadFolded(db, beyond, null)).streams) loaded.streams.set(stream, found);
  }
}

/** Folded states as this version folds them: one that was folded in an older form is folded anew from its events. */
async function loadFolded(db: Database, streams: readonly StreamId[], id: string | null): Promise<Loaded> {
  const loaded = await load(db.sql, streams, id);
  const outdated = [...loaded.streams]
    .filter(([, { state }]) => formOf(state) !== foldedForm)
    .map(([stream]) => stream);
  if (outdated.length === 0) return loaded;
  for (const stream of outdated) loaded.streams.set(stream, { version: 0, state: null });
  for (const { stream, version, actor, ...event } of await readStreams(db.sql, outdated)) {
    const before = (loaded.streams.get(stream)?.state ?? null) as StreamState | null;
    const state = evolve(before, event as unknown as DomainEvent, version, actor);
    loaded.streams.set(stream, { version, state: asJson(state) });
  }
  return loaded;
}

const formOf = (state: Json): unknown =>
  state !== null && typeof state === 'object' && 'form' in state ? state.form : 1;

const statesOf = ({ streams }: Loaded): States =>
  new Map([...streams].map(([id, { state }]) => [id as StreamId, state as StreamState | null]));

const versionsOf = ({ streams }: Loaded): { stream: string; expected: number }[] =>
  [...streams].map(([stream, { version }]) => ({ stream, expected: version }));

const reused = refuse(
  'command-reused',
  'This was already sent with other content. Nothing new was written: reload the page and send it again.',
);

/** Taken by whoever registers first, so that of two at the same moment one is first. */
const firstPerson = 'first:person';

/** The first person of an empty ledger registers as steward by themselves: somebody has to. */
async function mayFound(db: Database, call: CommandCall, states: ReadonlyMap<string, unknown>): Promise<boolean> {
  const { command, actor } = call;
  if (command.type !== 'RegisterPerson' || command.person !== actor || states.size > 0) return false;
  // Founded by anybody less, it could never take in another person.
  if (!command.roles.includes('steward')) return false;
  const [row] = await db.sql<[{ empty: boolean }]>`select not exists (select from ledger.event) as empty`;
  return row.empty;
}

const rolesOf = (state: StreamState | null | undefined): string[] => (state?.kind === 'person' ? state.roles : []);

function foldOnto(
  loaded: Loaded,
  events: readonly StreamEvent[],
  actor: string,
): { stream: string; expected: number; state: Json }[] {
  const folded = new Map<string, { expected: number; version: number; state: StreamState | null }>();
  for (const { stream, event } of events) {
    const before = folded.get(stream) ?? start(loaded, stream);
    const version = before.version + 1;
    folded.set(stream, { ...before, version, state: evolve(before.state, event, version, actor) });
  }
  return [...folded].map(([stream, { expected, state }]) => ({
    stream,
    expected,
    state: { ...asJson(state ?? {}), form: foldedForm },
  }));
}

const start = (loaded: Loaded, stream: string) => {
  const { version, state } = loaded.streams.get(stream) ?? { version: 0, state: null };
  return { expected: version, version, state: state as StreamState | null };
};

/** What travels is JSON: members that are `undefined` are absent. */
const asJson = (value: object): JsonObject => JSON.parse(JSON.stringify(value));

import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import type { Subject } from '@/domain/identifier';
import { type RecordedValue, valueParts } from '@/domain/recorded-value';
import { readPositions, readStream } from '@/ledger/read';
import { change } from '@/projections/change.table';
import { claim } from '@/projections/claim.table';
import { document } from '@/projections/document.table';
import { followedTo } from '@/projections/follow';
import { type RecordedEvent, typed } from '@/projections/recorded-event';
import { incident, site } from '@/projections/subject.table';
import { vocabulary } from '@/projections/vocabulary.table';
import { namePeople } from './list-changes';
import { erased, nameSources, readTitles } from './names';
import { type Held, type Occurrence, readSettings, type Setting, settingsOf } from './settings-of';

/** One step of a value's way through the ledger: the event that set it, by whom and when, with what was held before. */
export type Step = Setting & { event: RecordedEvent; actor: string };

/** How a value came to be what it is: every event that set it, first to last. */
export type Settled = {
  value: RecordedValue;
  /** Never empty. */
  steps: Step[];
  /** Every value that each of their events set, by its position; not those first recorded as not stated. */
  setAt: ReadonlyMap<number, RecordedValue[]>;
  /** Of a claim that was revised since: the claim that replaced it, and the event. */
  replacedBy: { claim: string; position: number } | null;
};

/**
 * The settings of one value, first to last, or null where nothing on record has that name. Reads the views and the ledger up
 * to where the views are: call it in a snapshot.
 */
export async function listSettings(db: Database, value: RecordedValue): Promise<Settled | null> {
  const occurrences = await occurrencesOf(db, value);
  const settings = readSettings(occurrences);
  const own = settingsOf(settings, value);
  if (own.length === 0) return null;
  const events = new Map(occurrences.map(({ event }) => [event.position, event]));
  const people = await namePeople(
    db,
    occurrences.map(({ event }) => event.actor),
  );
  const setAt = new Map<number, RecordedValue[]>();
  for (const [each, all] of settings)
    for (const { position, isFirst, after } of all)
      if (!isFirst || after !== null) setAt.set(position, [...(setAt.get(position) ?? []), each]);
  return {
    value,
    steps: own.flatMap((setting) => {
      const event = events.get(setting.position);
      return event ? [{ ...setting, event, actor: people.get(event.actor) ?? event.actor }] : [];
    }),
    setAt,
    replacedBy: await replacementOf(db, value),
  };
}

/** The events that may have set a value, with what they did to the question where it is a question's state. */
async function occurrencesOf(db: Database, value: RecordedValue): Promise<Occurrence[]> {
  const parts = valueParts(value);
  const asOf = await followedTo(db);
  const alone = (events: Awaited<ReturnType<typeof readPositions>>): Occurrence[] =>
    events.filter(({ position }) => position <= asOf).map((event) => ({ event: typed(event), effects: [] }));
  switch (parts.what) {
    case 'person':
    case 'source':
    case 'document':
    case 'report':
      return alone(await readStream(db.sql, `${parts.what}:${parts.id}`));
    case 'incident':
    case 'site': {
      const table = parts.what === 'incident' ? incident : site;
      const rows = await db.view.select({ setBy: table.setBy }).from(table).where(eq(table.id, parts.id));
      return alone(
        await eventsAt(
          db,
          rows.map(({ setBy }) => setBy),
        ),
      );
    }
    case 'claim':
      return alone(await eventsAt(db, await positionsOfClaims(db, [parts.id, parts.towards ?? []].flat())));
    case 'attribute':
    case 'scope': {
      const id = parts.what === 'attribute' ? parts.attribute : `${parts.list}\n${parts.scope}`;
      const rows = await db.view
        .select({ setBy: vocabulary.setBy })
        .from(vocabulary)
        .where(and(eq(vocabulary.kind, parts.what), eq(vocabulary.id, id)));
      return alone(
        await eventsAt(
          db,
          rows.map(({ setBy }) => setBy),
        ),
      );
    }
    case 'question':
      return changesOfState(db, parts.subject, parts.attribute);
    case 'ruling':
    case 'request':
    case 'remark':
    case 'mark': {
      const { kind, id } = parts.subject;
      const rows = await db.view
        .select({ position: change.position })
        .from(change)
        .where(and(eq(change.subjectKind, kind), eq(change.subjectId, id), eq(change.attribute, parts.attribute)));
      return alone(
        await eventsAt(
          db,
          rows.map(({ position }) => position),
        ),
      );
    }
  }
}

const eventsAt = (db: Database, positions: readonly number[]) => readPositions(db.sql, [...new Set(positions)]);

/** Where these claims, and those they replaced one after another, were spoken of. A mark between two stands with one of them. */
async function positionsOfClaims(db: Database, ids: readonly string[]): Promise<number[]> {
  const all = new Set(ids);
  for (const id of all) {
    const [row] = await db.view.select({ revises: claim.revises }).from(claim).where(eq(claim.id, id));
    if (row?.revises) all.add(row.revises);
  }
  const rows = await db.view
    .select({ position: change.position })
    .from(change)
    .where(inArray(change.claimId, [...all]));
  return rows.map(({ position }) => position);
}

async function changesOfState(db: Database, { kind, id }: Subject, attribute: string): Promise<Occurrence[]> {
  const rows = await db.view
    .select({ position: change.position, effects: change.effects })
    .from(change)
    .where(
      and(
        eq(change.subjectKind, kind),
        eq(change.subjectId, id),
        sql`${change.effects} @> ${JSON.stringify([{ attribute }])}::jsonb`,
      ),
    )
    .orderBy(asc(change.position));
  const events = await eventsAt(
    db,
    rows.map(({ position }) => position),
  );
  const effectsAt = new Map(rows.map(({ position, effects }) => [position, effects]));
  return events.map((event) => ({
    event: typed(event),
    effects: [
      {
        subject: { kind, id },
        effects: (effectsAt.get(event.position) ?? []).filter((effect) => effect.attribute === attribute),
      },
    ],
  }));
}

async function replacementOf(db: Database, value: RecordedValue): Promise<Settled['replacedBy']> {
  const parts = valueParts(value);
  if (parts.what !== 'claim') return null;
  const [later] = await db.view
    .select({ claim: claim.id, position: claim.recordedAtPosition })
    .from(claim)
    .where(eq(claim.revises, parts.id));
  return later ?? null;
}

/** Something on record that pages name, as in `source:ID`. */
export type Named = `${Extract<Held, { kind: 'named' }>['thing'] | 'incident' | 'person'}:${string}`;

/** What a value speaks of. */
export function namedIn(held: Held): Named[] {
  if (held === null) return [];
  switch (held.kind) {
    case 'named':
      return [`${held.thing}:${held.id}`];
    case 'contents':
      return [`document:${held.document}`];
    case 'lineage':
      return held.parents.map(({ id }): Named => `document:${id}`);
    case 'ruling':
      return held.outcome.kind === 'position' ? [`claim:${held.outcome.position}`] : [];
    case 'answer':
      return 'site' in held.answer && held.answer.site !== undefined ? [`site:${held.answer.site}`] : [];
    case 'all':
      return Object.values(held.parts).flatMap(namedIn);
    default:
      return [];
  }
}

/** What pages call these: a claim by its claimant. What is not on record has no name. */
export async function nameAll(db: Database, all: readonly Named[]): Promise<Record<Named, string>> {
  const ids = (thing: string) => [
    ...new Set(all.flatMap((each) => (each.startsWith(`${thing}:`) ? each.slice(thing.length + 1) : []))),
  ];
  const claims = await db.view
    .select({ id: claim.id, claimant: claim.claimantId })
    .from(claim)
    .where(inArray(claim.id, ids('claim')));
  const documents = await db.view
    .select({ id: document.id, title: document.title })
    .from(document)
    .where(inArray(document.id, ids('document')));
  const sources = await nameSources(db, [...ids('source'), ...claims.map(({ claimant }) => claimant)]);
  const subjects = [
    ...ids('site').map((id) => ({ kind: 'site' as const, id })),
    ...ids('incident').map((id) => ({ kind: 'incident' as const, id })),
  ];
  const people = await namePeople(db, ids('person'));
  return {
    ...(await readTitles(db, subjects)),
    ...Object.fromEntries([...sources].map(([id, name]) => [`source:${id}`, name])),
    ...Object.fromEntries([...people].map(([id, name]) => [`person:${id}`, name])),
    ...Object.fromEntries(documents.map(({ id, title }) => [`document:${id}`, title ?? erased])),
    ...Object.fromEntries(claims.map(({ id, claimant }) => [`claim:${id}`, sources.get(claimant) ?? claimant])),
  };
}

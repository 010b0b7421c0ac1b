import { and, asc, eq, inArray, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import type { Credibility } from '@/domain/claim/command';
import { type ClaimContent, contentAfter, firstContent } from '@/domain/claim/event';
import type { RecordDerivation } from '@/domain/document/command';
import type { RuledAnswer } from '@/domain/question/argument';
import { type EvidenceMark, markKey } from '@/domain/question/command';
import type { Reliability } from '@/domain/source/command';
import { readPositions } from '@/ledger/read';
import { change } from '@/projections/change.table';
import { entityOf, type RecordedEvent, typed } from '@/projections/recorded-event';

type Derivation = RecordDerivation['derivation'];

/** Where a document's content came from, as far as anybody had said. */
export type LineageThen = 'unknown' | 'first-hand' | Extract<Derivation, { parent: string }>[];

/** What a ruling came to, as it read then; null while none stood. */
export type RuledThen = RuledAnswer | 'undecidable' | null;

/**
 * What an event changed from what to what, where that is not what a claim says. Sources and documents are named by their
 * ids. Null stands for what nobody had said yet, or what was taken away.
 */
export type Turn =
  | { of: 'reliability'; before: Reliability | null; after: Reliability | null }
  | { of: 'credibility'; before: Credibility | null; after: Credibility | null }
  | { of: 'institution'; before: string | null; after: string | null }
  | { of: 'lineage'; before: LineageThen; after: LineageThen }
  | { of: 'exclusion'; before: boolean; after: boolean }
  | {
      of: 'mark';
      /** The claim that named the position, and the claim that is evidence, as they read then. */
      position: ClaimContent | null;
      evidence: ClaimContent | null;
      before: EvidenceMark | null;
      after: EvidenceMark | null;
    }
  | { of: 'ruling'; before: RuledThen; after: RuledThen };

/** An event's before and after: what its claim said, or the answer it revises; null where there is none. And what else it turned. */
export type Around = { before: ClaimContent | null; after: ClaimContent | null; turn: Turn | null };

/** What stood before and after each of these events, by position. No event carries the old value: earlier events have it. */
export async function readAround(db: Database, events: readonly RecordedEvent[]): Promise<Map<number, Around>> {
  const earlier = await eventsWhere(db, events, [...ofEntities(events), ...ofQuestions(events)]);
  const claims = new Set([...events, ...earlier].flatMap(claimsOf));
  const ofClaims = await eventsWhere(db, events, claims.size === 0 ? [] : [inArray(change.claimId, [...claims])]);
  const wanted = new Set(events.map(({ position }) => position));
  const all = new Map([...earlier, ...ofClaims, ...events].map((event) => [event.position, event]));
  const known = nothingKnown();
  const around = new Map<number, Around>();
  for (const event of [...all.values()].sort((a, b) => a.position - b.position)) {
    const step = follow(known, event);
    if (step && wanted.has(event.position)) around.set(event.position, step);
  }
  return around;
}

/** The events that these conditions find, up to the last of those that are told. */
async function eventsWhere(db: Database, told: readonly RecordedEvent[], which: SQL[]): Promise<RecordedEvent[]> {
  if (which.length === 0) return [];
  const rows = await db.view
    .select({ position: change.position })
    .from(change)
    .where(and(change.isOwn, lte(change.position, Math.max(...told.map(({ position }) => position))), or(...which)))
    .orderBy(asc(change.position));
  const events = await readPositions(
    db.sql,
    rows.map(({ position }) => position),
  );
  return events.map(typed);
}

/** Grades and affiliations of the sources, derivations of the documents that these events are about. */
function ofEntities(events: readonly RecordedEvent[]): SQL[] {
  const ids = (...types: RecordedEvent['type'][]) => [
    ...new Set(events.filter(({ type }) => types.includes(type)).map(entityOf)),
  ];
  const sources = ids('SourceGraded', 'SourceAffiliated');
  const documents = ids('DerivationRecorded', 'DerivationStruck');
  return [
    ...(sources.length > 0 ? [and(eq(change.subjectKind, 'source'), inArray(change.subjectId, sources))] : []),
    ...(documents.length > 0 ? [and(eq(change.subjectKind, 'document'), inArray(change.subjectId, documents))] : []),
  ].filter((condition) => condition !== undefined);
}

/** What was argued and ruled on the questions that these events are about. */
function ofQuestions(events: readonly RecordedEvent[]): SQL[] {
  const questions = new Map<string, SQL>();
  for (const { stream, type, data } of events) {
    if (type !== 'EvidenceMarked' && type !== 'QuestionRuled' && type !== 'RulingReopened') continue;
    const act = type === 'EvidenceMarked' ? 'argued' : 'ruled';
    const kind = stream.startsWith('site:') ? 'site' : 'incident';
    const condition = and(
      eq(change.subjectKind, kind),
      eq(change.subjectId, entityOf({ stream })),
      eq(change.act, act),
      sql`${change.attributes} @> array[${data.attribute}]::text[]`,
    );
    if (condition) questions.set(`${stream} ${act} ${data.attribute}`, condition);
  }
  return [...questions.values()];
}

/** The claims whose words an event needs. */
function claimsOf(event: RecordedEvent): string[] {
  switch (event.type) {
    case 'ClaimRecorded':
    case 'ClaimCorrected':
    case 'ClaimWithdrawn':
    case 'CopyingErrorMarked':
    case 'ClaimGraded':
      return [event.data.claim];
    case 'ClaimRevised':
      return [event.data.claim, event.data.revises];
    case 'ConflictMarked':
      return event.data.claims;
    case 'EvidenceMarked': {
      const { position, evidence } = event.data;
      return 'claim' in evidence ? [position, evidence.claim] : [position];
    }
    case 'QuestionRuled':
      return event.data.outcome.kind === 'position' ? [event.data.outcome.position] : [];
    default:
      return [];
  }
}

/** What is known while events are gone through in order. */
type Known = {
  contents: Map<string, ClaimContent>;
  credibility: Map<string, Credibility>;
  exclusions: Map<string, boolean>;
  reliability: Map<string, Reliability>;
  institution: Map<string, string | null>;
  lineage: Map<string, LineageThen>;
  marks: Map<string, EvidenceMark | null>;
  rulings: Map<string, RuledThen>;
};

const nothingKnown = (): Known => ({
  contents: new Map(),
  credibility: new Map(),
  exclusions: new Map(),
  reliability: new Map(),
  institution: new Map(),
  lineage: new Map(),
  marks: new Map(),
  rulings: new Map(),
});

/** What one more event makes of what is known. */
function follow(known: Known, event: RecordedEvent): Around | null {
  const entity = entityOf(event);
  const turned = (turn: Turn): Around => ({ before: null, after: null, turn });
  switch (event.type) {
    case 'ClaimRecorded':
    case 'ClaimRevised': {
      const after = firstContent(event);
      known.contents.set(event.data.claim, after);
      const before = event.type === 'ClaimRevised' ? known.contents.get(event.data.revises) : undefined;
      return { before: before ?? null, after, turn: null };
    }
    case 'ClaimCorrected':
    case 'ClaimWithdrawn':
    case 'CopyingErrorMarked': {
      const before = known.contents.get(event.data.claim);
      if (!before) return null;
      const after = contentAfter(before, event);
      known.contents.set(event.data.claim, after);
      return { before, after, turn: null };
    }
    case 'ClaimGraded': {
      const { claim, credibility: after } = event.data;
      const content = known.contents.get(claim) ?? null;
      const before = replaced(known.credibility, claim, after) ?? null;
      return { before: content, after: content, turn: { of: 'credibility', before, after } };
    }
    case 'ConflictMarked': {
      const { claims, conflict: after } = event.data;
      const before = replaced(known.exclusions, [...claims].sort().join(' '), after) ?? false;
      return turned({ of: 'exclusion', before, after });
    }
    case 'SourceRegistered':
      known.institution.set(entity, event.data.partOf ?? null);
      return null;
    case 'SourceAffiliated': {
      const after = event.data.partOf;
      return turned({ of: 'institution', before: replaced(known.institution, entity, after) ?? null, after });
    }
    case 'SourceGraded': {
      const after = event.data.reliability;
      return turned({ of: 'reliability', before: replaced(known.reliability, entity, after) ?? null, after });
    }
    case 'DerivationRecorded':
    case 'DerivationStruck': {
      const before = known.lineage.get(entity) ?? 'unknown';
      const after = lineageAfter(before, event);
      known.lineage.set(entity, after);
      return turned({ of: 'lineage', before, after });
    }
    case 'EvidenceMarked': {
      const { position, evidence, mark: after } = event.data;
      const key = `${event.stream} ${event.data.attribute} ${markKey(event.actor, event.data)}`;
      return turned({
        of: 'mark',
        position: known.contents.get(position) ?? null,
        evidence: 'claim' in evidence ? (known.contents.get(evidence.claim) ?? null) : null,
        before: replaced(known.marks, key, after) ?? null,
        after,
      });
    }
    case 'QuestionRuled':
    case 'RulingReopened': {
      const after = event.type === 'RulingReopened' ? null : ruledIn(known, event);
      const before = replaced(known.rulings, `${event.stream} ${event.data.attribute}`, after) ?? null;
      return turned({ of: 'ruling', before, after });
    }
    default:
      return null;
  }
}

/** Sets what is known of a thing, and answers what was known before. */
function replaced<Value>(map: Map<string, Value>, key: string, value: Value): Value | undefined {
  const before = map.get(key);
  map.set(key, value);
  return before;
}

function lineageAfter(
  before: LineageThen,
  event: Extract<RecordedEvent, { type: 'DerivationRecorded' | 'DerivationStruck' }>,
): LineageThen {
  const steps = typeof before === 'string' ? [] : before;
  if (event.type === 'DerivationRecorded') {
    const { derivation } = event.data;
    if (!('parent' in derivation)) return 'first-hand';
    return [...steps.filter(({ parent }) => parent !== derivation.parent), derivation];
  }
  const left = steps.filter(({ parent }) => parent !== event.data.parent);
  return left.length > 0 ? left : 'unknown';
}

/** What a ruling came to: the answer it names, as it read then. */
function ruledIn(
  { contents }: Known,
  { data: { attribute, outcome } }: Extract<RecordedEvent, { type: 'QuestionRuled' }>,
): RuledThen {
  if (outcome.kind === 'range') return { attribute, answer: outcome.answer, scope: outcome.scope };
  const content = outcome.kind === 'position' ? contents.get(outcome.position) : undefined;
  if (!content) return 'undecidable';
  return { attribute: content.attribute, scope: content.scope, answer: content.answer, validity: content.validity };
}

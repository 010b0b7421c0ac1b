import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { isIdentifier, type Subject } from '@/domain/identifier';
import { countOrigins, type OriginCount } from '@/domain/question/origin-count';
import { type ClaimPart, claimParts, thingValue } from '@/domain/recorded-value';
import type { Reliability } from '@/domain/source/command';
import { claim } from '@/projections/claim.table';
import type { RecordedEvent } from '@/projections/recorded-event';
import { source } from '@/projections/source.table';
import { type ClaimView, findSubject, type SubjectView } from './find-subject';
import { type JudgedTally, judgeTallies } from './judge-tallies';
import { type HistoryEntry, listChanges } from './list-changes';
import { type DocumentName, readDocuments } from './names';
import { readSettings } from './settings-of';

/** One claim with its subject's record, and all that was recorded of it. */
export type ClaimPage = {
  claim: ClaimView;
  record: SubjectView;
  /** The event that last set each part of it, which need not be the one that last set anything of it. */
  setBy: Record<ClaimPart, number>;
  /** What it comes to where it is about many incidents. */
  tally: JudgedTally | null;
  /** Its claimant's answers in order, this one among them; it stands alone where nothing was revised. */
  revisions: ClaimView[];
  withdrawal: Withdrawal | null;
  copyingError: (Marking & { copies: string }) | null;
  /** The answers it was marked as excluding, in the order they were marked. */
  exclusions: (Marking & { other: string })[];
  /** Its grades, the last first. */
  grades: (Said & Pick<Graded['data'], 'credibility' | 'rationale'>)[];
  /** How reliable its claimant is, as last graded. */
  reliability: Reliability | null;
  /** How many origins assert what it says: what credibility 1 is measured by. */
  support: OriginCount;
  /** Every event about it, those of what revised it and of marks it shares included. */
  history: HistoryEntry[];
};

/** Who recorded something of a claim, when, and in which event. */
type Said = { by: string; recordedAt: string; setBy: number };

/** A mark with its reason; null once that was erased. */
type Marking = Said & { reason: string | null };

/** How a claim was taken back, and where that was read. */
export type Withdrawal = Said &
  Pick<Extract<RecordedEvent, { type: 'ClaimWithdrawn' }>['data'], 'claimant' | 'excerpt' | 'reason'> & {
    document: DocumentName | null;
  };

type Graded = Extract<RecordedEvent, { type: 'ClaimGraded' }>;

/** A claim by id, or null when there is none. */
export function findClaim(db: Database, id: string): Promise<ClaimPage | null> {
  return snapshot(db, async (at) => {
    if (!isIdentifier(id)) return null;
    const [row] = await at.view.select().from(claim).where(eq(claim.id, id));
    if (!row) return null;
    const { subjectKind, subjectId, ...view } = row;
    const subject: Subject = { kind: subjectKind, id: subjectId };
    const record = await findSubject(at, subject);
    if (!record) return null;
    const [tally = null] = await judgeTallies(at, [view]);
    const history = await historyOf(at, view, record);
    const [claimant] = await at.view
      .select({ reliability: source.reliability })
      .from(source)
      .where(eq(source.id, view.claimantId));
    return {
      claim: view,
      record,
      setBy: setOf(history, view),
      tally,
      revisions: revisionsAround(view, record.claims),
      withdrawal: view.withdrawn ? await withdrawalIn(at, history, id) : null,
      ...marksIn(history, view),
      reliability: claimant?.reliability ?? null,
      support: supportOf(view, record),
      history,
    };
  });
}

/**
 * The events about a claim. A revision's is recorded with the claim that came of it, a mark's with one of its two: every
 * claim that may share one is asked, also where a correction has taken the tie away since.
 */
async function historyOf(at: Database, { id, attribute }: ClaimView, { claims }: SubjectView): Promise<HistoryEntry[]> {
  const maySpeakOfIt = claims.filter((one) => one.id === id || one.attribute === attribute || one.reportId === null);
  const entries = await listChanges(at, { claims: maySpeakOfIt.map((one) => one.id) });
  const revisions = new Set(
    entries.flatMap(({ event }) =>
      event.type === 'ClaimRevised' && event.data.revises === id ? event.data.claim : [],
    ),
  );
  return entries.filter(({ event }) => {
    if (event.type === 'ConflictMarked') return event.data.claims.includes(id);
    if (!('claim' in event.data)) return false;
    if (event.data.claim === id) return true;
    if (!revisions.has(event.data.claim)) return false;
    return (
      event.type === 'ClaimRevised' || (event.type === 'ClaimCorrected' && event.data.corrected.revises !== undefined)
    );
  });
}

/** The answers that one claimant gave one after another, first to last, of which this is one. */
function revisionsAround(one: ClaimView, claims: readonly ClaimView[]): ClaimView[] {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const chain = [one];
  const isNew = (claim: ClaimView | undefined): claim is ClaimView => claim !== undefined && !chain.includes(claim);
  for (let earlier = byId.get(one.revises ?? ''); isNew(earlier); earlier = byId.get(earlier.revises ?? ''))
    chain.unshift(earlier);
  const later = (of: ClaimView) => claims.find(({ revises }) => revises === of.id);
  for (let next = later(one); isNew(next); next = later(next)) chain.push(next);
  return chain;
}

function setOf(history: HistoryEntry[], { id, recordedAtPosition }: ClaimView): ClaimPage['setBy'] {
  const settings = readSettings(history.map(({ event }) => ({ event, effects: [] })));
  const lastSet = (part: ClaimPart) => settings.get(thingValue('claim', id, part))?.at(-1)?.position;
  return Object.fromEntries(
    claimParts.map((part) => [part, lastSet(part) ?? recordedAtPosition]),
  ) as ClaimPage['setBy'];
}

const said = ({ actor, recordedAt, position }: HistoryEntry): Said => ({ by: actor, recordedAt, setBy: position });

async function withdrawalIn(at: Database, history: HistoryEntry[], id: string): Promise<Withdrawal | null> {
  const entry = history.findLast(({ event }) => event.type === 'ClaimWithdrawn' && event.data.claim === id);
  if (entry?.event.type !== 'ClaimWithdrawn') return null;
  const { claim: _claim, document, ...data } = entry.event.data;
  const documents = await readDocuments(at, [document]);
  return { ...said(entry), ...data, document: documents[document] ?? null };
}

/** The marks that stand, with the events that set them, and every grade. */
function marksIn(
  history: HistoryEntry[],
  { id, miscopies, against }: ClaimView,
): Pick<ClaimPage, 'copyingError' | 'exclusions' | 'grades'> {
  const marked = history.findLast(({ event }) => event.type === 'CopyingErrorMarked' && event.data.claim === id);
  return {
    copyingError:
      miscopies !== null && marked?.event.type === 'CopyingErrorMarked'
        ? { ...said(marked), copies: miscopies, reason: marked.event.data.reason }
        : null,
    exclusions: against.flatMap((other) => {
      const entry = history.findLast(
        ({ event }) => event.type === 'ConflictMarked' && event.data.conflict && event.data.claims.includes(other),
      );
      return entry?.event.type === 'ConflictMarked' ? { ...said(entry), other, reason: entry.event.data.reason } : [];
    }),
    grades: history
      .flatMap((entry) =>
        entry.event.type === 'ClaimGraded' && entry.event.data.claim === id
          ? { ...said(entry), credibility: entry.event.data.credibility, rationale: entry.event.data.rationale }
          : [],
      )
      .reverse(),
  };
}

/** Origins that assert the same, as its decision counts them: it reads no words, so that an answer in words has its own. */
function supportOf({ id, attribute, answer }: ClaimView, { questions }: SubjectView): OriginCount {
  const assessment = questions.find((question) => question.attribute === attribute)?.assessment;
  const positions = assessment?.lines.flatMap((line) => line.positions) ?? [];
  const asserting = positions.find((position) => position.asserting.includes(id))?.asserting ?? [];
  const counted = asserting.filter((other) => answer.kind !== 'text' || other === id);
  return countOrigins(counted.flatMap((other) => assessment?.originOf[other] ?? []));
}

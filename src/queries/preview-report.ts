import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { decide, streamsOf } from '@/domain/decide';
import type { StreamEvent } from '@/domain/event';
import type { StreamState } from '@/domain/fold';
import { isIdentifier, type StreamId, subjectStream } from '@/domain/identifier';
import { type Loaded, load } from '@/ledger/read';
import type { Effect } from '@/projections/change';
import { claim } from '@/projections/claim.table';
import { report } from '@/projections/report.table';
import { titlesWith } from './names';
import { type QuestionEffect, rehearse } from './rehearse';

/** What accepting a report would do, told before anybody decides. */
export type ReportEffect = {
  /** The questions whose assessment would be another. */
  questions: QuestionEffect[];
  /** What each answer by itself would change, after the ones before it; by claim. */
  claims: Record<string, Effect[]>;
  /** Why it could not be accepted as it is: the answer that stands in the way, or null when it is the report itself. */
  refusals: { claim: string | null; reason: string }[];
};

type ReportRow = typeof report.$inferSelect;

/** What accepting a report without the declined answers would do to the record as it is now; null when there is none. Writes nothing. */
export const previewReport = (
  db: Database,
  asked: { id: string; declined: readonly string[] },
): Promise<ReportEffect | null> =>
  snapshot(db, async (at) => {
    if (!isIdentifier(asked.id)) return null;
    const [row] = await at.view.select().from(report).where(eq(report.id, asked.id));
    return row ? effectOf(at, row, asked.declined) : null;
  });

/**
 * Decides the acceptance as for a reviewer and applies the events it would lead to to the views in memory. An answer that
 * stands in the way is told and left out, so that the effect of the others can still be seen.
 */
export async function effectOf(at: Database, row: ReportRow, declined: readonly string[]): Promise<ReportEffect> {
  const { id, contents, version } = row;
  const command = { type: 'AcceptReport', report: id, shownVersion: version } as const;
  const loaded = await load(at.sql, streamsOf({ ...command, declined: [] }, contents), null);
  const states = new Map([...loaded.streams].map(([stream, { state }]) => [stream as StreamId, state as StreamState]));
  const refused = await takenElsewhere(at, row, declined);
  const refusals = () => [...refused].map(([claim, reason]) => ({ claim, reason }));
  for (;;) {
    const left = [...new Set([...declined, ...refused.keys()])].map((claim) => ({ claim, reason: '' }));
    const given = { actor: row.submittedBy, mayReview: true, submitted: contents, past: null };
    const events = decide(states, { ...command, declined: left }, given);
    if (!('refused' in events)) return { ...(await replay(at, row, loaded, events)), refusals: refusals() };
    const [part, index] = events.field?.split('.') ?? [];
    const inTheWay = part === 'claims' ? contents.claims[Number(index)]?.claim : undefined;
    if (inTheWay === undefined || refused.has(inTheWay)) {
      const isAllRefused = part === 'declined' && refused.size > 0;
      const general = isAllRefused ? [] : [{ claim: null, reason: events.reason }];
      return { questions: [], claims: {}, refusals: [...refusals(), ...general] };
    }
    refused.set(inTheWay, events.reason);
  }
}

/** A claim's id, one that came by a revision too, is its own in the whole ledger; a decision reads only its subject's stream. */
async function takenElsewhere(at: Database, row: ReportRow, declined: readonly string[]): Promise<Map<string, string>> {
  const ids = row.contents.claims.map((entry) => entry.claim).filter((id) => !declined.includes(id));
  const rows = await at.view
    .select({ id: claim.id })
    .from(claim)
    .where(and(inArray(claim.id, ids), or(isNull(claim.reportId), ne(claim.reportId, row.id))));
  return new Map(rows.map(({ id }) => [id, 'This claim is already on record.']));
}

async function replay(
  at: Database,
  { contents, submittedBy }: ReportRow,
  loaded: Loaded,
  events: readonly StreamEvent[],
): Promise<Omit<ReportEffect, 'refusals'>> {
  const { questions, changes } = await rehearse(at, loaded, events, submittedBy);
  const titles = await titlesWith(at, contents);
  return {
    questions: questions.map((effect) => ({
      ...effect,
      title: titles[subjectStream(effect.subject)] ?? effect.subject.id,
    })),
    claims: Object.fromEntries(
      changes.flatMap(({ claimId, effects }) => (claimId === null ? [] : [[claimId, effects]])),
    ),
  };
}

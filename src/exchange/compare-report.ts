import type { CorrectClaim, ReportedClaim } from '@/domain/claim/command';
import { applyCorrection, type ClaimContent } from '@/domain/claim/event';
import { type StreamId, subjectStream } from '@/domain/identifier';
import type { SubmitReport } from '@/domain/report/command';
import { documentOf } from '@/domain/report/event';
import { agrees, partsApart } from './agrees';
import type { KnownRecord } from './known-record';
import type { LineProblem } from './record-file';

/** What a correction may change of a claim. */
const correctable = ['attribute', 'scope', 'answer', 'claimant', 'relays', 'excerpt', 'opinion', 'validity'] as const;

/** How a report in a file stands to the one on record. `at` is where in the command a corrected claim stands. */
export type ReportCompared = {
  corrections: { command: CorrectClaim; at: string }[];
  /** What is apart and no command changes, by where in the command it stands. */
  left: string[];
  /** Whether a claim says what the record once said, and says no more. */
  correctedSince: boolean;
};

/**
 * Compares a report that is on record with what a file says of it: its document, its sources, its note, its claims one by one. A
 * claim that says what the record says, or ever said, is the same: a correction that was made since stands. Answers a
 * problem where the line names one claim twice.
 */
export function compareReport(
  known: KnownRecord,
  command: SubmitReport,
  reason: string,
): ReportCompared | { invalid: LineProblem } {
  const report = known.submitted(command.report);
  if (!report) return { corrections: [], left: ['report'], correctedSince: false };
  const left: string[] = [];

  const documentId = 'known' in command.document ? command.document.known : command.document.document;
  if (documentOf(report) !== documentId) left.push('document');
  else if ('document' in command.document) {
    const { document, ...said } = command.document;
    left.push(...apartFrom(known, `document:${document}`, said, 'document'));
  }
  for (const [index, { source, ...said }] of command.sources.entries())
    left.push(...apartFrom(known, `source:${source}`, said, `sources.${index}`));
  for (const [index, { site, ...said }] of (command.sites ?? []).entries())
    left.push(...apartFrom(known, `site:${site}`, said, `sites.${index}`));
  for (const [index, { incident, ...said }] of (command.incidents ?? []).entries())
    left.push(...apartFrom(known, `incident:${incident}`, said, `incidents.${index}`));
  if (!agrees(report.note, command.note)) left.push('note');

  const submitted: readonly Submitted[] = report.claims;
  const compared: ReportCompared = { corrections: [], left, correctedSince: false };
  const named = new Set<string>();
  for (const [index, claim] of command.claims.entries()) {
    const at = `claims.${index}`;
    if (named.has(claim.claim))
      return { invalid: { field: `${at}.claim`, reason: 'This claim is in the line twice.' } };
    named.add(claim.claim);
    compareClaim(known, claim, submitted, at, reason, compared);
  }
  for (const { claim } of submitted)
    if (!named.has(claim)) left.push(`claims (${claim} is on record and not in this line)`);
  return compared;
}

/** A claim as the submission has it: by its id and subject, with what it says where the event carries it. */
type Submitted = Pick<ReportedClaim, 'claim' | 'subject'> & { attribute?: string };

function compareClaim(
  known: KnownRecord,
  said: ReportedClaim,
  submitted: readonly Submitted[],
  at: string,
  reason: string,
  compared: ReportCompared,
): void {
  const { claim, subject, note, ...content } = said;
  const own = submitted.find((one) => one.claim === claim);
  if (!own) compared.left.push(`${at} (${claim} is not in the report on record: enter it with a report of its own)`);
  else if (!agrees(own.subject, subject)) compared.left.push(`${at}.subject`);
  if (!own || !agrees(own.subject, subject)) return;

  const history = historyOf(known, subjectStream(subject), claim);
  const latest = history.at(-1);
  if (!latest) {
    // Submitted and not accepted: there is no claim to correct yet.
    const apart = 'attribute' in own ? partsApart(own, said).map((part) => `${at}.${part}`) : [];
    compared.left.push(...(apart.length > 0 ? apart : [`${at} (submitted, and not on record)`]));
    return;
  }
  if (!agrees(latest.note, note)) compared.left.push(`${at}.note`);
  if (history.some((earlier) => agrees(earlier.content, content))) {
    compared.correctedSince ||= !agrees(latest.content, content);
    return;
  }
  const corrected: Record<string, unknown> = {};
  for (const part of correctable) {
    if (agrees(latest.content[part], content[part])) continue;
    // What was erased is not brought back with its language.
    if (part === 'excerpt' && latest.content.excerpt?.text === null && content.excerpt)
      compared.left.push(`${at}.excerpt`);
    else corrected[part] = content[part] ?? null;
  }
  const state = known.states.get(subjectStream(subject));
  if (state?.kind !== 'subject' || Object.keys(corrected).length === 0) return;
  const shownVersion = state.claims[claim]?.version ?? 0;
  const command = { type: 'CorrectClaim', subject, claim, shownVersion, corrected, reason } as CorrectClaim;
  compared.corrections.push({ command, at });
}

/** What a claim said from the first on, oldest first; empty when it is not on its subject's record. */
function historyOf(
  known: KnownRecord,
  stream: StreamId,
  claimId: string,
): { content: ClaimContent; note?: string | null }[] {
  const history: { content: ClaimContent; note?: string | null }[] = [];
  for (const event of known.eventsOf(stream)) {
    if (event.type === 'ClaimRecorded' && event.data.claim === claimId) {
      const { claim: _claim, document: _document, report: _report, note, ...content } = event.data;
      history.push(note === undefined ? { content } : { content, note });
    } else if (event.type === 'ClaimCorrected' && event.data.claim === claimId) {
      const before = history.at(-1);
      if (before) history.push({ ...before, content: applyCorrection(before.content, event.data.corrected) });
    }
  }
  return history;
}

/** Where what the first event of a stream says is apart from what is said now. */
function apartFrom(known: KnownRecord, stream: StreamId, said: object, at: string): string[] {
  const [first] = known.eventsOf(stream);
  return first ? partsApart(first.data, said).map((part) => `${at}.${part}`) : [`${at} (not on record)`];
}

import { type AnswerDraft, draftAnswer, readAnswer } from '@/app/_ui/answer-draft.client';
import type { WhenDraft } from '@/app/_ui/date-draft.client';
import type { Problem } from '@/app/_ui/problem.client';
import { draftValidity, readValidity, validityPart } from '@/app/_ui/validity-draft.client';
import { type CorrectClaim, correctClaimSchema } from '@/domain/claim/command';
import type { Subject } from '@/domain/identifier';
import type { Vocabulary } from '@/domain/question/vocabulary';
import type { ClaimView } from '@/queries/find-subject';

/** The parts of a claim that may have been misrecorded, as typed, and why they are corrected. */
export type CorrectionDraft = {
  answer: AnswerDraft;
  scope: string;
  claimant: string;
  relays: string;
  excerpt: string;
  excerptLanguage: string;
  opinion: boolean;
  validity: WhenDraft;
  reason: string;
};

/** What the record says, as a person would have typed it. */
export function draftOf(claim: ClaimView): CorrectionDraft {
  return {
    answer: draftAnswer(claim.answer),
    scope: claim.scope ?? '',
    claimant: claim.claimantId,
    relays: claim.relaysId ?? '',
    excerpt: claim.excerpt ?? '',
    excerptLanguage: claim.excerptLanguage ?? '',
    opinion: claim.opinion,
    validity: draftValidity(claim.validity),
    reason: '',
  };
}

/** What was typed laid over what the record says now: parts left as they were shown follow the record. */
export function laidOver(now: ClaimView, shown: ClaimView, typed: CorrectionDraft): CorrectionDraft {
  const before = draftOf(shown);
  const isSame = (part: keyof CorrectionDraft) => JSON.stringify(before[part]) === JSON.stringify(typed[part]);
  const changed = Object.entries(typed).filter(([part]) => !isSame(part as keyof CorrectionDraft));
  return { ...draftOf(now), ...Object.fromEntries(changed) };
}

/** The correction that was typed, with only the parts that differ from the record, or what has to be put right. */
export function readCorrection(
  draft: CorrectionDraft,
  claim: ClaimView,
  subject: Subject,
  shownVersion: number,
  vocabulary: Vocabulary,
): { command: CorrectClaim } | { problems: Problem[] } {
  const read = readAnswer(vocabulary.findAttribute(claim.attribute), draft.answer);
  const problems: Problem[] = 'problems' in read ? read.problems.map(within('answer')) : [];
  const validity = readValidity(draft.validity);
  if (validity && 'problems' in validity) problems.push(...validity.problems.map(within('validity')));
  const held = validity && 'value' in validity ? validity.value : null;
  const excerpt = draft.excerpt.trim();
  if (draft.relays && draft.relays === draft.claimant)
    problems.push({ field: 'relays', message: 'A claimant does not pass on its own word.' });
  if (excerpt && !draft.excerptLanguage.trim())
    problems.push({ field: 'excerptLanguage', message: 'Enter the language of the excerpt, such as en or ar.' });
  if (!draft.reason.trim()) problems.push({ field: 'reason', message: 'Say why it is corrected.' });
  if (problems.length > 0 || 'problems' in read) return { problems };

  const language = draft.excerptLanguage.trim();
  const isExcerptChanged = excerpt !== (claim.excerpt ?? '') || (excerpt && language !== claim.excerptLanguage);
  const corrected = {
    ...(sameJson(read.value, claim.answer) ? {} : { answer: read.value }),
    ...(draft.scope === (claim.scope ?? '') ? {} : { scope: draft.scope || null }),
    ...(draft.claimant === claim.claimantId ? {} : { claimant: draft.claimant }),
    ...(draft.relays === (claim.relaysId ?? '') ? {} : { relays: draft.relays || null }),
    ...(draft.opinion === claim.opinion ? {} : { opinion: draft.opinion || null }),
    ...(held === claim.validity ? {} : { validity: held }),
    ...(isExcerptChanged ? { excerpt: excerpt ? { text: excerpt, language } : null } : {}),
  };
  if (Object.keys(corrected).length === 0)
    return {
      problems: [{ field: 'answer.form', message: 'Change at least one part: this is what the record already says.' }],
    };
  const parsed = correctClaimSchema.safeParse({
    type: 'CorrectClaim',
    subject,
    claim: claim.id,
    shownVersion,
    corrected,
    reason: draft.reason,
  });
  if (parsed.success) return { command: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, message }) => ({ field: correctionField(path.map(String)), message })),
  };
}

const within = (at: string) => (problem: Problem) => ({ ...problem, field: `${at}.${problem.field}` });

const sameJson = (a: object, b: object): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** The field of the form in which a part of the command was typed; empty where it has none of its own. */
export function correctionField(path: readonly string[]): string {
  const at = path.filter((step) => step !== 'command' && step !== 'corrected');
  if (at[0] === 'excerpt') return at[1] === 'language' ? 'excerptLanguage' : 'excerpt';
  if (at[0] === 'validity') return `validity.${validityPart('')}`;
  if (at[0] === 'answer') return at[1] === 'n' || at[1] === 'm' ? `answer.${at[1]}` : 'answer.form';
  return ['scope', 'claimant', 'relays', 'opinion', 'reason'].includes(at[0] ?? '') ? String(at[0]) : '';
}

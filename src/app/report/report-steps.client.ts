import type { ReportDraft } from './report-draft.client';

/** One question of the form where there is room for one: its id, and what it asks in words. */
type ReportStep = { id: string; words: string };

/** The part of a claim that a step asks. */
export const stepOf = (claim: string, part: 'about' | 'says' | 'who'): string => `${claim} ${part}`;

/** The last step: whatever is left to say. */
export const lastStep = 'rest';

/** The steps of a draft in order. What was told when an incident was opened is one step: it is filled in already. */
export function stepsOf(draft: Pick<ReportDraft, 'answers' | 'document'>): ReportStep[] {
  const which = (at: number) => (draft.answers.length > 1 ? `answer ${at + 1}: ` : '');
  return [
    { id: 'document', words: 'where you read it' },
    ...(draft.document.from === 'new' ? [{ id: 'publisher', words: 'who published it, and when' }] : []),
    ...draft.answers.flatMap(({ claim, isOfOpening }, at) =>
      isOfOpening
        ? [{ id: stepOf(claim, 'about'), words: `${which(at)}when it was` }]
        : [
            { id: stepOf(claim, 'about'), words: `${which(at)}what it is about` },
            { id: stepOf(claim, 'says'), words: `${which(at)}what it says` },
            { id: stepOf(claim, 'who'), words: `${which(at)}who says so` },
          ],
    ),
    { id: lastStep, words: 'anything else?' },
  ];
}

/** The step the draft is at; a step that is no more gives way to the first. */
export function stepAt(draft: Pick<ReportDraft, 'answers' | 'document' | 'step'>): { steps: ReportStep[]; at: number } {
  const steps = stepsOf(draft);
  return {
    steps,
    at: Math.max(
      0,
      steps.findIndex(({ id }) => id === draft.step),
    ),
  };
}

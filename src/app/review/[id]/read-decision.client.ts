import type * as z from 'zod';
import type { Problem } from '@/app/_ui/problem.client';
import { acceptReportSchema, type ReviewReport, rejectReportSchema, returnReportSchema } from '@/domain/report/command';
import { declinedField, declinedIn, type ReviewDraft } from './review-form.client';

type Shown = { report: string; shownVersion: number; answers: readonly { claim: string }[] };

/** The decision that was typed, or what has to be put right. */
export function readDecision(draft: ReviewDraft, shown: Shown): { command: ReviewReport } | { problems: Problem[] } {
  const { report, shownVersion, answers } = shown;
  const about = { report, shownVersion };
  const declined = declinedIn(draft.declined, answers);
  switch (draft.decision) {
    case '':
      return { problems: [{ field: 'decision', message: 'Choose what you decide.' }] };
    case 'accept':
      if (declined.length === answers.length)
        return {
          problems: [{ field: 'decision', message: 'Every answer is declined: reject the report, with a reason.' }],
        };
      return read(acceptReportSchema, { type: 'AcceptReport', ...about, declined }, (path) => {
        const claim = path[0] === 'declined' ? declined[Number(path[1])]?.claim : undefined;
        if (claim === undefined) return { field: 'decision', nothing: 'Choose what you decide.' };
        const number = answers.findIndex((answer) => answer.claim === claim) + 1;
        return { field: `${declinedField(claim)}.reason`, nothing: `Write why answer ${number} is declined.` };
      });
    case 'return':
      return read(returnReportSchema, { type: 'ReturnReport', ...about, question: draft.question }, () => ({
        field: 'question',
        nothing: 'Write what you ask who submitted it.',
      }));
    case 'reject':
      return read(rejectReportSchema, { type: 'RejectReport', ...about, reason: draft.reason }, () => ({
        field: 'reason',
        nothing: 'Write why it is rejected.',
      }));
  }
}

/** `placeOf` says at which field a part of the command was typed, and the sentence where nothing was. */
function read<Command extends ReviewReport>(
  schema: z.ZodType<Command>,
  typed: Command,
  placeOf: (path: PropertyKey[]) => { field: string; nothing: string },
): { command: Command } | { problems: Problem[] } {
  const parsed = schema.safeParse(typed);
  if (parsed.success) return { command: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, code, message }) => {
      const { field, nothing } = placeOf(path);
      return { field, message: code === 'too_small' ? nothing : message };
    }),
  };
}

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
      return read(acceptReportSchema, { type: 'AcceptReport', ...about, declined }, (path) =>
        path[0] === 'declined' ? `${declinedField(declined[Number(path[1])]?.claim ?? '')}.reason` : 'decision',
      );
    case 'return':
      return read(returnReportSchema, { type: 'ReturnReport', ...about, question: draft.question }, () => 'question');
    case 'reject':
      return read(rejectReportSchema, { type: 'RejectReport', ...about, reason: draft.reason }, () => 'reason');
  }
}

const nothing: Record<string, string> = {
  question: 'Write what you ask who submitted it.',
  reason: 'Write why it is rejected.',
};

function read<Command extends ReviewReport>(
  schema: z.ZodType<Command>,
  typed: Command,
  fieldOf: (path: PropertyKey[]) => string,
): { command: Command } | { problems: Problem[] } {
  const parsed = schema.safeParse(typed);
  if (parsed.success) return { command: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, code, message }) => {
      const field = fieldOf(path);
      if (code !== 'too_small') return { field, message };
      return { field, message: nothing[field] ?? 'Write why this answer is declined.' };
    }),
  };
}

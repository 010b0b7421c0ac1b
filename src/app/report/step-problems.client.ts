import { fieldId, type Problem } from '@/app/_ui/problem.client';
import type { Vocabulary } from '@/domain/question/vocabulary';
import { readReport } from './read-report.client';
import type { ReportDraft } from './report-draft.client';
import { stepOfField } from './step.client';

/** What has to be put right in the step that is shown before the next one is. */
export function stepProblems(draft: ReportDraft, vocabulary: Vocabulary): Problem[] {
  // What an answer is about is asked before what it says: until then it counts as saying something.
  const asked = draft.step.endsWith(' about')
    ? {
        ...draft,
        answers: draft.answers.map((row) =>
          draft.step.startsWith(`${row.claim} `) && !row.answer.form
            ? { ...row, answer: { ...row.answer, form: 'unknown' } }
            : row,
        ),
      }
    : draft;
  const read = readReport(asked, vocabulary);
  if ('command' in read) return [];
  return read.problems.filter(({ field }) => field && stepOfField(fieldId(field)) === draft.step);
}

import { type AnswerDraft, blankAnswer } from '@/app/_ui/answer-draft.client';
import { blankDate, type DateDraft } from '@/app/_ui/date-draft.client';
import { mintId } from '@/app/_ui/mint.client';
import type { sourceKinds } from '@/domain/source/command';

/** A source that is not on record yet, as typed. */
export type SourceDraft = { source: string; name: string; kind: (typeof sourceKinds)[number] | ''; partOf: string };

/** One answer of a report as typed, with the id its claim will have. `subject` is written `incident:id` or `site:id`. */
export type AnswerRow = {
  claim: string;
  subject: string;
  attribute: string;
  scope: string;
  answer: AnswerDraft;
  claimant: string;
  relays: string;
  excerpt: string;
  excerptLanguage: string;
  note: string;
};

/**
 * A report as typed. Every id it will be recorded under is minted with the draft and kept, so that sending it again
 * records nothing twice.
 */
export type ReportDraft = {
  command: string;
  report: string;
  document: {
    id: string;
    from: 'record' | 'new';
    known: string;
    title: string;
    publisher: string;
    address: string;
    published: { form: string; date: DateDraft };
    language: string;
    edition: string;
  };
  sources: SourceDraft[];
  answers: AnswerRow[];
  note: string;
};

/** A report nobody has typed yet, about a subject and a question where they are known. */
export function blankReport(about: string, attribute: string, scope: string): ReportDraft {
  return {
    command: crypto.randomUUID(),
    report: mintId('r'),
    document: {
      id: mintId('d'),
      from: 'new',
      known: '',
      title: '',
      publisher: '',
      address: '',
      published: { form: '', date: blankDate },
      language: '',
      edition: '',
    },
    sources: [],
    answers: [{ ...blankRow(), subject: about, attribute, scope }],
    note: '',
  };
}

/** An answer nobody has typed yet; subject and claimant carry over from the one before it. */
export function blankRow(before?: AnswerRow): AnswerRow {
  return {
    claim: mintId('c'),
    subject: before?.subject ?? '',
    attribute: '',
    scope: '',
    answer: blankAnswer,
    claimant: before?.claimant ?? '',
    relays: '',
    excerpt: '',
    excerptLanguage: before?.excerptLanguage ?? '',
    note: '',
  };
}

/** A kept draft made to ask what was just asked for, beside what it already holds. */
export function alsoAsking(draft: ReportDraft, asked: AnswerRow): ReportDraft {
  if (!asked.subject || draft.answers.some((row) => sameQuestion(row, asked))) return draft;
  return { ...draft, answers: [...draft.answers.filter((row) => row.answer.form || row.attribute), asked] };
}

const sameQuestion = (row: AnswerRow, asked: AnswerRow): boolean =>
  row.subject === asked.subject && (!asked.attribute || row.attribute === asked.attribute);

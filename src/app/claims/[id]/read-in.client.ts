import { pickedIn } from '@/app/_ui/picked.client';
import type { Problem, Reading } from '@/app/_ui/problem.client';
import { readDocument } from '@/app/report/read-report.client';
import { blankDocument, type ReportDraft } from '@/app/report/report-draft.client';
import { documentField } from '@/app/report/report-field.client';
import type { ReviseClaim } from '@/domain/claim/command';

/** Where a claimant was read to speak again, as typed: in which document, in what words. `names` as a report keeps them. */
export type ReadInDraft = Pick<ReportDraft, 'document' | 'names'> & {
  claimant: string;
  excerpt: string;
  excerptLanguage: string;
};

/** Nothing has been typed of where it was read: most often the document is a new one. */
export const blankReadIn = (claimant: string): ReadInDraft => ({
  document: blankDocument(),
  names: {},
  claimant,
  excerpt: '',
  excerptLanguage: '',
});

type ReadIn = Pick<ReviseClaim, 'document' | 'claimant' | 'excerpt'>;

/** The parts of a command that say where something was read, or what has to be put right. */
export function readReadIn(draft: ReadInDraft, claimantBefore: string): Reading<ReadIn> {
  const document = readDocument(draft);
  const problems: Problem[] = 'problems' in document ? [...document.problems] : [];
  const text = draft.excerpt.trim();
  const language = draft.excerptLanguage.trim();
  if (text && !language) problems.push({ field: 'excerptLanguage', message: 'Choose the language of the excerpt.' });
  if (problems.length > 0 || 'problems' in document) return { problems };
  return {
    value: {
      document: document.value as ReviseClaim['document'],
      ...(draft.claimant === claimantBefore ? {} : { claimant: draft.claimant }),
      ...(text ? { excerpt: { text, language } } : {}),
    },
  };
}

/** The field in which one of these parts was typed; empty where it has none of its own. */
export function readInField([part, within]: readonly string[], draft: ReadInDraft): string {
  if (part === 'document') return documentField(within, draft);
  if (part === 'excerpt') return within === 'language' ? 'excerptLanguage' : 'excerpt';
  return part === 'claimant' ? 'claimant' : '';
}

/** The title of the document that was chosen or typed. */
export const titleTyped = ({ document, names }: ReadInDraft): string =>
  document.from === 'record'
    ? (names[`document:${pickedIn(document.known)}`]?.label ?? document.known)
    : document.title;

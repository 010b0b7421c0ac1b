import * as z from 'zod';
import { answerPart, readAnswer } from '@/app/_ui/answer-draft.client';
import { isDateForm, readDate } from '@/app/_ui/date-draft.client';
import type { Problem } from '@/app/_ui/problem.client';
import type { ReportedClaim } from '@/domain/claim/command';
import { documentFields } from '@/domain/document/command';
import type { Vocabulary } from '@/domain/question/vocabulary';
import { type SubmitReport, submitReportSchema } from '@/domain/report/command';
import type { AnswerRow, ReportDraft } from './report-draft.client';

/** The report that was typed, or what has to be put right, in the order of the form. Answers not stated are left out. */
export function readReport(
  draft: ReportDraft,
  vocabulary: Vocabulary,
): { command: SubmitReport } | { problems: Problem[] } {
  const document = readDocument(draft);
  const rows = statedRows(draft).map((at) => readRow(draft.answers[at] as AnswerRow, `answers.${at}`, vocabulary));
  const nothing: Part = {
    problems: [
      { field: 'answers.0.answer.form', message: 'State at least one answer: choose what the document says.' },
    ],
  };
  const sources = sentSources(draft).map((at) => readSource(draft, at));
  const parts = [document, ...sources, ...(rows.length > 0 ? rows : [nothing])];
  const problems = parts.flatMap((read) => ('problems' in read ? read.problems : []));
  if (problems.length > 0) return { problems };
  const parsed = submitReportSchema.safeParse({
    type: 'SubmitReport',
    report: draft.report,
    sources: sources.map((read) => 'value' in read && read.value),
    document: 'value' in document && document.value,
    claims: rows.map((read) => 'value' in read && read.value),
    ...optional('note', draft.note),
  });
  if (parsed.success) return { command: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, message }) => ({ field: fieldOf(path.map(String), draft), message })),
  };
}

const optional = <Part extends string>(part: Part, typed: string): Partial<Record<Part, string>> =>
  typed.trim() ? ({ [part]: typed.trim() } as Record<Part, string>) : {};

/** The rows that state something, by their place in the form. */
export const statedRows = (draft: ReportDraft): number[] =>
  draft.answers.flatMap(({ answer }, at) => (answer.form ? [at] : []));

/** The new sources this report speaks of, by their place in the draft. */
function sentSources(draft: ReportDraft): number[] {
  const named = new Set(statedRows(draft).flatMap((at) => [draft.answers[at]?.claimant, draft.answers[at]?.relays]));
  if (draft.document.from === 'new') named.add(draft.document.publisher);
  return draft.sources.flatMap(({ source }, at) => (named.has(source) ? [at] : []));
}

type Part = { value: unknown } | { problems: Problem[] };

function readDocument({ document }: ReportDraft): Part {
  const { id, from, known, published } = document;
  if (from === 'record') {
    if (known) return { value: { known } };
    return { problems: [{ field: 'document.known', message: 'Choose the document the answers were read in.' }] };
  }
  const problems: Problem[] = [];
  if (!document.title.trim()) problems.push({ field: 'document.title', message: 'Enter the title of the document.' });
  if (!document.publisher)
    problems.push({ field: 'document.publisher', message: 'Choose who published the document.' });
  const date = isDateForm(published.form) ? readDate(published.form, published.date) : null;
  if (date && 'problems' in date)
    for (const { field, message } of date.problems)
      problems.push({ field: `document.published.date.${field}`, message });
  const typed = {
    ...optional('title', document.title),
    ...optional('publisher', document.publisher),
    ...optional('address', document.address),
    ...(date && 'value' in date ? { published: date.value } : {}),
    ...optional('language', document.language),
    ...optional('edition', document.edition),
  };
  // What is filled in is read even where something is missing: every problem is told at once.
  for (const { path, message } of partOfDocument.safeParse(typed).error?.issues ?? [])
    problems.push({
      field: path[0] === 'published' ? publishedField(published.form) : `document.${String(path[0])}`,
      message,
    });
  return problems.length > 0 ? { problems } : { value: { document: id, ...typed } };
}

const partOfDocument = z.strictObject(documentFields).partial();

const publishedField = (form: string): string =>
  form === 'edtf' ? 'document.published.date.edtf' : 'document.published.form';

function readSource(draft: ReportDraft, at: number): Part {
  const { source, name, kind, partOf } = draft.sources[at] ?? { source: '', name: '', kind: '', partOf: '' };
  const problems: Problem[] = [];
  if (!name.trim()) problems.push({ field: `sources.${at}.name`, message: 'Enter the name of the new source.' });
  if (!kind) problems.push({ field: `sources.${at}.kind`, message: 'Choose what kind of source it is.' });
  return problems.length > 0 ? { problems } : { value: { source, name, kind, ...optional('partOf', partOf) } };
}

function readRow(row: AnswerRow, at: string, vocabulary: Vocabulary): Part {
  const problems: Problem[] = [];
  const missing = (field: string, message: string) => problems.push({ field: `${at}.${field}`, message });
  const attribute = vocabulary.findAttribute(row.attribute);
  if (!row.subject) missing('subject', 'Choose what the answer is about.');
  if (row.subject && !attribute) missing('attribute', 'Choose the question it answers.');
  if (attribute?.scopes && !row.scope) missing('scope', 'Choose of whom or what exactly.');
  const read = readAnswer(attribute, row.answer);
  if (attribute && 'problems' in read)
    for (const { field, message } of read.problems) missing(`answer.${field}`, message);
  if (!row.claimant) missing('claimant', 'Choose who says so.');
  if (row.relays && row.relays === row.claimant) missing('relays', 'A claimant does not pass on its own word.');
  if (row.excerpt.trim() && !row.excerptLanguage.trim())
    missing('excerptLanguage', 'Enter the language of the excerpt, such as en or ar.');
  if (problems.length > 0 || 'problems' in read) return { problems };
  const [kind, id] = row.subject.split(':') as [ReportedClaim['subject']['kind'], string];
  const excerpt = { text: row.excerpt.trim(), language: row.excerptLanguage.trim() };
  const value = {
    claim: row.claim,
    subject: { kind, id },
    attribute: row.attribute,
    ...optional('scope', row.scope),
    answer: read.value,
    claimant: row.claimant,
    ...optional('relays', row.relays),
    ...(excerpt.text ? { excerpt } : {}),
    ...optional('note', row.note),
  } satisfies ReportedClaim;
  return { value };
}

/** The field of the form in which a part of the command was typed; empty where it has none of its own. */
export function fieldOf(path: readonly string[], draft: ReportDraft): string {
  const [head, ...rest] = path[0] === 'command' ? path.slice(1) : path;
  if (head === 'note') return 'note';
  if (head === 'document') {
    if (rest[0] === 'published') return publishedField(draft.document.published.form);
    if (rest[0] && rest[0] in draft.document && rest[0] !== 'id') return `document.${rest[0]}`;
    return draft.document.from === 'record' ? 'document.known' : 'document.title';
  }
  if (head === 'sources') {
    const at = sentSources(draft)[Number(rest[0])];
    return at === undefined ? '' : `sources.${at}.${rest[1] === 'kind' || rest[1] === 'partOf' ? rest[1] : 'name'}`;
  }
  const at = head === 'claims' ? statedRows(draft)[Number(rest[0])] : undefined;
  const row = at === undefined ? undefined : draft.answers[at];
  if (!row) return '';
  if (rest[1] === 'answer') return `answers.${at}.answer.${answerPart(rest[2], row.answer)}`;
  if (rest[1] === 'excerpt') return `answers.${at}.${rest[2] === 'language' ? 'excerptLanguage' : 'excerpt'}`;
  return rest[1] && rest[1] in row && rest[1] !== 'claim' ? `answers.${at}.${rest[1]}` : `answers.${at}.subject`;
}

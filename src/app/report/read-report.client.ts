import * as z from 'zod';
import { readAnswer } from '@/app/_ui/answer-draft.client';
import { readWhen } from '@/app/_ui/date-draft.client';
import { pickedIn } from '@/app/_ui/picked.client';
import type { Problem } from '@/app/_ui/problem.client';
import { readValidity } from '@/app/_ui/validity-draft.client';
import type { ReportedClaim } from '@/domain/claim/command';
import { documentFields } from '@/domain/document/command';
import type { Vocabulary } from '@/domain/question/vocabulary';
import { type SubmitReport, submitReportSchema } from '@/domain/report/command';
import { comingWith, statedRows } from './coming-with.client';
import { optional, type Part, pickWords, readIncident, readSite, readSource } from './read-coming.client';
import type { AnswerRow, ReportDraft } from './report-draft.client';
import { fieldOf, publishedField } from './report-field.client';

/** The report that was typed, or what has to be put right. Answers not stated are left out, and what only they speak of. */
export function readReport(
  draft: ReportDraft,
  vocabulary: Vocabulary,
): { command: SubmitReport } | { problems: Problem[] } {
  const document = readDocument(draft);
  const rows = statedRows(draft).map((at) => readRow(draft.answers[at] as AnswerRow, `answers.${at}`, vocabulary));
  const coming = comingWith(draft);
  const sources = coming.sources.map((at) => readSource(draft, at));
  const sites = coming.sites.map((at) => readSite(draft, at));
  const incidents = coming.incidents.map((at) => readIncident(draft, at));
  const parts = [document, ...sources, ...sites, ...incidents, ...(rows.length > 0 ? rows : [nothingStated(draft)])];
  const problems = parts.flatMap((read) => ('problems' in read ? read.problems : []));
  if (problems.length > 0) return { problems };
  const values = (read: Part[]) => read.flatMap((part) => ('value' in part ? part.value : []));
  const parsed = submitReportSchema.safeParse({
    type: 'SubmitReport',
    report: draft.report,
    ...(draft.shownVersion > 0 ? { shownVersion: draft.shownVersion } : {}),
    sources: values(sources),
    ...(sites.length > 0 ? { sites: values(sites) } : {}),
    ...(incidents.length > 0 ? { incidents: values(incidents) } : {}),
    document: 'value' in document && document.value,
    claims: values(rows),
    ...optional('note', draft.note),
  });
  if (parsed.success) return { command: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, message }) => ({ field: fieldOf(path.map(String), draft), message })),
  };
}

function nothingStated({ answers: [first] }: ReportDraft): Part {
  const [part, message] = !first?.subject
    ? ['subject', 'Choose what the document speaks of.']
    : !first.attribute
      ? ['attribute', 'Choose the question it answers.']
      : ['answer.form', 'State at least one answer: choose what the document says.'];
  return { problems: [{ field: `answers.0.${part}`, message }] };
}

function readDocument({ document }: ReportDraft): Part {
  const { id, from, known, published } = document;
  if (from === 'record') {
    if (pickedIn(known)) return { value: { known } };
    const message = pickWords(known, 'Choose the document the answers were read in.');
    return { problems: [{ field: 'document.known', message }] };
  }
  const problems: Problem[] = [];
  if (!document.title.trim()) problems.push({ field: 'document.title', message: 'Enter the title of the document.' });
  if (!pickedIn(document.publisher)) {
    const message = pickWords(document.publisher, 'Choose who published the document.');
    problems.push({ field: 'document.publisher', message });
  }
  const date = readWhen(published);
  if (date && 'problems' in date)
    for (const { field, message } of date.problems)
      problems.push({ field: `document.published.date.${field}`, message });
  const typed = {
    ...optional('title', document.title),
    ...optional('publisher', pickedIn(document.publisher)),
    ...optional('address', document.address),
    ...(date && 'value' in date ? { published: date.value } : {}),
    ...optional('language', document.language),
    ...optional('edition', document.edition),
    ...optional('note', document.note),
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

function readRow(row: AnswerRow, at: string, vocabulary: Vocabulary): Part {
  const problems: Problem[] = [];
  const missing = (field: string, message: string) => problems.push({ field: `${at}.${field}`, message });
  const attribute = vocabulary.findAttribute(row.attribute);
  if (!pickedIn(row.subject)) missing('subject', pickWords(row.subject, 'Choose what the answer is about.'));
  else if (!attribute) missing('attribute', 'Choose the question it answers.');
  if (attribute?.scopes && !row.scope) missing('scope', 'Choose of whom or what exactly.');
  const read = readAnswer(attribute, row.answer);
  if (attribute && 'problems' in read)
    for (const { field, message } of read.problems) missing(`answer.${field}`, message);
  const validity = row.subject.startsWith('site:') ? readValidity(row.validity) : null;
  if (validity && 'problems' in validity)
    for (const { field, message } of validity.problems) missing(`validity.${field}`, message);
  if (!pickedIn(row.claimant)) missing('claimant', pickWords(row.claimant, 'Choose who says so.'));
  if (row.relays && !pickedIn(row.relays)) missing('relays', pickWords(row.relays, ''));
  else if (row.relays && row.relays === row.claimant) missing('relays', 'A claimant does not pass on its own word.');
  if (row.excerpt.trim() && !row.excerptLanguage.trim())
    missing('excerptLanguage', 'Choose the language of the excerpt.');
  if (problems.length > 0 || 'problems' in read) return { problems };
  const [kind, id] = row.subject.split(':') as [ReportedClaim['subject']['kind'], string];
  const excerpt = { text: row.excerpt.trim(), language: row.excerptLanguage.trim() };
  const value = {
    claim: row.claim,
    subject: { kind, id },
    attribute: row.attribute,
    ...(attribute?.scopes ? optional('scope', row.scope) : {}),
    answer: read.value,
    ...(validity && 'value' in validity ? { validity: validity.value } : {}),
    claimant: row.claimant,
    ...optional('relays', row.relays),
    ...(excerpt.text ? { excerpt } : {}),
    ...(row.opinion ? { opinion: true as const } : {}),
    ...optional('note', row.note),
  } satisfies ReportedClaim;
  return { value };
}

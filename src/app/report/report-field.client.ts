import { answerPart } from '@/app/_ui/answer-draft.client';
import { validityPart } from '@/app/_ui/validity-draft.client';
import { comingWith, statedRows } from './coming-with.client';
import type { ReportDraft } from './report-draft.client';

/** Where the date of publication is put right: its text where it was written as text, else how exactly it is known. */
export const publishedField = (form: string): string =>
  form === 'edtf' ? 'document.published.date.edtf' : 'document.published.form';

const comingFields = {
  sources: ['kind', 'partOf'],
  sites: ['kind', 'within', 'aliases', 'coordinates'],
  incidents: ['kind', 'site'],
};

/** The field of the form in which a part of the command was typed; empty where it has none of its own. */
export function fieldOf(path: readonly string[], draft: ReportDraft): string {
  const [head = '', ...rest] = path[0] === 'command' ? path.slice(1) : path;
  if (head === 'note') return 'note';
  if (head === 'document') return documentField(rest[0], draft);
  if (head === 'sources' || head === 'sites' || head === 'incidents') {
    const at = comingWith(draft)[head][Number(rest[0])];
    const named = head === 'incidents' ? 'title' : 'name';
    const part = rest[1] && comingFields[head].includes(rest[1]) ? rest[1] : named;
    return at === undefined ? '' : `${head}.${at}.${rest[2] === 'precisionMetres' ? 'precision' : part}`;
  }
  return head === 'claims' ? answerField(rest, draft) : '';
}

function documentField(part: string | undefined, { document }: ReportDraft): string {
  if (part === 'published') return publishedField(document.published.form);
  if (part && part !== 'id' && part in document) return `document.${part}`;
  return document.from === 'record' ? 'document.known' : 'document.title';
}

function answerField([index, part, ...within]: readonly string[], draft: ReportDraft): string {
  const at = statedRows(draft)[Number(index)];
  const row = at === undefined ? undefined : draft.answers[at];
  if (!row) return '';
  if (part === 'answer') return `answers.${at}.answer.${answerPart(within[0], row.answer)}`;
  if (part === 'validity') return `answers.${at}.validity.${validityPart(row.validity.form)}`;
  if (part === 'excerpt') return `answers.${at}.${within[0] === 'language' ? 'excerptLanguage' : 'excerpt'}`;
  return part && part in row && part !== 'claim' ? `answers.${at}.${part}` : `answers.${at}.subject`;
}

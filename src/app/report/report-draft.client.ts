import { type AnswerDraft, blankAnswer } from '@/app/_ui/answer-draft.client';
import { blankDate, blankWhen, type WhenDraft } from '@/app/_ui/date-draft.client';
import { mintId } from '@/app/_ui/mint.client';
import type { NameFound } from '@/queries/find-names';

/** A source that is not on record yet, as typed. There are no fields for `language` and `note`: they are kept as they came. */
export type SourceDraft = {
  source: string;
  name: string;
  kind: string;
  partOf: string;
  language: string;
  note: string;
};

/** A site that is not on record yet, as typed: `aliases` and `within` with commas, `coordinates` as latitude, longitude. */
export type SiteDraft = {
  site: string;
  name: string;
  aliases: string;
  kind: string;
  within: string;
  coordinates: string;
  precision: string;
  note: string;
};

/**
 * An incident that is not on record yet, as typed. `isNew` once the person has seen the incidents it may be and said
 * that it is none of them; `seen` are those.
 */
export type IncidentDraft = {
  incident: string;
  title: string;
  kind: string;
  site: string;
  when: WhenDraft;
  isNew: boolean;
  seen: string[];
};

/**
 * One answer of a report as typed, with the id its claim will have. `subject` is written `incident:id` or `site:id`;
 * `isOfOpening` marks the date that was given when its incident was opened; `validity` counts for answers about a site.
 */
export type AnswerRow = {
  claim: string;
  subject: string;
  attribute: string;
  scope: string;
  answer: AnswerDraft;
  validity: WhenDraft;
  claimant: string;
  relays: string;
  excerpt: string;
  excerptLanguage: string;
  opinion: boolean;
  note: string;
  isOfOpening: boolean;
};

/** The names of what the draft refers to on record, by `kind:id`. */
export type DraftNames = Record<string, { label: string; detail: string | null }>;

/**
 * A report as typed. Every id it will be recorded under is minted with the draft and kept, so that sending it again
 * records nothing twice. `asOf` is the ledger position the record had reached when the draft was begun; `shownVersion`
 * that of the report when it is submitted again, else 0; `step` the question shown where there is room for one.
 */
export type ReportDraft = {
  command: string;
  report: string;
  shownVersion: number;
  asOf: number;
  step: string;
  document: {
    id: string;
    from: 'record' | 'new';
    known: string;
    title: string;
    publisher: string;
    address: string;
    published: WhenDraft;
    language: string;
    edition: string;
    note: string;
  };
  sources: SourceDraft[];
  sites: SiteDraft[];
  incidents: IncidentDraft[];
  answers: AnswerRow[];
  note: string;
  names: DraftNames;
};

/** What a report is begun with: a subject and a question where they are known, and how far the record is. */
export type Beginning = { about: NameFound | null; attribute: string; scope: string; asOf: number };

/** A report nobody has typed yet. */
export function blankReport({ about, attribute, scope, asOf }: Beginning): ReportDraft {
  const subject = about ? `${about.kind}:${about.id}` : '';
  return {
    command: crypto.randomUUID(),
    report: mintId('r'),
    shownVersion: 0,
    asOf,
    step: 'document',
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
      note: '',
    },
    sources: [],
    sites: [],
    incidents: [],
    answers: [{ ...blankRow(), subject, attribute, scope }],
    note: '',
    names: about ? { [subject]: { label: about.label, detail: about.detail } } : {},
  };
}

/** An answer nobody has typed yet; subject, claimant and language carry over from the one before it. */
export function blankRow(before?: AnswerRow): AnswerRow {
  return {
    claim: mintId('c'),
    subject: before?.subject ?? '',
    attribute: '',
    scope: '',
    answer: blankAnswer,
    validity: blankWhen,
    claimant: before?.claimant ?? '',
    relays: '',
    excerpt: '',
    excerptLanguage: before?.excerptLanguage ?? '',
    opinion: false,
    note: '',
    isOfOpening: false,
  };
}

/** A source that has only a name so far. */
export const newSource = (name: string): SourceDraft => ({
  source: mintId('s'),
  name,
  kind: '',
  partOf: '',
  language: '',
  note: '',
});

/** A site that has only a name so far. */
export const newSite = (name: string): SiteDraft => ({
  site: mintId('p'),
  name,
  aliases: '',
  kind: '',
  within: '',
  coordinates: '',
  precision: '',
  note: '',
});

/** An incident that has at most a title so far. */
export const newIncident = (title: string): IncidentDraft => ({
  incident: mintId('i'),
  title,
  kind: '',
  site: '',
  when: blankWhen,
  isNew: false,
  seen: [],
});

import { draftAnswer, joinNames } from '@/app/_ui/answer-draft.client';
import { blankWhen, draftDate, type WhenDraft } from '@/app/_ui/date-draft.client';
import { draftValidity } from '@/app/_ui/validity-draft.client';
import type { Answer } from '@/domain/answer/answer';
import type { OwnReport } from '@/queries/find-own-report';
import { type AnswerRow, blankReport, blankRow, type ReportDraft } from './report-draft.client';

type Contents = OwnReport['contents'];

/**
 * A report as it was submitted, as a person would have typed it, to be submitted again under the same ids. Words that
 * were erased are blank.
 */
export function draftOfContents({ report, version, contents, names, asOf }: OwnReport): ReportDraft {
  const blank = blankReport({ about: null, attribute: '', scope: '', asOf });
  return {
    ...blank,
    report,
    shownVersion: version,
    document: draftDocument(contents, blank.document),
    sources: contents.sources.map(({ source, name, kind, partOf, language, note }) => ({
      source,
      name: name ?? '',
      kind,
      partOf: partOf ?? '',
      language: language ?? '',
      note: note ?? '',
    })),
    sites: contents.sites.map(({ site, name, aliases, kind, within, coordinates, note }) => ({
      site,
      name,
      note: note ?? '',
      aliases: joinNames(aliases),
      kind,
      within: joinNames(within),
      coordinates: coordinates ? `${coordinates.latitude}, ${coordinates.longitude}` : '',
      precision: coordinates ? String(coordinates.precisionMetres) : '',
    })),
    incidents: contents.incidents.map(({ incident, title, kind, site }) => ({
      incident,
      title: title ?? '',
      kind,
      site: site ?? '',
      when: whenOf(contents, incident),
      isNew: true,
      seen: [],
    })),
    answers: contents.claims.map(draftRow),
    note: contents.note ?? '',
    names: Object.fromEntries(names.map(({ kind, id, label, detail }) => [`${kind}:${id}`, { label, detail }])),
  };
}

/** When a report says its new incident was: what likely incidents are looked for by. */
function whenOf({ claims }: Contents, incident: string): WhenDraft {
  const date = claims.find(({ subject, attribute }) => subject.id === incident && attribute === 'date')?.answer;
  return date?.kind === 'time' ? draftDate(date.edtf) : blankWhen;
}

function draftDocument({ document }: Contents, blank: ReportDraft['document']): ReportDraft['document'] {
  if ('known' in document) return { ...blank, from: 'record', known: document.known };
  return {
    ...blank,
    id: document.document,
    title: document.title ?? '',
    publisher: document.publisher,
    address: document.address ?? '',
    published: document.published === undefined ? blankWhen : draftDate(document.published),
    language: document.language ?? '',
    edition: document.edition ?? '',
    note: document.note ?? '',
  };
}

function draftRow(claim: Contents['claims'][number]): AnswerRow {
  const blank = blankRow();
  return {
    ...blank,
    claim: claim.claim,
    subject: `${claim.subject.kind}:${claim.subject.id}`,
    attribute: claim.attribute ?? '',
    scope: claim.scope ?? '',
    answer: claim.answer ? draftAnswer(claim.answer as Answer) : blank.answer,
    validity: draftValidity(claim.validity),
    claimant: claim.claimant ?? '',
    relays: claim.relays ?? '',
    excerpt: claim.excerpt?.text ?? '',
    excerptLanguage: claim.excerpt?.language ?? '',
    opinion: claim.opinion === true,
    note: claim.note ?? '',
  };
}

import { describe, expect, test } from 'vitest';
import { blankAnswer } from '@/app/_ui/answer-draft.client';
import { blankDate } from '@/app/_ui/date-draft.client';
import { draftOfContents } from '@/app/report/draft-of-contents.client';
import { readReport } from '@/app/report/read-report.client';
import {
  type AnswerRow,
  blankReport,
  blankRow,
  newIncident,
  newSite,
  newSource,
  type ReportDraft,
} from '@/app/report/report-draft.client';
import { fieldOf } from '@/app/report/report-field.client';
import { stepsOf } from '@/app/report/report-steps.client';
import { builtInVocabulary } from '@/domain/question/vocabulary';
import type { SubmitReport } from '@/domain/report/command';

const blank = () => blankReport({ about: null, attribute: '', scope: '', asOf: 7 });

const answered = (part: Partial<AnswerRow>): AnswerRow => ({
  ...blankRow(),
  subject: 'incident:balad-2021-05-03',
  attribute: 'occurred',
  answer: { ...blankAnswer, form: 'yes' },
  claimant: 'src-afp',
  ...part,
});

/** A report on one document of record, with these answers. */
const draftWith = (answers: AnswerRow[], part: Partial<ReportDraft> = {}): ReportDraft => {
  const draft = blank();
  return { ...draft, document: { ...draft.document, from: 'record', known: 'doc-afp' }, answers, ...part };
};

const read = (draft: ReportDraft) => readReport(draft, builtInVocabulary);
const commandOf = (draft: ReportDraft): SubmitReport => {
  const result = read(draft);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.command;
};
const problemsOf = (draft: ReportDraft) => {
  const result = read(draft);
  return 'problems' in result ? result.problems.map(({ field }) => field) : [];
};

/** A report about three incidents, two of them new, one at a new site, told by a new spokesperson of a new institution. */
function rich(): ReportDraft {
  const body = { ...newSource('A new ministry'), kind: 'official body' };
  const voice = { ...newSource('Its spokesman'), kind: 'spokesperson', partOf: body.source };
  const site = {
    ...newSite('Camp Nowhere'),
    aliases: 'معسكر, FOB Nowhere',
    kind: 'base',
    within: 'Iraq، Diyala',
    coordinates: '33.94 N, 44.36 E',
    precision: '5000',
  };
  const first = { ...newIncident('Rockets at Camp Nowhere'), kind: 'Other', site: site.site, isNew: true };
  const second = { ...newIncident('Drone over Erbil'), kind: 'Air/drone strike', site: 'erbil-airport', isNew: true };
  const draft = blank();
  return {
    ...draft,
    document: { ...draft.document, title: 'One article', publisher: voice.source, language: 'ar' },
    // The one who speaks stands before whom it speaks for: the report has to put that right.
    sources: [voice, body, { ...newSource('Named and dropped'), kind: 'channel' }],
    sites: [site, newSite('Named and dropped')],
    incidents: [first, newIncident(''), second],
    answers: [
      answered({
        subject: `incident:${first.incident}`,
        claimant: voice.source,
        excerpt: 'نعم',
        excerptLanguage: 'ar',
      }),
      answered({ subject: `incident:${second.incident}`, claimant: 'src-afp', relays: voice.source, opinion: true }),
      answered({
        subject: `site:${site.site}`,
        attribute: 'houses',
        scope: 'US troops',
        claimant: 'src-afp',
        validity: { form: 'still', date: { ...blankDate, from: { day: '3', month: 'May', year: '2021' } } },
      }),
      answered({ attribute: 'rockets', scope: 'fired', answer: { ...blankAnswer, form: 'said', said: 'about 14' } }),
      answered({ subject: '', attribute: '', answer: blankAnswer, claimant: '' }),
    ],
    note: 'To whom it may concern',
  };
}

describe('a report as typed', () => {
  test('holds what is new with it in an order the record can take: an institution before its voice', () => {
    const command = commandOf(rich());
    expect(command.sources.map(({ name }) => name)).toEqual(['A new ministry', 'Its spokesman']);
    expect(command.sites).toMatchObject([
      {
        name: 'Camp Nowhere',
        aliases: ['معسكر', 'FOB Nowhere'],
        within: ['Iraq', 'Diyala'],
        coordinates: { latitude: 33.94, longitude: 44.36, precisionMetres: 5000 },
      },
    ]);
    expect(command.incidents?.map(({ title }) => title)).toEqual(['Rockets at Camp Nowhere', 'Drone over Erbil']);
  });

  test('leaves out what is not stated, and what only that speaks of', () => {
    const command = commandOf(rich());
    expect(command.claims).toHaveLength(4);
    expect(JSON.stringify(command)).not.toContain('dropped');
    expect(command.claims[1]).toMatchObject({ opinion: true });
    expect(command.claims[0]).not.toHaveProperty('opinion');
  });

  test('says for when an answer about a site holds, and of an incident nothing of the kind', () => {
    const when = { form: 'as-of', date: { ...blankDate, from: { day: '3', month: '5', year: '2021' } } };
    expect(commandOf(rich()).claims.map(({ validity }) => validity)).toEqual([
      undefined,
      undefined,
      '2021-05-03/..',
      undefined,
    ]);
    expect(commandOf(draftWith([answered({ validity: when })])).claims[0]).not.toHaveProperty('validity');
    const about = { subject: 'site:balad-air-base', attribute: 'houses', scope: 'US troops' };
    expect(problemsOf(draftWith([answered({ ...about, validity: { ...when, date: blankDate } })]))).toEqual([
      'answers.0.validity.date.from.year',
    ]);
  });

  test('is never sent with something typed that was not picked', () => {
    expect(problemsOf(draftWith([answered({ subject: '?bal', claimant: '?afp', relays: '?x' })]))).toEqual([
      'answers.0.subject',
      'answers.0.claimant',
      'answers.0.relays',
    ]);
    const draft = draftWith([answered({})]);
    expect(problemsOf({ ...draft, document: { ...draft.document, known: '?wire' } })).toEqual(['document.known']);
  });

  test('opens no incident before those on record that it may be were looked at', () => {
    const incident = newIncident('Too soon');
    expect(
      problemsOf(draftWith([answered({ subject: `incident:${incident.incident}` })], { incidents: [incident] })),
    ).toEqual(['incidents.0.isNew']);
  });

  test('names the first thing that is missing when nothing is stated', () => {
    expect(problemsOf(draftWith([blankRow()]))).toEqual(['answers.0.subject']);
    expect(problemsOf(draftWith([answered({ answer: blankAnswer })]))).toEqual(['answers.0.answer.form']);
  });

  test('sources that are part of each other are sent once each and left to the record to refuse', () => {
    const one = { ...newSource('One'), kind: 'channel' };
    const other = { ...newSource('Other'), kind: 'channel', partOf: one.source };
    const draft = draftWith([answered({ claimant: one.source })], {
      sources: [{ ...one, partOf: other.source }, other],
    });
    expect(commandOf(draft).sources).toHaveLength(2);
  });
});

describe('a report that waits', () => {
  test('is read back into the form and sent again as it was, with the version it was shown', () => {
    const { type: _type, report, ...contents } = commandOf(rich());
    const own = { contents: { incidents: [], sites: [], ...contents }, version: 3, question: null, names: [], asOf: 9 };
    const again = draftOfContents({ report, ...own });
    expect(commandOf(again)).toEqual({ type: 'SubmitReport', report, shownVersion: 3, ...contents });
    expect(again.command).not.toBe(rich().command);
  });

  test('may have words erased in it: they are blank, and asked for', () => {
    const { type: _type, report, ...contents } = commandOf(rich());
    const erased = { ...contents, document: { ...contents.document, title: null } };
    const own = { version: 1, question: null, names: [], asOf: 9 };
    const again = draftOfContents({ report, contents: { incidents: [], sites: [], ...erased } as never, ...own });
    expect(problemsOf(again)).toEqual(['document.title']);
  });
});

describe('what the server refuses is told at its field', () => {
  const draft = rich();
  test.each([
    ['command.document.address', 'document.address'],
    ['command.document.publisher', 'document.publisher'],
    ['document', 'document.title'],
    ['sources.0', 'sources.1.name'],
    ['sources.1.partOf', 'sources.0.partOf'],
    ['sites.0', 'sites.0.name'],
    ['command.sites.0.within.1', 'sites.0.within'],
    ['command.sites.0.coordinates.precisionMetres', 'sites.0.precision'],
    ['incidents.1', 'incidents.2.title'],
    ['incidents.1.site', 'incidents.2.site'],
    ['claims.3.answer.n', 'answers.3.answer.said'],
    ['claims.2.validity', 'answers.2.validity.form'],
    ['claims.1.relays', 'answers.1.relays'],
    ['claims.0.excerpt.language', 'answers.0.excerptLanguage'],
    ['claims.0.claim', 'answers.0.subject'],
    ['command.note', 'note'],
    ['somewhere.else', ''],
  ])('%s', (path, field) => {
    expect(fieldOf(path.split('.'), draft)).toBe(field);
  });
});

describe('one question a step', () => {
  test('asks at most nine for a simple report, and as many for one that opens an incident with its date', () => {
    const draft = blank();
    expect(stepsOf(draft).length + 1).toBeLessThanOrEqual(9);
    const date = { ...blankRow(), isOfOpening: true };
    expect(stepsOf({ ...draft, answers: [...draft.answers, date] }).length + 1).toBeLessThanOrEqual(9);
  });

  test('does not ask who published a document on record', () => {
    const draft = blank();
    const known = { ...draft.document, from: 'record' as const };
    expect(stepsOf({ ...draft, document: known }).map(({ id }) => id)).not.toContain('publisher');
  });
});

import type { Answer } from '@/domain/answer/answer';
import type { RecordDerivation } from '@/domain/document/command';
import type { SubmitReport } from '@/domain/report/command';

/** The site of the small record below. */
export const camp = 'camp-over-time';

type Said = { who: string; scope: string; value: 'yes' | 'no'; validity?: string };

const report = (id: string, published: string | null, said: Said[]): SubmitReport => ({
  type: 'SubmitReport',
  report: `ot-${id}`,
  sources: said
    .map(({ who }) => who)
    .filter((who, at, all) => all.indexOf(who) === at)
    .map((who) => ({ source: `ot-src-${who}`, name: `Paper ${who.toUpperCase()}`, kind: 'outlet' })),
  document: {
    document: `ot-doc-${id}`,
    title: `Page ${id}`,
    publisher: `ot-src-${said[0]?.who}`,
    ...(published === null ? {} : { published }),
  },
  claims: said.map(({ who, scope, value, validity }, at) => ({
    claim: `ot-${id}-${at}`,
    subject: { kind: 'site', id: camp },
    attribute: 'houses',
    scope,
    answer: { kind: 'truth', value },
    claimant: `ot-src-${who}`,
    ...(validity === undefined ? {} : { validity }),
  })),
});

const incident = (id: string, ...dates: string[]): SubmitReport => ({
  type: 'SubmitReport',
  report: `ot-rep-${id}`,
  sources: dates.map((_, at) => ({ source: `ot-src-${id}-${at}`, name: `Wire ${id} ${at}`, kind: 'outlet' })),
  incidents: [{ incident: `ot-${id}`, title: `Rockets at the camp, ${id}`, kind: 'Other', site: camp }],
  document: { document: `ot-doc-${id}`, title: `Page on ${id}`, publisher: `ot-src-${id}-0` },
  claims: dates.map((edtf, at) => ({
    claim: `ot-${id}-${at}`,
    subject: { kind: 'incident', id: `ot-${id}` },
    attribute: 'date',
    answer: { kind: 'time', edtf } satisfies Answer,
    claimant: `ot-src-${id}-${at}`,
  })),
});

const reports: readonly SubmitReport[] = [
  {
    ...report('a', '2021-05-03', [
      { who: 'a', scope: 'US troops', value: 'yes', validity: '2021-05-03' },
      { who: 'a', scope: 'US contractors', value: 'yes', validity: '2021-05-03' },
    ]),
    sites: [{ site: camp, name: 'Camp Over Time', aliases: [], kind: 'base', within: ['Iraq'] }],
  },
  report('b', '2021-03-01', [{ who: 'b', scope: 'US troops', value: 'yes', validity: '2020-03/2021-02' }]),
  report('c', '2021-06-01', [
    { who: 'c', scope: 'US troops', value: 'yes', validity: '2021-05/..' },
    { who: 'c', scope: 'US contractors', value: 'yes', validity: '2021-01/2021-06?' },
    { who: 'c', scope: 'US nationals', value: 'yes', validity: '2021-06/..' },
  ]),
  report('d', '2021-04-18', [{ who: 'd', scope: 'US troops', value: 'no', validity: '2021-04-18/' }]),
  report('e', '2021-05-04', [{ who: 'e', scope: 'US troops', value: 'no' }]),
  incident('march', '2021-03-15'),
  incident('may', '2021-05-03'),
  incident('two-days', '2021-05-31', '2021-06-02'),
  incident('undated', '2021-07/..'),
];

/**
 * A camp whose papers say for when it houses whom: as of one day, for a time that ended, open, without a known end, and
 * without saying when; with incidents before, on and after 3 May 2021, one of them on one of two days.
 */
export const siteOverTime: readonly (SubmitReport | RecordDerivation)[] = [
  ...reports,
  ...['a', 'b', 'c', 'd', 'e'].map(
    (id): RecordDerivation => ({
      type: 'RecordDerivation',
      document: `ot-doc-${id}`,
      derivation: { how: 'first-hand' },
      reason: 'Its own reporting.',
    }),
  ),
];

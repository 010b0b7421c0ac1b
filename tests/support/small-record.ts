import type { Database } from '@/db/client';
import type { ReportedClaim } from '@/domain/claim/command';
import type { Command } from '@/domain/command';
import { argumentsOn, type StreamState } from '@/domain/fold';
import type { Subject } from '@/domain/identifier';
import { isRefusal } from '@/domain/refusal';
import { handleCommand } from '@/handle-command';
import { load } from '@/ledger/read';
import { sequence } from '@/ledger/sequencer';
import { idFrom } from './random-record';

const steward = 'p-steward';
const reviewer = 'p-reviewer';
const contributor = 'p-contributor';

const rockets: Subject = { kind: 'incident', id: 'rockets' };
const base: Subject = { kind: 'site', id: 'balad' };

/**
 * Records the rockets at Balad as people would: every kind of command is given, so that there is every type of event, and
 * every kind of answer is in it. Sequences it. What a ledger of this version looks like: golden ledgers are made of it.
 */
export async function recordSmall(db: Database): Promise<void> {
  let count = 0;
  const give = async (command: Command, actor = reviewer) => {
    const outcome = await handleCommand(db, { id: idFrom('small record', count++), actor, command });
    if (isRefusal(outcome)) throw new Error(`${command.type}: ${outcome.reason} (${outcome.field})`);
  };
  const stateOf = async <Kind extends StreamState['kind']>(stream: string, _kind: Kind) =>
    (await load(db.sql, [stream], null)).streams.get(stream)?.state as unknown as Extract<StreamState, { kind: Kind }>;
  const shownReport = async (report: string) => (await stateOf(`report:${report}`, 'report')).version ?? 0;
  const shown = async (claim: string, subject = rockets) =>
    (await stateOf(`${subject.kind}:${subject.id}`, 'subject')).claims[claim]?.version ?? 0;
  const argued = async (attribute: string) =>
    argumentsOn(await stateOf('incident:rockets', 'subject'), attribute).version;

  await give({ type: 'RegisterPerson', person: steward, name: 'Hana Steward', roles: ['steward'] }, steward);
  await give({ type: 'RegisterPerson', person: reviewer, name: 'Omar Reviewer', roles: ['reviewer'] }, steward);
  await give({ type: 'RegisterPerson', person: contributor, name: 'Lea', roles: ['contributor'] }, steward);

  await give({
    type: 'RegisterSource',
    source: 'cell',
    name: 'Security Media Cell',
    kind: 'official body',
    language: 'ar',
    note: 'Speaks for the joint command.',
  });
  await give({
    type: 'RegisterSource',
    source: 'spokesman',
    name: 'Its spokesman',
    kind: 'spokesperson',
    partOf: 'cell',
  });
  await give({ type: 'RegisterSource', source: 'shafaq', name: 'Shafaq News', kind: 'outlet', language: 'en' });
  await give({ type: 'RegisterSource', source: 'afp', name: 'AFP', kind: 'news agency' });
  await give({ type: 'AffiliateSource', source: 'spokesman', partOf: null, reason: 'He had left the cell by then.' });
  await give({ type: 'AffiliateSource', source: 'spokesman', partOf: 'cell', reason: 'The cell names him again.' });
  await give({ type: 'GradeSource', source: 'afp', reliability: 'B', rationale: 'Borne out nine times of ten.' });
  await give({
    type: 'RegisterSite',
    site: 'balad',
    name: 'Balad Air Base',
    aliases: ['Camp Anaconda', 'قاعدة بلد الجوية'],
    kind: 'air base',
    within: ['Iraq', 'Salah al-Din'],
    coordinates: { latitude: 33.94, longitude: 44.36, precisionMetres: 3000 },
    note: 'The middle of the runway.',
  });
  await give({
    type: 'OpenIncident',
    incident: 'rockets',
    title: 'Rockets at Balad Air Base, 3 May 2021',
    kind: 'Shelling/artillery/missile attack',
    site: 'balad',
  });
  await give(
    {
      type: 'DefineAttribute',
      attribute: 'sheltered',
      group: 'Harm',
      subjects: ['incident'],
      kinds: ['count', 'truth'],
      cumulative: true,
      scopes: 'persons',
      defaultScope: 'persons',
    },
    steward,
  );
  const apart = ['military', 'civilians'];
  await give({ type: 'DefineScope', list: 'persons', scope: 'guards', within: ['persons'], apartFrom: apart }, steward);

  await give({
    type: 'RecordDocument',
    document: 'statement',
    title: 'Statement on the rockets at Balad',
    publisher: 'cell',
    address: 'https://example.org/statement',
    published: '2021-05-03',
    language: 'ar',
    note: 'Kept as an image.',
  });
  await give({ type: 'RecordDocument', document: 'wire', title: 'Rockets hit Iraq base', publisher: 'afp' });
  const firstHand = { how: 'first-hand' } as const;
  const fromStatement = { how: 'quotes', parent: 'statement' } as const;
  await give({ type: 'RecordDerivation', document: 'statement', derivation: firstHand, reason: 'Their own word.' });
  await give({ type: 'RecordDerivation', document: 'wire', derivation: fromStatement, reason: 'It says so.' });
  await give({ type: 'StrikeDerivation', document: 'wire', parent: 'statement', reason: 'Another statement.' });
  await give({ type: 'RecordDerivation', document: 'wire', derivation: firstHand, reason: 'A reporter was there.' });
  await give({ type: 'StrikeDerivation', document: 'wire', reason: 'The reporter was in Baghdad.' });

  const about = { subject: rockets, claimant: 'cell' };
  const claims: ReportedClaim[] = [
    { ...about, claim: 'date', attribute: 'date', answer: { kind: 'time', edtf: '2021-05-03' } },
    {
      ...about,
      claim: 'six',
      attribute: 'rockets',
      scope: 'fired',
      answer: { kind: 'count', form: 'exactly', n: 6 },
      excerpt: { text: 'أطلقت ستة صواريخ', language: 'ar' },
      note: 'The number is spelt out.',
    },
    { ...about, claim: 'impact', attribute: 'impact', answer: { kind: 'text', text: 'Two fell by the contractors.' } },
    { ...about, claim: 'weapon', attribute: 'weapon', answer: { kind: 'category', term: 'rocket' } },
    { ...about, claim: 'nobody', attribute: 'perpetrator', answer: { kind: 'unknown' } },
    {
      ...about,
      claim: 'from',
      attribute: 'launch site',
      answer: { kind: 'place', path: ['Iraq', 'Diyala'] },
      relays: 'spokesman',
    },
    {
      ...about,
      claim: 'series',
      attribute: 'series',
      answer: { kind: 'tally', ordinal: 2, window: { days: 7 }, on: '2021-05-03', text: 'attacks on bases' },
    },
    {
      ...about,
      subject: base,
      claim: 'troops',
      attribute: 'houses',
      scope: 'US troops',
      answer: { kind: 'truth', value: 'no' },
      validity: '2021',
    },
  ];
  await give({
    type: 'SubmitReport',
    report: 'of-the-cell',
    sources: [],
    document: { known: 'statement' },
    claims,
    note: 'Read by two of us.',
  });
  const fresh = {
    sources: [{ source: 'channel', name: 'A channel', kind: 'channel' as const, note: 'Quoted by many.' }],
    incidents: [{ incident: 'drone', title: 'A drone the day after', kind: 'Air/drone strike' as const, site: 'gate' }],
    sites: [
      { site: 'gate', name: 'North gate', aliases: [], kind: 'facility' as const, within: ['Iraq'], note: 'Of Balad.' },
    ],
    document: {
      document: 'page',
      title: 'Ten rockets, says channel',
      publisher: 'shafaq',
      address: 'https://example.org/ten',
      published: '2021-05-04',
      edition: 'English',
      note: 'Changed later that day.',
    },
  };
  const told = { subject: rockets, claimant: 'channel' };
  const ten: ReportedClaim = {
    ...told,
    claim: 'ten',
    attribute: 'rockets',
    scope: 'fired',
    answer: { kind: 'count', form: 'about', n: 10 },
    excerpt: { text: 'Some ten rockets', language: 'en' },
  };
  const words: ReportedClaim = {
    ...told,
    claim: 'words',
    attribute: 'impact',
    answer: { kind: 'text', text: 'All fell outside the fence.' },
  };
  const blamed: ReportedClaim = {
    ...told,
    claim: 'blamed',
    attribute: 'perpetrator',
    answer: { kind: 'party', term: 'an armed group' },
    opinion: true,
  };
  const seen: ReportedClaim = {
    ...told,
    subject: { kind: 'incident', id: 'drone' },
    claim: 'seen',
    attribute: 'occurred',
    answer: { kind: 'truth', value: 'yes' },
  };
  const submitted = { type: 'SubmitReport', report: 'of-the-channel', ...fresh } as const;
  await give({ ...submitted, claims: [ten, words, blamed] }, contributor);
  await give({
    type: 'ReturnReport',
    report: 'of-the-channel',
    shownVersion: await shownReport('of-the-channel'),
    question: 'Does the page speak of the drone as well?',
  });
  await give(
    {
      ...submitted,
      shownVersion: await shownReport('of-the-channel'),
      claims: [ten, words, blamed, seen],
      note: 'It does.',
    },
    contributor,
  );
  await give({
    type: 'AcceptReport',
    report: 'of-the-channel',
    shownVersion: await shownReport('of-the-channel'),
    declined: [{ claim: 'blamed', reason: 'The page names nobody.' }],
  });
  const again: ReportedClaim = { ...ten, claim: 'again', claimant: 'afp' };
  await give(
    { type: 'SubmitReport', report: 'of-the-wire', sources: [], document: { known: 'wire' }, claims: [again] },
    contributor,
  );
  await give({
    type: 'RejectReport',
    report: 'of-the-wire',
    shownVersion: await shownReport('of-the-wire'),
    reason: 'The wire gives no number.',
  });

  await give({
    type: 'CorrectClaim',
    subject: rockets,
    claim: 'ten',
    shownVersion: await shown('ten'),
    corrected: {
      answer: { kind: 'count', form: 'exactly', n: 10 },
      excerpt: { text: 'Ten rockets', language: 'en' },
      relays: 'spokesman',
    },
    reason: '“Some” was not in the text.',
  });
  await give({
    type: 'ReviseClaim',
    subject: rockets,
    claim: 'six',
    shownVersion: await shown('six'),
    revision: 'four',
    document: { document: 'second-statement', title: 'A second statement', publisher: 'cell', published: '2021-05-05' },
    answer: { kind: 'count', form: 'exactly', n: 4 },
    claimant: 'spokesman',
    excerpt: { text: 'Four, not six', language: 'en' },
    note: 'After the launcher was found.',
  });
  await give({
    type: 'WithdrawClaim',
    subject: rockets,
    claim: 'weapon',
    shownVersion: await shown('weapon'),
    document: { known: 'statement' },
    excerpt: { text: 'The type is not established', language: 'en' },
    reason: 'They say it is not established.',
  });
  const copying = { type: 'MarkCopyingError', subject: rockets, claim: 'ten' } as const;
  await give({ ...copying, shownVersion: await shown('ten'), copies: 'six', reason: 'A slip of the channel.' });
  await give({ ...copying, shownVersion: await shown('ten'), copies: null, reason: 'It has ten in words too.' });
  const excluding = { type: 'MarkConflict', subject: rockets, claims: ['impact', 'words'] } as const;
  await give({ ...excluding, claims: ['impact', 'words'], conflict: true, reason: 'Inside or outside.' });
  await give({
    type: 'GradeClaim',
    subject: rockets,
    claim: 'four',
    credibility: 2,
    rationale: 'Four holes were pictured.',
  });

  const question = { subject: rockets, attribute: 'rockets' };
  await give(
    {
      type: 'MarkEvidence',
      ...question,
      position: 'four',
      evidence: { claim: 'impact', subject: rockets },
      mark: 'Consistent',
    },
    contributor,
  );
  const byPage = { position: 'ten', evidence: { document: 'page' } };
  await give({ type: 'MarkEvidence', ...question, ...byPage, mark: 'Against' });
  await give({ type: 'MarkEvidence', ...question, ...byPage, mark: null });
  await give({ type: 'RequestEvidence', ...question, request: 'launcher', wanted: 'A picture of the launcher.' });
  await give({ type: 'MeetRequest', ...question, request: 'launcher', outcome: 'It shows four tubes, all empty.' });
  await give({ type: 'MakeRemark', ...question, remark: 'tubes', text: 'Tubes can be loaded twice.' }, contributor);
  const rule = async (outcome: Extract<Command, { type: 'RuleQuestion' }>['outcome'], rationale: string) =>
    give({
      type: 'RuleQuestion',
      ...question,
      shownVersion: await argued('rockets'),
      shownPosition: 0,
      outcome,
      rule: outcome.kind === 'undecidable' ? 'not to be told' : 'best evidence',
      rationale,
      evidence: [{ claim: 'four', subject: rockets }, { document: 'second-statement' }],
    });
  await rule({ kind: 'position', position: 'four' }, 'Four tubes, four holes.');
  await give({ type: 'RecordDissent', ...question, text: 'The channel was at the fence.' }, contributor);
  await give({
    type: 'ReopenRuling',
    ...question,
    shownVersion: await argued('rockets'),
    reason: 'A second launcher was reported.',
  });
  await rule({ kind: 'undecidable' }, 'Two launchers, one picture.');
  await give({ type: 'ReopenRuling', ...question, shownVersion: await argued('rockets'), reason: 'Found after all.' });
  await rule(
    { kind: 'range', answer: { kind: 'count', form: 'between', n: 4, m: 8 }, scope: 'fired' },
    'Two launchers of four tubes.',
  );
  await sequence(db.direct);
}

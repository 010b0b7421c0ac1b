import { createHash } from 'node:crypto';
import type { Database } from '@/db/client';
import type { Answer } from '@/domain/answer/answer';
import { credibilities, type ReportedClaim } from '@/domain/claim/command';
import type { Command } from '@/domain/command';
import { derivationKinds } from '@/domain/document/command';
import { argumentsOn, type ClaimState, type StreamState } from '@/domain/fold';
import { type Subject, subjectStream } from '@/domain/identifier';
import { familyOf } from '@/domain/question/assess-family';
import { type Evidence, evidenceMarks, markKey } from '@/domain/question/command';
import { isRefusal } from '@/domain/refusal';
import type { SubmitReport } from '@/domain/report/command';
import { reliabilities } from '@/domain/source/command';
import { handleCommand } from '@/handle-command';
import type { Receipt } from '@/ledger/append';
import { load } from '@/ledger/read';
import { sequence } from '@/ledger/sequencer';

/** Numbers from 0 up to 1 that a seed decides (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A version 8 UUID that the words decide. */
export function idFrom(...words: unknown[]): string {
  const hex = createHash('sha256').update(JSON.stringify(words)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const steward = 'p-steward';
const reviewer = 'p-reviewer';
const contributor = 'p-contributor';

type SubjectState = Extract<StreamState, { kind: 'subject' }>;

/** What a report of the random record holds, all parts there. */
type Contents = Required<Pick<SubmitReport, 'sources' | 'incidents' | 'sites' | 'document' | 'claims'>>;

/**
 * Records a small world that a seed decides, through the commands people give: sources part of each other, now of one
 * and now of another, documents copying each other (declared first-hand after all, or the copying struck), reports on
 * several subjects that bring sources, incidents and sites with them, reports that wait, are returned, submitted again,
 * accepted, accepted in part and rejected, additions to the vocabulary, corrections, revisions, withdrawals, marks and
 * grades, and questions argued, ruled on and reopened. Every kind of command is given at least once, and each is one that
 * is accepted. Sequences it; answers how many commands there were and which reports still wait or are returned.
 */
export async function recordRandomly(
  db: Database,
  seed: number,
  commands: number,
): Promise<{ count: number; waiting: string[] }> {
  const next = chance(seed);
  const upTo = (most: number) => Math.floor(next() * most);
  const pick = <Item>(items: readonly Item[]): Item => items[upTo(items.length)] as Item;
  const maybe = <Item>(share: number, item: () => Item): Item | undefined => (next() < share ? item() : undefined);
  let count = 0;
  const give = async (command: Command, actor = steward): Promise<Receipt> => {
    const outcome = await handleCommand(db, { id: idFrom(seed, count++), actor, command });
    if (isRefusal(outcome)) throw new Error(`${command.type} ${count}: ${outcome.reason} (${outcome.field})`);
    return outcome;
  };
  const stateOf = async <Kind extends StreamState['kind']>(stream: string, kind: Kind) => {
    const state = (await load(db.sql, [stream], null)).streams.get(stream)?.state as StreamState;
    if (state.kind !== kind) throw new Error(`${stream} is no ${kind}.`);
    return state as Extract<StreamState, { kind: Kind }>;
  };
  const versionOf = async (report: string) => (await stateOf(`report:${report}`, 'report')).version ?? 0;

  // What is on record, and how many of each were ever thought of: what waits takes its names with it.
  const sources: string[] = [];
  const documents: string[] = [];
  const subjects: Subject[] = [];
  const claims: { claim: string; subject: Subject }[] = [];
  const scopes = ['persons', 'contractors', 'US troops'];
  const attributes: string[] = [];
  const waiting = new Map<string, Contents>();
  const thoughtOf = { source: 0, document: 0, claim: 0, incident: 0, site: 0 };
  // A name that every object answers to must be as good as any other.
  const named = (kind: keyof typeof thoughtOf, odd: number) => {
    const at = thoughtOf[kind]++;
    return at === odd ? 'constructor' : `${kind}-${at}`;
  };
  /** Sources pass on the word of those thought of before them only: of a circle nobody would be the origin. */
  const rankOf = (source: string) => (source === 'constructor' ? 2 : Number(source.slice('source-'.length)));

  const newSource = (known: readonly string[]) => {
    const source = named('source', 2);
    const partOf = maybe(known.length > 0 ? 0.5 : 0, () => pick(known));
    return { source, name: `Source ${source}`, kind: 'outlet' as const, ...(partOf && { partOf }) };
  };
  const newDocument = (known: readonly string[]) => {
    const document = named('document', -1);
    const published = maybe(0.6, () => `2021-05-0${1 + upTo(5)}`);
    return { document, title: `Document ${document}`, publisher: pick(known), ...(published && { published }) };
  };
  const newSite = () => {
    const site = named('site', -1);
    return { site, name: `Site ${site}`, aliases: [], kind: 'town' as const, within: ['Iraq'] };
  };
  const exactly = (): Answer => ({ kind: 'count', form: 'exactly', n: 1 + upTo(6) });
  const answerTo = (attribute: string): Answer => {
    const n = 1 + upTo(6);
    const site = maybe(0.5, () => 'base');
    switch (attribute) {
      case 'series':
        return { kind: 'tally', ordinal: 1 + upTo(3), window: { days: 30 }, on: '2021-05-04', ...(site && { site }) };
      case 'date':
        return { kind: 'time', edtf: `2021-05-0${2 + upTo(3)}` };
      case 'perpetrator':
        return { kind: 'party', term: pick(['Islamic State', 'Iran-backed militia']) };
      case 'impact':
        return { kind: 'text', text: pick(['On the runway', 'Outside the fence']) };
      default:
        return pick<() => Answer>([
          () => ({ kind: 'count', form: 'exactly', n }),
          () => ({ kind: 'count', form: 'at-least', n }),
          () => ({ kind: 'count', form: 'about', n }),
          () => ({ kind: 'count', form: 'between', n, m: n + upTo(3) }),
          () => ({ kind: 'count', form: 'none' }),
          () => ({ kind: 'unknown' }),
        ])();
    }
  };
  const question = (subject: Subject): Pick<ReportedClaim, 'attribute' | 'scope' | 'answer'> => {
    const asked = (attribute: string, scope?: string) => ({
      attribute,
      ...(scope === undefined ? {} : { scope }),
      answer: answerTo(attribute),
    });
    if (next() < 0.1) return asked('series');
    if (attributes.length > 0 && next() < 0.15) return asked(pick(attributes), pick(scopes));
    if (subject.kind === 'site') return asked('contractors present', pick(scopes));
    return pick([
      () => asked('wounded', pick(scopes)),
      () => asked('casualties', 'persons'),
      () => asked('rockets', pick(['fired', 'landed inside'])),
      () => asked('date'),
      () => asked('perpetrator'),
      () => asked('impact'),
    ])();
  };
  const forWhen = () => pick(['2021-05-03', '2020-03/2021-02', '2021-05-03/..', '2020?/2021-06']);
  const newClaim = (subject: Subject, known: readonly string[]): ReportedClaim => {
    const claim = named('claim', 1);
    const claimant = pick(known);
    const heard = known.filter((source) => rankOf(source) < rankOf(claimant));
    const relays = maybe(heard.length > 0 ? 0.25 : 0, () => pick(heard));
    const excerpt = maybe(0.3, () => ({ text: 'As it was said.', language: 'en' }));
    const opinion = maybe(0.1, () => true as const);
    const validity = subject.kind === 'site' ? maybe(0.4, forWhen) : undefined;
    const optional = {
      ...(relays && { relays }),
      ...(excerpt && { excerpt }),
      ...(opinion && { opinion }),
      ...(validity && { validity }),
    };
    return { claim, subject, ...question(subject), claimant, ...optional };
  };
  const newContents = (): Contents => {
    const coming: Contents['sources'] = [];
    const known = () => [...sources, ...coming.map(({ source }) => source)];
    for (let left = upTo(3); left > 0; left--) coming.push(newSource(known()));
    const sites = next() < 0.15 ? [newSite()] : [];
    const places = ['base', ...sites.map(({ site }) => site)];
    const incidents =
      next() < 0.25
        ? [{ incident: named('incident', -1), title: 'Rockets', kind: 'Other' as const, site: pick(places) }]
        : [];
    const about: Subject[] = [
      ...subjects,
      ...sites.map(({ site: id }) => ({ kind: 'site' as const, id })),
      ...incidents.map(({ incident: id }) => ({ kind: 'incident' as const, id })),
    ];
    const document =
      documents.length > 0 && next() < 0.4 ? ({ known: pick(documents) } as const) : newDocument(known());
    const answers = Array.from({ length: 1 + upTo(5) }, () => newClaim(pick(about), known()));
    // Listed in any order: an institution after those who speak for it, too.
    return { sources: next() < 0.5 ? coming.reverse() : coming, incidents, sites, document, claims: answers };
  };
  const takeDocuments = ({ events }: Pick<Receipt, 'events'>) =>
    documents.push(
      ...events.flatMap(({ stream, type }) => (type === 'DocumentRecorded' ? stream.slice('document:'.length) : [])),
    );
  /** Takes over what a report left on record. */
  const take = ({ events }: Receipt, contents: Contents, declined: readonly string[] = []) => {
    takeDocuments({ events });
    for (const { stream, type } of events) {
      const id = stream.slice(stream.indexOf(':') + 1);
      if (type === 'SourceRegistered') sources.push(id);
      if (type === 'SiteRegistered') subjects.push({ kind: 'site', id });
      if (type === 'IncidentOpened') subjects.push({ kind: 'incident', id });
    }
    claims.push(...contents.claims.filter(({ claim }) => !declined.includes(claim)));
  };

  const report = async () => {
    const contents = newContents();
    take(await give({ type: 'SubmitReport', report: `report-${count}`, ...contents }), contents);
  };
  const submit = async (again?: string) => {
    const report = again ?? `report-${count}`;
    const shown = again === undefined ? {} : { shownVersion: await versionOf(again) };
    const contents = newContents();
    await give({ type: 'SubmitReport', report, ...shown, ...contents }, contributor);
    waiting.set(report, contents);
    return report;
  };
  const returnIt = async (report: string) => {
    const shownVersion = await versionOf(report);
    await give({ type: 'ReturnReport', report, shownVersion, question: 'Which edition?' }, reviewer);
  };
  const reject = async (report: string) => {
    const shownVersion = await versionOf(report);
    await give({ type: 'RejectReport', report, shownVersion, reason: 'About nothing on record.' }, reviewer);
    waiting.delete(report);
  };
  const accept = async (report: string) => {
    const contents = waiting.get(report) as Contents;
    const ids = contents.claims.map(({ claim }) => claim);
    const left = pick(ids);
    const declined = ids.filter((id) => id !== left && next() < 0.4);
    const receipt = await give(
      {
        type: 'AcceptReport',
        report,
        shownVersion: await versionOf(report),
        declined: declined.map((claim) => ({ claim, reason: 'Not what the page says.' })),
      },
      reviewer,
    );
    take(receipt, contents, declined);
    waiting.delete(report);
  };
  const define = async (what: 'attribute' | 'scope') => {
    if (what === 'attribute') {
      const attribute = `told ${count}`;
      const asked = {
        group: 'Harm' as const,
        subjects: ['incident' as const, 'site' as const],
        kinds: ['count' as const],
      };
      await give({ type: 'DefineAttribute', attribute, ...asked, scopes: 'persons', defaultScope: 'persons' });
      attributes.push(attribute);
    } else {
      const scope = `those ${count}`;
      const apartFrom = next() < 0.5 ? ['US troops'] : [];
      await give({
        type: 'DefineScope',
        list: 'persons',
        scope,
        within: [pick(['persons', 'contractors'])],
        apartFrom,
      });
      scopes.push(scope);
    }
  };
  const parentsOf = async (document: string) => (await stateOf(`document:${document}`, 'document')).parents;
  /** What it leads up to, itself included, following each to the next. */
  const upFrom = async (first: string, above: (id: string) => Promise<string[]>): Promise<Set<string>> => {
    const found = new Set([first]);
    for (const id of found) for (const other of await above(id)) found.add(other);
    return found;
  };
  const among = async <Item>(items: readonly Item[], fits: (item: Item) => Promise<boolean>): Promise<Item[]> => {
    const fitting: Item[] = [];
    for (const item of items) if (await fits(item)) fitting.push(item);
    return fitting;
  };
  const derive = async () => {
    const document = pick(documents);
    const above = async (id: string) => (await parentsOf(id)).map((parent) => parent.document);
    const parents = await among(documents, async (other) => !(await upFrom(other, above)).has(document));
    const firstHand = parents.length === 0 || next() < 0.2;
    await give({
      type: 'RecordDerivation',
      document,
      derivation: firstHand ? { how: 'first-hand' } : { how: pick(derivationKinds), parent: pick(parents) },
      reason: 'It says so itself.',
    });
    return true;
  };
  const strike = async () => {
    const document = pick(documents);
    const { lineage, parents } = await stateOf(`document:${document}`, 'document');
    if (lineage === 'unknown') return false;
    const parent = lineage === 'first-hand' ? {} : { parent: pick(parents).document };
    await give({ type: 'StrikeDerivation', document, ...parent, reason: 'It says nothing of the kind.' });
    return true;
  };
  const institutionsAbove = async (id: string) => {
    const { partOf } = await stateOf(`source:${id}`, 'source');
    return partOf === undefined ? [] : [partOf];
  };
  const affiliate = async () => {
    const source = pick(sources);
    const [before = null] = await institutionsAbove(source);
    const others = await among(sources, async (other) => !(await upFrom(other, institutionsAbove)).has(source));
    const wanted = [...others, null].filter((other) => other !== before);
    if (wanted.length === 0) return false;
    await give({ type: 'AffiliateSource', source, partOf: pick(wanted), reason: 'Its masthead says so.' });
    return true;
  };
  const gradeSource = async () => {
    const rationale = 'Its word was borne out.';
    await give({ type: 'GradeSource', source: pick(sources), reliability: pick(reliabilities), rationale });
    return true;
  };

  /** A claim on record with what its subject's stream adds up to. */
  const pickClaim = async (): Promise<{ subject: Subject; state: SubjectState; id: string; claim: ClaimState }> => {
    const { claim: id, subject } = pick(claims);
    const state = await stateOf(subjectStream(subject), 'subject');
    return { subject, state, id, claim: state.claims[id] as ClaimState };
  };
  const isLatest = ({ state, id, claim }: Awaited<ReturnType<typeof pickClaim>>) =>
    !claim.content.withdrawn && Object.values(state.claims).every(({ content }) => content.revises !== id);
  const readIn = () => (next() < 0.6 ? { known: pick(documents) } : newDocument(sources));
  /** Another voice of the claimant's institution, now and then. */
  const speaker = async (claimant: string) => {
    const top = async (source: string) => [...(await upFrom(source, institutionsAbove))].at(-1);
    const institution = await top(claimant);
    const voices = await among(sources, async (other) => (await top(other)) === institution);
    return next() < 0.5 ? { claimant: pick(voices) } : {};
  };
  const revise = async () => {
    const picked = await pickClaim();
    const { subject, id, claim } = picked;
    if (!isLatest(picked)) return false;
    const revision = named('claim', 1);
    const receipt = await give({
      type: 'ReviseClaim',
      subject,
      claim: id,
      shownVersion: claim.version,
      revision,
      document: readIn(),
      answer: answerTo(claim.content.attribute),
      // Who passes on a word may not be replaced by whom it was heard from.
      ...(claim.content.relays === undefined ? await speaker(claim.content.claimant) : {}),
      ...(subject.kind === 'site' && next() < 0.5 ? { validity: forWhen() } : {}),
      ...(next() < 0.3 ? { note: 'A later bulletin.' } : {}),
    });
    takeDocuments(receipt);
    claims.push({ claim: revision, subject });
    return true;
  };
  const withdraw = async () => {
    const picked = await pickClaim();
    const { subject, id, claim } = picked;
    if (!isLatest(picked)) return false;
    const receipt = await give({
      type: 'WithdrawClaim',
      subject,
      claim: id,
      shownVersion: claim.version,
      document: readIn(),
      ...(await speaker(claim.content.claimant)),
      ...(next() < 0.3 ? { excerpt: { text: 'As it was taken back.', language: 'en' } } : {}),
      reason: 'They say they cannot confirm it.',
    });
    takeDocuments(receipt);
    return true;
  };
  const markCopyingError = async () => {
    const { subject, state, id, claim } = await pickClaim();
    const copiedFrom = async (other: string) => {
      const from = state.claims[other]?.content.miscopies;
      return from === undefined ? [] : [from];
    };
    const others = await among(Object.keys(state.claims), async (other) => !(await upFrom(other, copiedFrom)).has(id));
    const before = claim.content.miscopies ?? null;
    const wanted = [...others, null].filter((copies) => copies !== before);
    if (wanted.length === 0) return false;
    const about = { subject, claim: id, shownVersion: claim.version };
    await give({ type: 'MarkCopyingError', ...about, copies: pick(wanted), reason: 'A digit was dropped.' });
    return true;
  };
  const markConflict = async () => {
    const { subject, state, id, claim } = await pickClaim();
    const { attribute, scope, answer } = claim.content;
    const takesPosition = ({ content }: ClaimState) =>
      !content.opinion && content.answer.kind !== 'unknown' && content.answer.kind !== 'tally';
    const others = Object.keys(state.claims).filter((other) => {
      const { content } = state.claims[other] as ClaimState;
      const isWorded = answer.kind === 'text' || content.answer.kind === 'text';
      return other !== id && content.attribute === attribute && content.scope === scope && isWorded;
    });
    const fitting = others.filter((other) => takesPosition(state.claims[other] as ClaimState));
    if (fitting.length === 0 || !takesPosition(claim)) return false;
    const other = pick(fitting);
    const conflict = !state.excluding.some((pair) => pair.includes(id) && pair.includes(other));
    await give({ type: 'MarkConflict', subject, claims: [id, other], conflict, reason: 'It fell on one of them.' });
    return true;
  };
  const gradeClaim = async () => {
    const { subject, id } = await pickClaim();
    // Confirmed by others it is only with two origins, which chance does not see to.
    const credibility = pick(credibilities.filter((grade) => grade > 1));
    await give({ type: 'GradeClaim', subject, claim: id, credibility, rationale: 'It fits what is known.' });
    return true;
  };

  /** A question on record, with what was argued on it. */
  const pickQuestion = async () => {
    const { subject, state, claim } = await pickClaim();
    const { attribute, scope } = claim.content;
    return { subject, state, attribute, scope, argued: argumentsOn(state, attribute) };
  };
  const anyone = () => pick([steward, reviewer, contributor]);
  const evidence = (): Evidence =>
    next() < 0.6 ? (({ claim, subject }) => ({ claim, subject }))(pick(claims)) : { document: pick(documents) };
  const bearing = ({ claims: known }: SubjectState, attribute: string) =>
    Object.keys(known).filter((id) => familyOf(attribute).includes(known[id]?.content.attribute ?? ''));
  const markEvidence = async () => {
    const { subject, state, attribute, argued } = await pickQuestion();
    const person = anyone();
    const about = { position: pick(bearing(state, attribute)), evidence: evidence() };
    const before = argued.marks[markKey(person, about)] ?? null;
    const mark = pick([...evidenceMarks, null].filter((other) => other !== before));
    await give({ type: 'MarkEvidence', subject, attribute, ...about, mark }, person);
    return true;
  };
  const requestEvidence = async () => {
    const { subject, attribute } = await pickQuestion();
    const request = { request: `request-${count}`, wanted: 'The list of the hospital.' };
    await give({ type: 'RequestEvidence', subject, attribute, ...request }, anyone());
    return true;
  };
  const meetRequest = async () => {
    const { subject, attribute, argued } = await pickQuestion();
    const open = Object.keys(argued.requests).filter((request) => argued.requests[request] === 'open');
    if (open.length === 0) return false;
    await give({ type: 'MeetRequest', subject, attribute, request: pick(open), outcome: 'It burned.' }, reviewer);
    return true;
  };
  const remark = async () => {
    const { subject, attribute } = await pickQuestion();
    await give({ type: 'MakeRemark', subject, attribute, remark: `remark-${count}`, text: 'Look again.' }, anyone());
    return true;
  };
  const rule = async () => {
    const { subject, state, attribute, scope, argued } = await pickQuestion();
    const isCount = ['contractors present', 'wounded', 'casualties', 'rockets', ...attributes].includes(attribute);
    const answer = isCount ? exactly() : attribute === 'date' ? answerTo('date') : undefined;
    const stands = (id: string) => {
      const { answer: said, opinion, withdrawn, miscopies } = (state.claims[id] as ClaimState).content;
      const isReplaced = Object.values(state.claims).some(({ content }) => content.revises === id);
      return !opinion && !withdrawn && !miscopies && !isReplaced && !['unknown', 'tally'].includes(said.kind);
    };
    const standing = bearing(state, attribute).filter(stands);
    const kinds = ['undecidable', ...(standing.length > 0 ? ['position'] : []), ...(answer ? ['range'] : [])];
    const kind = pick(kinds);
    await give(
      {
        type: 'RuleQuestion',
        subject,
        attribute,
        shownVersion: argued.version,
        shownPosition: pick([0, 60, 120, 100_000]),
        outcome:
          kind === 'range' && answer
            ? { kind, answer, ...(scope === undefined ? {} : { scope }) }
            : kind === 'position'
              ? { kind, position: pick(standing) }
              : { kind: 'undecidable' },
        rule: kind === 'undecidable' ? 'not to be told' : pick(['best evidence', 'independent origins']),
        rationale: 'Two saw it themselves.',
        evidence: [evidence(), evidence()],
      },
      reviewer,
    );
    return true;
  };
  const dissent = async () => {
    const { subject, attribute, argued } = await pickQuestion();
    if (!argued.isRuled) return false;
    await give({ type: 'RecordDissent', subject, attribute, text: 'One saw it from afar.' }, anyone());
    return true;
  };
  const reopen = async () => {
    const { subject, attribute, argued } = await pickQuestion();
    if (!argued.isRuled) return false;
    const reason = 'Another page turned up.';
    await give({ type: 'ReopenRuling', subject, attribute, shownVersion: argued.version, reason }, reviewer);
    return true;
  };
  const correct = async () => {
    const { id: claim, subject, claim: known } = await pickClaim();
    const shownVersion = known.version;
    // The words of an excerpt always count as changed.
    const excerpt =
      next() < 0.8 ? { text: `Read again, ${count}.`, language: 'en' } : { text: 'Read again.', language: 'ar' };
    const asked = maybe(0.7, () => ({ scope: null, ...question(subject) }));
    const validity = subject.kind === 'site' ? maybe(0.5, () => pick([forWhen(), null])) : undefined;
    const taken = next() < 0.3 ? { revises: null, withdrawn: null } : {};
    const corrected = { ...asked, excerpt, ...(validity === undefined ? {} : { validity }), ...taken };
    await give({ type: 'CorrectClaim', subject, claim, shownVersion, corrected, reason: 'Misread.' });
    return true;
  };
  const register = async () => {
    const source = newSource(sources);
    await give({ type: 'RegisterSource', ...source });
    sources.push(source.source);
  };
  const recordDocument = async () => {
    const document = newDocument(sources);
    await give({ type: 'RecordDocument', ...document });
    documents.push(document.document);
  };

  await give({ type: 'RegisterPerson', person: steward, name: 'Steward', roles: ['steward'] });
  await give({ type: 'RegisterPerson', person: reviewer, name: 'Reviewer', roles: ['reviewer'] });
  await give({ type: 'RegisterPerson', person: contributor, name: 'Contributor', roles: ['contributor'] });
  for (let at = 0; at < 4; at++) await register();
  await give({
    type: 'RegisterSite',
    site: 'base',
    name: 'Base',
    aliases: ['The “base”'],
    kind: 'base',
    within: ['Iraq'],
  });
  for (const incident of ['constructor', 'second'])
    await give({ type: 'OpenIncident', incident, title: 'Rockets', kind: 'Other', site: 'base' });
  subjects.push(
    { kind: 'site', id: 'base' },
    { kind: 'incident', id: 'constructor' },
    { kind: 'incident', id: 'second' },
  );
  await report();
  // Once through everything a report, a claim and a question can live through; after that as chance has it.
  await reject(await submit());
  await define('attribute');
  await define('scope');
  const first = await submit();
  await returnIt(first);
  await accept(await submit(first));
  const argue = [markEvidence, requestEvidence, meetRequest, remark, rule, dissent, reopen];
  const unusual = [
    correct,
    strike,
    affiliate,
    gradeSource,
    revise,
    withdraw,
    markCopyingError,
    markConflict,
    gradeClaim,
  ];
  await derive();
  for (const act of [...unusual, ...argue]) while (!(await act())) if (next() < 0.1) await report();
  while (count < commands) {
    const roll = next();
    const ids = [...waiting.keys()];
    if (roll < 0.13) await report();
    else if (roll < 0.29) await submit(ids.length > 0 ? maybe(0.2, () => pick(ids)) : undefined);
    else if (roll < 0.31 && ids.length > 0) await accept(pick(ids));
    else if (roll < 0.33 && ids.length > 0) await returnIt(pick(ids));
    else if (roll < 0.34 && ids.length > 0) await reject(pick(ids));
    else if (roll < 0.42) await derive();
    else if (roll < 0.5) await correct();
    else if (roll < 0.51) await define(pick(['attribute', 'scope']));
    else if (roll < 0.53) await register();
    else if (roll < 0.54) await recordDocument();
    else if (roll < 0.76) await pick(unusual)();
    else await pick(argue)();
  }
  await submit();
  await sequence(db.direct);
  return { count, waiting: [...waiting.keys()] };
}

import { createHash } from 'node:crypto';
import type { Database } from '@/db/client';
import type { Answer } from '@/domain/answer/answer';
import type { ReportedClaim } from '@/domain/claim/command';
import type { Command } from '@/domain/command';
import { derivationKinds } from '@/domain/document/command';
import type { StreamState } from '@/domain/fold';
import type { Subject } from '@/domain/identifier';
import { isRefusal } from '@/domain/refusal';
import type { SubmitReport } from '@/domain/report/command';
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

/** What a report of the random record holds, all parts there. */
type Contents = Required<Pick<SubmitReport, 'sources' | 'incidents' | 'sites' | 'document' | 'claims'>>;

/**
 * Records a small world that a seed decides, through the commands people give: sources part of each other, documents
 * copying each other (in circles too, and declared first-hand after all), reports on several subjects that bring sources,
 * incidents and sites with them, reports that wait, are returned, submitted again, accepted, accepted in part and rejected,
 * additions to the vocabulary, corrections. Every command is one that is accepted. Sequences it; answers how many commands
 * there were and which reports still wait or are returned.
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
  const versionOf = async (report: string): Promise<number> => {
    const state = (await load(db.sql, [`report:${report}`], null)).streams.get(`report:${report}`)
      ?.state as StreamState;
    return state.kind === 'report' ? (state.version ?? 0) : 0;
  };

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
  const question = (subject: Subject): Pick<ReportedClaim, 'attribute' | 'scope' | 'answer'> => {
    const number = (): Answer => {
      const n = 1 + upTo(6);
      return pick<() => Answer>([
        () => ({ kind: 'count', form: 'exactly', n }),
        () => ({ kind: 'count', form: 'at-least', n }),
        () => ({ kind: 'count', form: 'about', n }),
        () => ({ kind: 'count', form: 'between', n, m: n + upTo(3) }),
        () => ({ kind: 'count', form: 'none' }),
        () => ({ kind: 'unknown' }),
      ])();
    };
    const series = (): Pick<ReportedClaim, 'attribute' | 'scope' | 'answer'> => {
      const site = maybe(0.5, () => 'base');
      const where = { window: { days: 30 }, on: '2021-05-04', ...(site && { site }) };
      return { attribute: 'series', answer: { kind: 'tally', ordinal: 1 + upTo(3), ...where } };
    };
    if (next() < 0.1) return series();
    if (attributes.length > 0 && next() < 0.15)
      return { attribute: pick(attributes), scope: pick(scopes), answer: number() };
    if (subject.kind === 'site') return { attribute: 'contractors present', scope: pick(scopes), answer: number() };
    return pick<() => Pick<ReportedClaim, 'attribute' | 'scope' | 'answer'>>([
      () => ({ attribute: 'wounded', scope: pick(scopes), answer: number() }),
      () => ({ attribute: 'casualties', scope: 'persons', answer: number() }),
      () => ({ attribute: 'rockets', scope: pick(['fired', 'landed inside']), answer: number() }),
      () => ({ attribute: 'date', answer: { kind: 'time', edtf: `2021-05-0${2 + upTo(3)}` } }),
      () => ({
        attribute: 'perpetrator',
        answer: { kind: 'party', term: pick(['Islamic State', 'Iran-backed militia']) },
      }),
      () => ({ attribute: 'impact', answer: { kind: 'text', text: pick(['On the runway', 'Outside the fence']) } }),
    ])();
  };
  const newClaim = (subject: Subject, known: readonly string[]): ReportedClaim => {
    const claim = named('claim', 1);
    const claimant = pick(known);
    const relays = maybe(0.25, () => pick(known.filter((source) => source !== claimant)));
    const excerpt = maybe(0.3, () => ({ text: 'As it was said.', language: 'en' }));
    const opinion = maybe(0.1, () => true as const);
    const optional = { ...(relays && { relays }), ...(excerpt && { excerpt }), ...(opinion && { opinion }) };
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
  /** Takes over what a report left on record. */
  const take = ({ events }: Receipt, contents: Contents, declined: readonly string[] = []) => {
    for (const { stream, type } of events) {
      const id = stream.slice(stream.indexOf(':') + 1);
      if (type === 'SourceRegistered') sources.push(id);
      if (type === 'DocumentRecorded') documents.push(id);
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
  const derive = async () => {
    const document = pick(documents);
    const parents = documents.filter((other) => other !== document);
    const firstHand = parents.length === 0 || next() < 0.2;
    await give({
      type: 'RecordDerivation',
      document,
      derivation: firstHand ? { how: 'first-hand' } : { how: pick(derivationKinds), parent: pick(parents) },
      reason: 'It says so itself.',
    });
  };
  const correct = async () => {
    const { claim, subject } = pick(claims);
    const stream = `${subject.kind}:${subject.id}`;
    const state = (await load(db.sql, [stream], null)).streams.get(stream)?.state as StreamState;
    const shownVersion = state.kind === 'subject' ? (state.claims[claim]?.version ?? 0) : 0;
    // The words of an excerpt always count as changed.
    const excerpt =
      next() < 0.8 ? { text: `Read again, ${count}.`, language: 'en' } : { text: 'Read again.', language: 'ar' };
    const asked = maybe(0.7, () => ({ scope: null, ...question(subject) }));
    const corrected = { ...asked, excerpt };
    await give({ type: 'CorrectClaim', subject, claim, shownVersion, corrected, reason: 'Misread.' });
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
  // Once through everything a report can live through; after that as chance has it.
  await reject(await submit());
  await define('attribute');
  await define('scope');
  const first = await submit();
  await returnIt(first);
  await accept(await submit(first));
  while (count < commands) {
    const roll = next();
    const ids = [...waiting.keys()];
    if (roll < 0.3) await report();
    else if (roll < 0.5) await submit(ids.length > 0 ? maybe(0.2, () => pick(ids)) : undefined);
    else if (roll < 0.56 && ids.length > 0) await accept(pick(ids));
    else if (roll < 0.6 && ids.length > 0) await returnIt(pick(ids));
    else if (roll < 0.62 && ids.length > 0) await reject(pick(ids));
    else if (roll < 0.78) await derive();
    else if (roll < 0.92) await correct();
    else if (roll < 0.94) await define(pick(['attribute', 'scope']));
    else if (roll < 0.97) await register();
    else await recordDocument();
  }
  await submit();
  await sequence(db.direct);
  return { count, waiting: [...waiting.keys()] };
}

import { createHash } from 'node:crypto';
import type { Database } from '@/db/client';
import type { Answer } from '@/domain/answer/answer';
import type { ReportedClaim } from '@/domain/claim/command';
import type { Command } from '@/domain/command';
import { derivationKinds } from '@/domain/document/command';
import type { StreamState } from '@/domain/fold';
import type { Subject } from '@/domain/identifier';
import { isRefusal } from '@/domain/refusal';
import { handleCommand } from '@/handle-command';
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

/**
 * Records a small world that a seed decides, through the commands people give: sources part of each other, documents
 * copying each other (in circles too, and declared first-hand after all), reports on several subjects, corrections.
 * Every command is one that is accepted. Sequences it and answers how many commands there were.
 */
export async function recordRandomly(db: Database, seed: number, commands: number): Promise<number> {
  const next = chance(seed);
  const upTo = (most: number) => Math.floor(next() * most);
  const pick = <Item>(items: readonly Item[]): Item => items[upTo(items.length)] as Item;
  const maybe = <Item>(share: number, item: () => Item): Item | undefined => (next() < share ? item() : undefined);
  let count = 0;
  const give = async (command: Command) => {
    const outcome = await handleCommand(db, { id: idFrom(seed, count++), actor: steward, command });
    if (isRefusal(outcome)) throw new Error(`${command.type} ${count}: ${outcome.reason} (${outcome.field})`);
  };

  const sources: string[] = [];
  const documents: string[] = [];
  const subjects: Subject[] = [];
  const claims: { claim: string; subject: Subject }[] = [];
  const newSource = () => {
    // A name that every object answers to must be as good as any other.
    const source = sources.length === 2 ? 'constructor' : `src-${sources.length}`;
    const partOf = maybe(sources.length > 0 ? 0.5 : 0, () => pick(sources));
    sources.push(source);
    return { source, name: `Source ${source}`, kind: 'outlet' as const, ...(partOf && { partOf }) };
  };
  const newDocument = () => {
    const document = `doc-${documents.length}`;
    documents.push(document);
    const published = maybe(0.6, () => `2021-05-0${1 + upTo(5)}`);
    return { document, title: `Document ${document}`, publisher: pick(sources), ...(published && { published }) };
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
    if (subject.kind === 'site')
      return { attribute: 'contractors present', scope: pick(['contractors', 'US contractors']), answer: number() };
    return pick<() => Pick<ReportedClaim, 'attribute' | 'scope' | 'answer'>>([
      () => ({ attribute: 'wounded', scope: pick(['persons', 'contractors', 'US troops']), answer: number() }),
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
  const newClaim = (subject: Subject): ReportedClaim => {
    const claim = claims.length === 1 ? 'constructor' : `clm-${claims.length}`;
    claims.push({ claim, subject });
    const claimant = pick(sources);
    const relays = maybe(0.25, () => pick(sources.filter((source) => source !== claimant)));
    const excerpt = maybe(0.3, () => ({ text: 'As it was said.', language: 'en' }));
    return { claim, subject, ...question(subject), claimant, ...(relays && { relays }), ...(excerpt && { excerpt }) };
  };
  const report = async () => {
    const arriving = Array.from({ length: upTo(3) }, newSource);
    const document = documents.length > 0 && next() < 0.4 ? ({ known: pick(documents) } as const) : newDocument();
    const answers = Array.from({ length: 1 + upTo(5) }, () => newClaim(pick(subjects)));
    await give({ type: 'SubmitReport', report: `rep-${count}`, sources: arriving, document, claims: answers });
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
    const state = (await load(db.sql, [stream], idFrom())).streams.get(stream)?.state as StreamState;
    const shownVersion = state.kind === 'subject' ? (state.claims[claim]?.version ?? 0) : 0;
    // The words of an excerpt always count as changed.
    const excerpt =
      next() < 0.8 ? { text: `Read again, ${count}.`, language: 'en' } : { text: 'Read again.', language: 'ar' };
    const asked = maybe(0.7, () => ({ scope: null, ...question(subject) }));
    const corrected = { ...asked, excerpt };
    await give({ type: 'CorrectClaim', subject, claim, shownVersion, corrected, reason: 'Misread.' });
  };

  await give({ type: 'RegisterPerson', person: steward, name: 'Steward', roles: ['steward'] });
  for (let at = 0; at < 4; at++) await give({ type: 'RegisterSource', ...newSource() });
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
  while (count < commands) {
    const roll = next();
    if (roll < 0.4) await report();
    else if (roll < 0.75) await derive();
    else if (roll < 0.9) await correct();
    else if (roll < 0.95) await give({ type: 'RegisterSource', ...newSource() });
    else await give({ type: 'RecordDocument', ...newDocument() });
  }
  await sequence(db.direct);
  return count;
}

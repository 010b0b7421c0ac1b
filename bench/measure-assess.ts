import { and, eq, inArray } from 'drizzle-orm';
import { say, since } from '@/cli/say';
import { type Database, openDatabase } from '@/db/client';
import type { Answer } from '@/domain/answer/answer';
import { assess } from '@/domain/question/assess';
import type { AssessedClaim, DocumentLineage, Lineage } from '@/domain/question/claim';
import { claim } from '@/projections/claim.table';
import { drive, type Figure, figureOf, interleave } from './compare';

const rounds = 7;
const roundMs = 400;
const sizes = [100, 1_000, 10_000];
const sourceCount = 60;

/**
 * Assessing everything that is claimed of one incident's dead, wounded and casualties, against reading the same rows from
 * the views: what the follower does after each claim, and what it has to do before. Then how assessing grows.
 */
export async function measureAssess(url: string): Promise<Figure[]> {
  const db = await openDatabase(url);
  try {
    const figures: Figure[] = [];
    for (const size of sizes) {
      const began = Date.now();
      const { claims, lineage } = claimsOn(size);
      await insert(db, size, claims);
      const found = assess(claims, lineage);
      if (found.live.length < size * 0.8 || found.state !== 'Disputed')
        throw new Error(`Only ${found.live.length} of ${size} claims are live: ${found.state}.`);
      say(`Recorded ${size.toLocaleString('en')} claims, ${found.live.length} of them live (${since(began)})`);
      const once = async () => assess(claims, lineage);
      const comparison = await interleave(
        rounds,
        () => drive({ clients: 1, ms: roundMs }, once),
        () => drive({ clients: 1, ms: roundMs }, () => read(db, size)),
      );
      const about = {
        figure: `assess ${size} claims`,
        measure: 'medianMs' as const,
        baselineName: 'reading their rows',
      };
      const meaning = (ratio: string) => `${ratio} times as long as reading them`;
      figures.push(figureOf({ ...about, meaning }, comparison));
    }
    figures.push(await growth());
    return figures;
  } finally {
    await db.end();
  }
}

/** A hundred times as many claims: 100 times the work, and 200 by n log n. */
async function growth(): Promise<Figure> {
  const [few, many] = [claimsOn(100), claimsOn(10_000)];
  const comparison = await interleave(
    rounds,
    () => drive({ clients: 1, ms: roundMs }, async () => assess(many.claims, many.lineage)),
    () => drive({ clients: 1, ms: roundMs }, async () => assess(few.claims, few.lineage)),
  );
  const meaning = (ratio: string) => `${ratio} times as long for 100 times as many claims (n log n: 200)`;
  return figureOf(
    { figure: 'assess, growth', measure: 'medianMs', baselineName: 'assessing 100 claims', meaning },
    comparison,
  );
}

async function read(db: Database, size: number): Promise<void> {
  const rows = await db.view
    .select()
    .from(claim)
    .where(and(eq(claim.subjectKind, 'incident'), inArray(claim.subjectId, [subjectOf(size)])));
  if (rows.length !== size) throw new Error(`Read ${rows.length} of ${size} rows.`);
}

const subjectOf = (size: number) => `of-${size}`;

/** Who is counted, and how many a claim may say of them: about 40 answers in all, some of which clash. */
const counted = [
  { attribute: 'wounded', scope: 'persons', from: 6, to: 12 },
  { attribute: 'killed', scope: 'persons', from: 1, to: 3 },
  { attribute: 'wounded', scope: 'US troops', from: 0, to: 2 },
  { attribute: 'wounded', scope: 'foreign contractors', from: 1, to: 3 },
  { attribute: 'wounded', scope: 'Iraqi security forces', from: 1, to: 2 },
  { attribute: 'casualties', scope: 'persons', from: 8, to: 14 },
] as const;

const forms = ['exactly', 'exactly', 'exactly', 'at-least', 'about'] as const;

/**
 * So many claims on one family of questions. Four to a document; of five documents two come from others, one's lineage is
 * unknown; every ninth claim is a relay, and half are dated, so that some tolls are overtaken.
 */
function claimsOn(size: number): { claims: AssessedClaim[]; lineage: Lineage } {
  const documents: Record<string, DocumentLineage> = {};
  const documentCount = Math.ceil(size / 4);
  for (let at = 0; at < documentCount; at++) {
    const from = (back: number, how: 'republishes' | 'quotes') => ({
      derivesFrom: [{ document: documentOf(at - back), how }],
    });
    documents[documentOf(at)] = {
      publisher: sourceOf(at),
      ...(at % 5 === 1 ? from(1, 'republishes') : {}),
      ...(at % 5 === 2 ? from(2, 'quotes') : {}),
      ...(at % 5 === 3 ? { lineage: 'unknown' as const } : {}),
    };
  }
  const sources = Object.fromEntries(
    Array.from({ length: sourceCount }, (_, at) => [sourceOf(at), at % 10 === 9 ? { partOf: sourceOf(at - 1) } : {}]),
  );
  const claims = Array.from({ length: size }, (_, at): AssessedClaim => {
    const { attribute, scope, from, to } = counted[(at * 7) % counted.length] as (typeof counted)[number];
    const form = forms[(at * 3) % forms.length] as (typeof forms)[number];
    const answer: Answer = { kind: 'count', form, n: from + ((at * 11) % (to - from + 1)) };
    return {
      id: `${size}-claim-${at}`,
      attribute,
      scope,
      answer,
      claimant: sourceOf(at * 13),
      carrier: documentOf(at % documentCount),
      ...(at % 9 === 0 ? { relays: sourceOf(at * 17) } : {}),
      ...(at % 2 === 0 ? { published: `2021-05-${String(1 + (at % 5)).padStart(2, '0')}` } : {}),
    };
  });
  return { claims, lineage: { sources, documents } };
}

const sourceOf = (at: number) => `src-${at % sourceCount}`;
const documentOf = (at: number) => `doc-${at}`;

async function insert(db: Database, size: number, claims: readonly AssessedClaim[]): Promise<void> {
  const rows = claims.map(({ id, attribute, scope = null, answer, claimant, carrier = '', relays = null }, at) => ({
    id,
    subjectKind: 'incident' as const,
    subjectId: subjectOf(size),
    attribute,
    scope,
    answer,
    claimantId: claimant,
    documentId: carrier,
    relaysId: relays,
    opinion: false,
    withdrawn: false,
    against: [],
    excerpt: 'As the page has it, in a sentence of the usual length.',
    excerptLanguage: 'en',
    reportId: `rep-${Math.floor(at / 4)}`,
    version: at + 1,
    recordedAtPosition: at + 1,
    setBy: at + 1,
    answeredAt: at + 1,
    since: at + 1,
    corrections: 0,
  }));
  for (let from = 0; from < rows.length; from += 1_000)
    await db.view.insert(claim).values(rows.slice(from, from + 1_000));
  await db.view.execute('analyze record.claim');
}

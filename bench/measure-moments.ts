import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import postgres from 'postgres';
import { say, since } from '@/cli/say';
import { type Database, openDatabase } from '@/db/client';
import type { Command } from '@/domain/command';
import { isRefusal } from '@/domain/refusal';
import { handleCommand } from '@/handle-command';
import { catchUp } from '@/projections/catch-up';
import { findRecordAlone } from '@/queries/find-record';
import { claimFiltersSchema, listClaims } from '@/queries/list-claims';
import { drive, type Figure, figureOf, interleave } from './compare';
import { fillLists, roundSize } from './fill-lists';
import { type Ask, incidents } from './measure-lists';
import { fetchBody } from './measure-page';

const rounds = 5;
const roundMs = 300;

const lists: Record<string, Ask> = {
  'incidents, all': incidents({}),
  'incidents by site': incidents({ site: 'site-3' }),
  'incidents by question and state': incidents({ attribute: 'rockets', state: 'Disputed' }),
  'incidents by a word': incidents({ text: 'mortars' }),
  'incidents by range of dates': incidents({ from: '2010', to: '2016' }),
  'claims, all': (db) => listClaims(db, claimFiltersSchema.parse({})),
};

/** The same lists as pages. */
const pages: Record<string, string> = {
  'incidents, all': '/incidents?',
  'incidents by site': '/incidents?site=site-3',
  'incidents by question and state': '/incidents?attribute=rockets&state=Disputed',
  'incidents by a word': '/incidents?text=mortars',
  'incidents by range of dates': '/incidents?from=2010&to=2016',
  'claims, all': '/claims?',
};

/** How much of the ledger there is at the moments compared. */
const parts = [0.4, 0.7, 0.99];

const asOf = (db: Database, position: number): Database => ({ ...db, moment: { position, publishedBy: null } });

/**
 * What reading as of a moment costs: lists of 10,000 incidents of 20 revisions each against the same lists as they are, at positions
 * where the incidents have had a quarter, half and nearly all of them, by their queries and as pages of the built application; one incident as of any of its 1,000 revisions against its
 * latest; and the lists as of a moment among 100,000 incidents against 1,000.
 */
export async function measureMoments(
  createDatabase: (name: string) => Promise<string>,
  serve: (url: string) => Promise<{ port: number; stop(): Promise<void> }>,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  await withDatabase(await createDatabase('bench_incident'), async (db, url) => {
    const revisions = await reviseOften(db, 1_000);
    await settle(url);
    const subject = { kind: 'incident', id: 'i-often' } as const;
    const read = async (at: Database) => {
      if ((await findRecordAlone(at, subject)) === null) throw new Error('The incident is not on record.');
    };
    let next = 0;
    const comparison = await compareWith(
      // 377 and 1,000 have no divisor in common: every revision has its turn.
      () => read(asOf(db, revisions[(next++ * 377) % revisions.length] as number)),
      () => read(db),
    );
    figures.push(
      figureOf(
        {
          figure: 'an incident as of any of its 1,000 revisions',
          measure: 'medianMs',
          baselineName: 'the incident as it is',
          meaning: (ratio) => `${ratio} times as long as of then as now`,
        },
        comparison,
      ),
    );
  });
  await withDatabase(await createDatabase('bench_revised'), async (db, url) => {
    const { newest } = await fill(db, url, 10, 20);
    for (const [figure, ask] of Object.entries(lists))
      for (const part of parts) {
        const then = asOf(db, Math.floor(newest * part));
        const comparison = await compareWith(
          () => ask(then),
          () => ask(db),
        );
        figures.push(
          figureOf(
            {
              figure: `${figure}, as of ${Math.round(part * 100)} % of the ledger`,
              measure: 'medianMs',
              baselineName: 'the same list as it is',
              meaning: (ratio) => `${ratio} times as long as of then as now`,
            },
            comparison,
          ),
        );
      }
    figures.push(...(await comparePages(url, newest, serve)));
  });
  const few = await createDatabase('bench_moments_few');
  const many = await createDatabase('bench_moments_many');
  await withDatabase(few, async (small, smallUrl) => {
    const { newest: smallNewest } = await fill(small, smallUrl, 1, 2);
    await withDatabase(many, async (large, largeUrl) => {
      const { newest } = await fill(large, largeUrl, 100, 2);
      for (const [figure, ask] of Object.entries(lists)) {
        const comparison = await compareWith(
          () => ask(asOf(large, Math.floor(newest * 0.9))),
          () => ask(asOf(small, Math.floor(smallNewest * 0.9))),
        );
        figures.push(
          figureOf(
            {
              figure: `${figure}, as of then`,
              measure: 'medianMs',
              baselineName: 'the same among 1,000 incidents',
              meaning: (ratio) => `${ratio} times as long among 100,000 incidents`,
            },
            comparison,
          ),
        );
      }
    });
  });
  return figures;
}

/** The lists as pages, as a reader waits for them: found, put together and sent. */
async function comparePages(
  url: string,
  newest: number,
  serve: Parameters<typeof measureMoments>[1],
): Promise<Figure[]> {
  await recordMoments(url, newest);
  const { port, stop } = await serve(url);
  const agent = new Agent({ keepAlive: true });
  const figures: Figure[] = [];
  try {
    for (const [figure, page] of Object.entries(pages))
      for (const part of parts) {
        const then = `${page}&asOf=${Math.floor(newest * part)}`;
        const comparison = await compareWith(
          () => fetchBody(port, then, agent),
          () => fetchBody(port, page, agent),
        );
        figures.push(
          figureOf(
            {
              figure: `page of ${figure}, as of ${Math.round(part * 100)} % of the ledger`,
              measure: 'medianMs',
              baselineName: 'the same page as it is',
              meaning: (ratio) => `${ratio} times as long as of then as now`,
            },
            comparison,
          ),
        );
      }
  } finally {
    agent.destroy();
    await stop();
  }
  return figures;
}

/** The views were filled without a ledger: what pages ask of it, when something was recorded and how long it is, is put there. */
async function recordMoments(url: string, newest: number): Promise<void> {
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  const positions = [...parts.map((part) => Math.floor(newest * part)), newest];
  for (const position of positions) {
    await owner`insert into ledger.event
      values (${position}, 'document:bench', ${position + 1}, ${randomUUID()}, ${randomUUID()}, 'DocumentRecorded', 1, 'p-bench',
        '2024-01-01T00:00:00.000Z', '{"title": "Bench", "publisher": "src-0"}', ${Buffer.alloc(32)})`;
    await owner`insert into ledger.log values (${position}, ${position}, 'document:bench', ${position + 1}, ${position}, now())`;
  }
  await owner`update ledger.log_head set size = ${newest + 1}, sequenced_at = now()`;
  await owner.end({ timeout: 1 });
}

const compareWith = (one: () => Promise<unknown>, other: () => Promise<unknown>) =>
  interleave(
    rounds,
    () => drive({ clients: 1, ms: roundMs }, async () => void (await one())),
    () => drive({ clients: 1, ms: roundMs }, async () => void (await other())),
  );

async function withDatabase(url: string, work: (db: Database, url: string) => Promise<void>): Promise<void> {
  const db = await openDatabase(url);
  try {
    await work(db, url);
  } finally {
    await db.end();
  }
}

async function fill(db: Database, url: string, roundsOf: number, revisions: number): Promise<{ newest: number }> {
  const began = Date.now();
  const newest = await fillLists(db, roundsOf, revisions);
  await settle(url);
  say(
    `Filled the views with ${(roundsOf * roundSize).toLocaleString('en')} incidents of ${revisions} revisions each (${since(began)})`,
  );
  return { newest };
}

/** As the server does by itself in time; the application's role may not. */
async function settle(url: string): Promise<void> {
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  await owner`vacuum analyze`;
  await owner.end({ timeout: 1 });
}

/** One incident, twenty claims, and so many corrections of them, through the whole pipeline. Answers the position of each. */
async function reviseOften(db: Database, revisions: number): Promise<number[]> {
  const began = Date.now();
  const subject = { kind: 'incident', id: 'i-often' } as const;
  const give = async (command: Command) => {
    const outcome = await handleCommand(db, { id: randomUUID(), actor: 'p-bench', command });
    if (isRefusal(outcome)) throw new Error(`A command of the bench was refused: ${outcome.reason}`);
  };
  await give({ type: 'RegisterPerson', person: 'p-bench', name: 'Bench', roles: ['steward'] });
  for (let at = 0; at < 5; at++) {
    await give({ type: 'RegisterSource', source: `src-${at}`, name: `Bench source ${at}`, kind: 'outlet' });
    await give({ type: 'RecordDocument', document: `doc-${at}`, title: `Bench ${at}`, publisher: `src-${at}` });
  }
  await give({ type: 'OpenIncident', incident: subject.id, title: 'Often revised', kind: 'Other' });
  const attributes = ['rockets', 'killed', 'wounded', 'casualties'];
  for (let at = 0; at < 5; at++)
    await give({
      type: 'SubmitReport',
      report: `rep-${at}`,
      sources: [],
      document: { known: `doc-${at}` },
      claims: attributes.map((attribute) => ({
        claim: `c-${at}-${attribute}`,
        subject,
        attribute,
        scope: attribute === 'rockets' ? 'fired' : 'persons',
        answer: { kind: 'count' as const, form: 'exactly' as const, n: at },
        claimant: `src-${at}`,
      })),
    });
  for (let nth = 0; nth < revisions; nth++) {
    const claim = `c-${nth % 5}-${attributes[nth % 4]}`;
    const [shown] = await db.sql<{ version: number }[]>`
      select (state -> 'claims' -> ${claim} ->> 'version')::int as version from ledger.stream
      where stream_id = ${`incident:${subject.id}`}`;
    await give({
      type: 'CorrectClaim',
      claim,
      subject,
      shownVersion: shown?.version ?? 0,
      corrected: { answer: { kind: 'count', form: 'exactly', n: 5 + (nth % 11) } },
      reason: 'It was read again.',
    });
  }
  await catchUp(db);
  const rows = await db.sql<{ position: number }[]>`
    select l.position from ledger.log l join ledger.event e on e.seq = l.seq
    where e.type = 'ClaimCorrected' order by l.position`;
  say(`Revised an incident ${rows.length.toLocaleString('en')} times (${since(began)})`);
  return rows.map(({ position }) => position);
}

import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { awaitFollowed } from '@/api/await-followed';
import { type Database, database } from '@/db/client';
import type { Command } from '@/domain/command';
import { isRefusal } from '@/domain/refusal';
import { handleCommand } from '@/handle-command';
import type { Receipt } from '@/ledger/append';
import type { JsonObject } from '@/ledger/envelope';
import { type Running, running } from '@/start-up';
import { type Comparison, drive, type Figure, figureOf, interleave } from './compare';
import { insertBare } from './measure-append';

const rounds = 5;
const roundMs = 900;
/** How many reports meet on one incident in a round: each costs more than the one before, so the number is part of the figure. */
const hotReports = 64;

const actor = 'p-bench';
const baselineName = 'bare single-row insert';

/**
 * The whole command: decide, append, sequence, follow, until the views show it, as the form's procedure does it, with
 * the sequencer and the follower of this process; against one bare insert through the same pool of the application.
 */
export async function measureCommand(url: string): Promise<Figure[]> {
  process.env.DATABASE_URL = url;
  process.env.DATABASE_DIRECT_URL = url;
  const scene = { db: await database(), running: await running() };
  try {
    await prepare(scene);
    const one = await compare(scene, { clients: 1, most: 200 });
    const many = await compare(scene, { clients: 16, most: 400 });
    const hot = await compare(scene, { clients: 16, most: hotReports, isHot: true });
    await checkViews(scene.db);
    return figuresOf(one, many, hot);
  } finally {
    await scene.running.sequencer.stop();
    await scene.running.follower.stop();
    await scene.db.end();
  }
}

type Scene = { db: Database; running: Running };

const give = async ({ db }: Scene, command: Command): Promise<Receipt> => {
  const outcome = await handleCommand(db, { id: randomUUID(), actor, command });
  if (isRefusal(outcome)) throw new Error(`A command of the bench was refused: ${outcome.reason}`);
  return outcome;
};

async function prepare(scene: Scene): Promise<void> {
  await give(scene, { type: 'RegisterPerson', person: actor, name: 'Bench', roles: ['steward'] });
  await give(scene, { type: 'RegisterSource', source: 'src-bench', name: 'Bench source', kind: 'outlet' });
  await give(scene, { type: 'RecordDocument', document: 'doc-bench', title: 'Bench', publisher: 'src-bench' });
}

/** Opens incidents that nobody reported on yet, and waits until the views are done with them. */
async function openIncidents(scene: Scene, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => `i-${randomUUID()}`);
  let next = 0;
  let last: Receipt | undefined;
  await drive({ clients: 16, ms: 20_000, most: count }, async () => {
    const incident = ids[next++] as string;
    last = await give(scene, { type: 'OpenIncident', incident, title: 'Bench', kind: 'Other' });
  });
  if (last) await awaitFollowed(scene, last);
  return ids;
}

let reported = 0;

async function report(scene: Scene, incident: string): Promise<void> {
  const receipt = await give(scene, reportOn(incident));
  if ((await awaitFollowed(scene, receipt)) === null)
    throw new Error('The views did not show a report for two seconds.');
  reported += 1;
}

const reportOn = (incident: string): Command => ({
  type: 'SubmitReport',
  report: `r-${randomUUID()}`,
  sources: [],
  document: { known: 'doc-bench' },
  claims: [
    {
      claim: `c-${randomUUID()}`,
      subject: { kind: 'incident', id: incident },
      attribute: 'rockets',
      scope: 'fired',
      answer: { kind: 'count', form: 'exactly', n: 4 },
      claimant: 'src-bench',
    },
  ],
});

const row = reportOn('i-bench') as unknown as JsonObject;

function compare(scene: Scene, { clients, most, isHot = false }: { clients: number; most: number; isHot?: boolean }) {
  let fresh: string[] = [];
  return interleave(
    rounds,
    async () => {
      fresh = [...fresh, ...(await openIncidents(scene, (isHot ? 1 : most) - fresh.length))];
      const [hot] = isHot ? fresh.splice(0) : [];
      return drive({ clients, ms: isHot ? 4_000 : roundMs, most }, () => report(scene, hot ?? (fresh.pop() as string)));
    },
    () => drive({ clients, ms: roundMs / 2 }, () => insertBare(scene.db.sql, row)),
  );
}

/** What was acknowledged as shown must be shown: otherwise the figures are of something else. */
async function checkViews(db: Database): Promise<void> {
  const [found] = await db.view.execute<{ count: number }>(sql`select count(*)::int as count from record.claim`);
  if (found?.count !== reported)
    throw new Error(`The views hold ${found?.count} claims, and ${reported} were acknowledged.`);
}

function figuresOf(one: Comparison, many: Comparison, hot: Comparison): Figure[] {
  const throughput = (figure: string, what: string) => ({
    figure,
    measure: 'perSecond' as const,
    baselineName,
    meaning: (ratio: string) => `${ratio} ${what} in the time of one bare insert`,
  });
  return [
    figureOf(
      {
        figure: 'whole command latency, 1 client',
        measure: 'medianMs',
        baselineName,
        meaning: (ratio) => `a person reads their own report after the time of ${ratio} bare inserts`,
      },
      one,
    ),
    figureOf(throughput('whole command throughput, 16 clients', 'reports, each shown in the views,'), many),
    figureOf(
      throughput('hot incident throughput, 16 clients', `reports on one incident (the first ${hotReports})`),
      hot,
    ),
  ];
}

import { availableParallelism, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBuild } from '@/cli/build';
import { ClearFailure, explain } from '@/cli/clear-failure';
import { findFreePort } from '@/cli/embedded/server';
import { createLifetime, type Lifetime } from '@/cli/lifetime';
import { say, since } from '@/cli/say';
import { startWebServer } from '@/cli/web-server';
import type { Figure } from './compare';
import { measureAppend } from './measure-append';
import { measureAssess } from './measure-assess';
import { measureBoard } from './measure-board';
import { measureCommand } from './measure-command';
import { measureLists } from './measure-lists';
import { measureMoments } from './measure-moments';
import { measurePage, serveSample } from './measure-page';
import { type BenchCluster, openBenchCluster } from './open-bench-cluster';
import { printFigures } from './print-figures';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

type Measurement = (cluster: BenchCluster, lifetime: Lifetime) => Promise<Figure[]>;

const measurements: Record<string, Measurement> = {
  append: async (cluster) => measureAppend(await cluster.createDatabase('bench_append')),
  page: async (cluster, lifetime) => {
    const served = await serveSample(root, await cluster.createDatabase('bench_page'));
    lifetime.onStop(served.close);
    const figures = await measurePage(served);
    await served.close();
    return figures;
  },
  command: async (cluster) => measureCommand(await cluster.createDatabase('bench_command')),
  assess: async (cluster) => measureAssess(await cluster.createDatabase('bench_assess')),
  lists: async (cluster) =>
    measureLists(await cluster.createDatabase('bench_few'), await cluster.createDatabase('bench_many')),
  board: async (cluster) => measureBoard(await cluster.createDatabase('bench_board')),
  moments: (cluster, lifetime) =>
    measureMoments(
      (name) => cluster.createDatabase(name),
      async (url) => {
        const port = await findFreePort();
        const server = startWebServer(root, 'start', port, { url, directUrl: url });
        lifetime.onStop(server.stop);
        await server.ready;
        return { port, stop: server.stop };
      },
    ),
};

/**
 * `npm run bench`: what the record costs in time, on a PostgreSQL and a web server of its own;
 * words given choose among append, page, command, assess, lists, board and moments. Prints a table, then one line of JSON a
 * figure. Each figure is a ratio to a baseline measured in turn with it, so that it says something on another machine as well.
 */
export async function main(words: string[]): Promise<number> {
  const chosen = words.length > 0 ? words : Object.keys(measurements);
  const unknown = chosen.find((name) => !Object.hasOwn(measurements, name));
  if (unknown !== undefined)
    throw new ClearFailure(`There is no measurement "${unknown}": ${Object.keys(measurements).join(', ')}.`);
  const began = Date.now();
  const lifetime = createLifetime(say);
  try {
    const figures = await measureAll(chosen, lifetime);
    printFigures(figures, say);
  } catch (error) {
    if (!lifetime.isStopping()) process.stderr.write(`${explain(error)}\n`);
    return lifetime.stop(1);
  }
  say('');
  say(`The measurement took ${since(began)}; load average at its end ${loadavg()[0]?.toFixed(1)}.`);
  return lifetime.stop(0);
}

async function measureAll(chosen: readonly string[], lifetime: Lifetime): Promise<Figure[]> {
  say(`${availableParallelism()} cores, Node ${process.versions.node}, load average ${loadavg()[0]?.toFixed(1)}`);
  if (chosen.includes('page') || chosen.includes('moments')) {
    const build = startBuild(root, say);
    lifetime.onStop(build.stop);
    await build.built;
  }
  const cluster = await openBenchCluster(root);
  lifetime.onStop(cluster.stop);
  say(`${await cluster.describe()}; everything on the loopback and on the same cores.`);
  const figures: Figure[] = [];
  for (const name of chosen) {
    const at = Date.now();
    figures.push(...(await (measurements[name] as Measurement)(cluster, lifetime)));
    say(`Measured: ${name} (${since(at)})`);
  }
  return figures;
}

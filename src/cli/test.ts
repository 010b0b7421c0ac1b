import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { childEnvironment } from '@/env';
import { killGroup, startBuild } from './build';
import { explain } from './clear-failure';
import { createTemporaryCluster } from './embedded/temporary';
import { findChromium } from './find-chromium';
import { createLifetime, type Lifetime } from './lifetime';
import { say, since } from './say';

type Counts = { passed: number; failed: number; skipped: number };

/** A runner that left no report counts as one failure; so does one that failed though every test passed. */
export function countsOf(report: Counts | undefined, exitCode: number): Counts {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  return exitCode !== 0 && report.failed === 0 ? { ...report, failed: 1 } : report;
}

/** The last line of the test run: `N passed, N failed`, and how many were skipped when any were. */
export function summaryOf(all: Counts[]): string {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`;
}

/** What is read of Vitest's report. */
const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/** What is read of Playwright's report. */
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), flaky: z.number(), unexpected: z.number(), skipped: z.number() }),
});

/** A runner's report; undefined when it left none, or one of another shape. */
function readReport<Report>(file: string, schema: z.ZodType<Report>): Report | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

type Run = { root: string; environment: Record<string, string | undefined>; lifetime: Lifetime };

function runProgram({ root, environment, lifetime }: Run, args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: childEnvironment(environment),
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
    });
    lifetime.onStop(() => child.pid && killGroup(child.pid));
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function runVitest(run: Run, filters: string[]): Promise<Counts> {
  const file = join(run.root, '.tmp', 'vitest.json');
  const program = join(run.root, 'node_modules', 'vitest', 'vitest.mjs');
  const exitCode = await runProgram(run, [
    program,
    'run',
    ...filters,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file, vitestReport);
  if (!report) return countsOf(undefined, exitCode);
  // A file that cannot be loaded has no tests, and is a failure.
  const brokenFiles = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  ).length;
  return countsOf(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    exitCode,
  );
}

async function runPlaywright(run: Run, filters: string[]): Promise<Counts> {
  const file = join(run.root, '.tmp', 'playwright.json');
  const chromium = await findChromium(run.root, say);
  say(`Browser: ${chromium.executablePath}`);
  const build = startBuild(run.root, say);
  run.lifetime.onStop(build.stop);
  await build.built;
  const environment = {
    ...run.environment,
    PALIMPSEST_CHROMIUM: chromium.executablePath,
    PALIMPSEST_CHROMIUM_ARGS: JSON.stringify(chromium.args),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  };
  const program = join(run.root, 'node_modules', '@playwright', 'test', 'cli.js');
  const exitCode = await runProgram({ ...run, environment }, [program, 'test', ...filters, '--reporter=list,json']);
  const stats = readReport(file, playwrightReport)?.stats;
  // A test that passed at the second attempt passed.
  return countsOf(
    stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped },
    exitCode,
  );
}

/**
 * `npm test`: the tests in Node on a PostgreSQL of their own, then the built application in a browser. Words given
 * run the Node tests whose file name contains them; the word `browser` first runs those in the browser alone.
 * The last line is `N passed, N failed`. Returns 0 when none failed.
 */
export async function test(words: string[], root: string): Promise<number> {
  const began = Date.now();
  const lifetime = createLifetime(say);
  mkdirSync(join(root, '.tmp'), { recursive: true });
  for (const name of ['vitest.json', 'playwright.json']) rmSync(join(root, '.tmp', name), { force: true });

  const onlyBrowser = words[0] === 'browser';
  const runners: [string, (run: Run) => Promise<Counts>][] = [];
  if (!onlyBrowser) runners.push(['Node', (run) => runVitest(run, words)]);
  if (onlyBrowser || words.length === 0) runners.push(['Browser', (run) => runPlaywright(run, words.slice(1))]);

  const all: Counts[] = [];
  try {
    const cluster = await createTemporaryCluster();
    lifetime.onStop(() => cluster.stop());
    const run: Run = {
      root,
      lifetime,
      environment: {
        PALIMPSEST_TEST_CLUSTER_URL: cluster.url('postgres'),
        DATABASE_URL: undefined,
        DATABASE_DIRECT_URL: undefined,
        NODE_ENV: undefined,
      },
    };
    for (const [name, runner] of runners) {
      const counts = await runner(run).catch((error) => {
        process.stderr.write(`${explain(error)}\n`);
        return countsOf(undefined, 1);
      });
      all.push(counts);
      say(`${name} tests: ${summaryOf([counts])}`);
    }
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    all.push(countsOf(undefined, 1));
  }
  if (lifetime.isStopping()) return lifetime.stop(1);
  say(`All tests took ${since(began)}.`);
  say(summaryOf(all));
  return lifetime.stop(all.some(({ failed }) => failed > 0) ? 1 : 0);
}

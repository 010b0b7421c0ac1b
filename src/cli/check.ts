import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { childEnvironment } from '@/env';
import { nextProgram } from './build';
import { say, since } from './say';

type Step = { name: string; commands: string[][] };

function stepsOf(root: string): Step[] {
  const installed = (...path: string[]) => join(root, 'node_modules', ...path);
  return [
    {
      name: 'format, lint and import directions (biome)',
      commands: [[installed('@biomejs', 'biome', 'bin', 'biome'), 'ci', '.']],
    },
    // The types of routes and style sheets are generated, and not in the repository.
    {
      name: 'types (tsc)',
      commands: [
        [nextProgram(root), 'typegen'],
        [installed('typescript', 'bin', 'tsc'), '--noEmit'],
      ],
    },
    { name: 'dead code (knip)', commands: [[installed('knip', 'bin', 'knip.js')]] },
    { name: 'lock file', commands: [[join(root, 'bin', 'check-lock.mjs')]] },
  ];
}

function run(root: string, command: string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      env: childEnvironment({ NEXT_TELEMETRY_DISABLED: '1' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.stderr.on('data', (chunk) => (text += chunk));
    child.once('error', (error) => resolve({ code: 1, text: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, text }));
  });
}

async function runStep(root: string, { commands }: Step) {
  const began = Date.now();
  let text = '';
  for (const command of commands) {
    const outcome = await run(root, command);
    text = outcome.text;
    if (outcome.code !== 0) return { passed: false, text, took: since(began) };
  }
  return { passed: true, text, took: since(began) };
}

/** `npm run check`: every check runs, whatever the others found. Returns 0 when all passed. */
export async function check(root: string): Promise<number> {
  let failures = 0;
  for (const [step, outcome] of stepsOf(root).map((step) => [step, runStep(root, step)] as const)) {
    const { passed, text, took } = await outcome;
    if (!passed) {
      failures++;
      say(text.trimEnd());
    }
    say(`${passed ? 'passed' : 'FAILED'}  ${step.name} (${took})`);
  }
  return failures === 0 ? 0 : 1;
}

import { ClearFailure, explain, UsageFailure } from './clear-failure';
import { givenFile } from './given-file';

type Command = { does: string; run(args: string[], root: string): Promise<number> };

const commands: Record<string, Command> = {
  start: { does: 'run Palimpsest on your data', run: async (_, root) => (await import('./start')).start(root) },
  dev: { does: 'the same while working on the code', run: async (_, root) => (await import('./dev')).dev(root) },
  test: {
    does: 'run all tests, or those whose file name contains the words given',
    run: async (args, root) => (await import('./test')).test(args, root),
  },
  check: {
    does: 'format, lint, types, dead code, lock file',
    run: async (_, root) => (await import('./check')).check(root),
  },
  bench: {
    does: 'measure speed, as ratios to a baseline of the same run',
    run: async (args) => exitCode(await (await import('../../bench/main')).main(args)),
  },
  assess: { does: 'assess the claims in FILE', run: assess },
  backup: {
    does: 'write the whole record to FILE',
    run: async (args) => (await import('./backup')).backup(args),
  },
  restore: {
    does: 'fill an empty record from the backup FILE',
    run: async (args) => (await import('./restore')).restore(args),
  },
  rebuild: {
    does: 'make the pages anew from the ledger, or with --back show those that were replaced',
    run: async (args) => (await import('./rebuild')).rebuild(args),
  },
  import: {
    does: 'enter the commands in FILE, or with --dry-run say what that would do',
    run: async (args) => (await import('./import-file')).importFile(args),
  },
  doctor: {
    does: 'look at all the record rests on, and say what to do',
    run: async () => (await import('./doctor')).doctor(),
  },
};

const exitCode = (outcome: unknown) => (typeof outcome === 'number' ? outcome : 0);

async function assess([file]: string[]): Promise<number> {
  if (file === undefined) throw new ClearFailure('Say which file to assess: palimpsest assess FILE.');
  const { assessFile } = await import('./assess');
  return exitCode(await assessFile(givenFile(file), process.stdout, process.stderr));
}

function usage(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`);
  return ['Usage: palimpsest <command>', '', ...lines, ''].join('\n');
}

/** Runs one command of the `palimpsest` program and ends the process: 0 done, 1 failed, 2 not understood. */
export async function main([name = '', ...args]: string[], root: string): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const isAsked = ['help', '--help', '-h'].includes(name);
    process[isAsked ? 'stdout' : 'stderr'].write(usage());
    process.exitCode = isAsked ? 0 : 2;
    return;
  }
  try {
    process.exitCode = await command.run(args, root);
  } catch (error) {
    process.stderr.write(`${explain(error)}
`);
    process.exitCode = error instanceof UsageFailure ? 2 : 1;
  }
}

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeTurn } from './take-turns.mjs';

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** What a complete installation for this lock, on this kind of machine, is stamped with. */
function stampFor(lockText) {
  return `${createHash('sha256').update(lockText).digest('hex')} ${process.platform}-${process.arch}`;
}

function accepts(list, value) {
  if (!list) return true;
  const wanted = list.filter((entry) => !entry.startsWith('!'));
  return !list.includes(`!${value}`) && (wanted.length === 0 || wanted.includes(value));
}

/** npm writes node_modules/.package-lock.json last, so a match means that an installation ran to its end. */
function isInstalled(root, lockText) {
  const hiddenText = readIfThere(join(root, 'node_modules', '.package-lock.json'));
  if (hiddenText === undefined) return false;
  try {
    const wanted = JSON.parse(lockText).packages;
    const found = JSON.parse(hiddenText).packages;
    const missing = Object.entries(wanted).some(([path, entry]) => {
      // npm keeps entries in the lock that nothing needs any more, and does not install them.
      if (path === '' || entry.extraneous || found[path]?.version === entry.version) return false;
      const isForHere = accepts(entry.os, process.platform) && accepts(entry.cpu, process.arch);
      // An optional package without a platform of its own may belong to one for another platform.
      const mayBeAbsent = !isForHere || (entry.optional && (!entry.os || entry.libc));
      return found[path] !== undefined || !mayBeAbsent;
    });
    return !missing && Object.keys(found).every((path) => wanted[path] !== undefined && existsSync(join(root, path)));
  } catch {
    return false;
  }
}

function npm() {
  const path = process.env.npm_execpath;
  if (path && /npm-cli\.[cm]?js$/.test(path) && existsSync(path))
    return { file: process.execPath, before: [path], shell: false };
  return { file: 'npm', before: [], shell: process.platform === 'win32' };
}

function runNpmCi(root, alsoHeldBy) {
  const { file, before, shell } = npm();
  // Include lists beat NODE_ENV=production and any omit setting: building needs TypeScript, running needs the database.
  const args = [...before, 'ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error'];
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, shell, stdio: ['ignore', 2, 2] });
    if (child.pid) alsoHeldBy(child.pid);
    let interrupted = 0;
    const pass = (signal, number) => () => {
      interrupted = 128 + number;
      child.kill(signal);
    };
    const handlers = { SIGINT: pass('SIGINT', 2), SIGTERM: pass('SIGTERM', 15), SIGHUP: pass('SIGHUP', 1) };
    for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
    const end = (code) => {
      for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
      resolve({ code, interrupted });
    };
    child.once('error', (error) => {
      process.stderr.write(`npm cannot be run: ${error.message}.\n`);
      end(1);
    });
    child.once('exit', (code) => end(code ?? 1));
  });
}

/**
 * Installs the dependencies when they are absent or belong to another lock file, and says so on standard error.
 * Two at once take turns; a killed installation is done again. Returns 0, or the exit code to end with.
 */
export async function installWhatIsMissing(root) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stampFile = join(root, 'node_modules', '.palimpsest-lock-sha256');
  const isStamped = () => readIfThere(stampFile) === stampFor(lockText);
  if (isStamped()) return 0;
  return takeTurn(
    join(root, '.tmp', 'installing'),
    async (alsoHeldBy) => {
      if (isStamped()) return 0;
      if (!isInstalled(root, lockText)) {
        process.stderr.write('Installing dependencies (once, about half a minute) …\n');
        const began = Date.now();
        const { code, interrupted } = await runNpmCi(root, alsoHeldBy);
        if (interrupted) return interrupted;
        if (code !== 0) {
          process.stderr.write(
            `The dependencies could not be installed: "npm ci" ended with ${code}; its own words stand above. Check the connection to the npm registry and the free disk space, then run the same command again.\n`,
          );
          return 1;
        }
        process.stderr.write(`Dependencies installed (${Math.round((Date.now() - began) / 1000)} s).\n`);
      }
      writeFileSync(stampFile, stampFor(lockText));
      return 0;
    },
    (pid) =>
      process.stderr.write(
        `Waiting for another process${pid ? ` (${pid})` : ''} that is installing the dependencies …\n`,
      ),
  );
}

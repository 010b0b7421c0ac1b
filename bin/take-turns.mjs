import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const holderFile = (folder) => join(folder, 'holders');

/** True when a process with this id exists, whoever owns it. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function holders(folder) {
  try {
    return readFileSync(holderFile(folder), 'utf8')
      .split('\n')
      .map(Number)
      .filter((pid) => pid > 0);
  } catch {
    return [];
  }
}

function isAbandoned(folder) {
  const pids = holders(folder);
  if (pids.length > 0) return !pids.some(isAlive);
  try {
    // Between mkdir and the first write there is a moment without a holder.
    return Date.now() - statSync(folder).mtimeMs > 5_000;
  } catch {
    return false;
  }
}

function clearAbandoned(folder) {
  const aside = `${folder}.abandoned-${process.pid}`;
  try {
    renameSync(folder, aside);
  } catch {
    return;
  }
  // Another process may have cleared and taken it since we looked: then give it back.
  if (holders(aside).some(isAlive)) {
    try {
      renameSync(aside, folder);
      return;
    } catch {}
  }
  rmSync(aside, { recursive: true, force: true });
}

/**
 * Runs `work` while no other process of this machine does the same under `folder`.
 * `work` receives `alsoHeldBy(pid)`: the turn then lasts as long as that process, even if this one is killed.
 * `onWait(pid)` is called once when somebody else has the turn.
 */
export async function takeTurn(folder, work, onWait = () => {}) {
  mkdirSync(dirname(folder), { recursive: true });
  for (let told = false; ; ) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isAbandoned(folder)) {
      clearAbandoned(folder);
      continue;
    }
    if (!told) onWait(holders(folder)[0]);
    told = true;
    await pause(100);
  }
  const held = [process.pid];
  const write = () => writeFileSync(holderFile(folder), held.join('\n'));
  write();
  try {
    return await work((pid) => {
      held.push(pid);
      write();
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

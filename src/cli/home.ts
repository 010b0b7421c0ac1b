import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Environment, env } from '@/env';
import { ClearFailure, codeOf, messageOf } from './clear-failure';

/** Where the user's data lives: PALIMPSEST_HOME, else the place this operating system reserves for it. */
export function homeFolder(
  settings: Environment = env(),
  platform: NodeJS.Platform = process.platform,
  userFolder = homedir(),
): string {
  if (settings.PALIMPSEST_HOME) return resolve(settings.INIT_CWD ?? process.cwd(), settings.PALIMPSEST_HOME);
  if (platform === 'darwin') return join(userFolder, 'Library', 'Application Support', 'Palimpsest');
  if (platform === 'win32') return join(settings.LOCALAPPDATA ?? join(userFolder, 'AppData', 'Local'), 'Palimpsest');
  // The XDG specification: a relative path is invalid and ignored.
  const shared = settings.XDG_DATA_HOME?.startsWith('/') ? settings.XDG_DATA_HOME : join(userFolder, '.local', 'share');
  return join(shared, 'palimpsest');
}

/** Makes the folder when it is absent. Refuses, in a sentence, a place where nothing can be written. */
export function makeFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch (error) {
    throw new ClearFailure(folderProblem(folder, error));
  }
}

/** What to tell a person whose data folder cannot be used. */
export function folderProblem(folder: string, error: unknown): string {
  const elsewhere = 'set PALIMPSEST_HOME to a folder of yours';
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM')
    return `The folder ${folder} cannot be written by this user: change its owner, or ${elsewhere}.`;
  if (code === 'EROFS') return `The folder ${folder} is on a read-only disk: ${elsewhere} on another one.`;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `The disk that holds ${folder} is full: free some space and run the same command again.`;
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return `${folder} cannot be a folder because a file stands in its way: move that file, or ${elsewhere}.`;
  return `The folder ${folder} cannot be used (${messageOf(error)}): ${elsewhere}.`;
}

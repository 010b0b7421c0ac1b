import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { env } from '@/env';

/** The path of a file to write, seen from where the command was typed: under npm this process stands in the repository. */
export const typedFile = (file: string): string => resolve(env().INIT_CWD ?? '.', file);

/** The path of a file to read: as given when there is one, else seen from where the command was typed. */
export function givenFile(file: string): string {
  const typed = typedFile(file);
  return existsSync(file) || !existsSync(typed) ? file : typed;
}

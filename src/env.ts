import * as z from 'zod';

const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be an address like postgres://user:password@host:5432/database',
});

const environment = z.object({
  PORT: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(65535, 'must be 65535 or less')
    .default(3000),
  PALIMPSEST_HOME: z.string().optional(),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  PALIMPSEST_CHROMIUM: z.string().optional(),
  NODE_ENV: z.enum(['development', 'production', 'test'], 'must be development, production or test').optional(),
  XDG_DATA_HOME: z.string().optional(),
  LOCALAPPDATA: z.string().optional(),
  INIT_CWD: z.string().optional(),
  npm_lifecycle_event: z.string().optional(),
});

export type Environment = z.infer<typeof environment>;

/** A variable holds something that cannot be used; the message is one sentence for a person and never repeats the value. */
export class UnusableVariable extends Error {
  override name = 'UnusableVariable';
}

/**
 * The settings from the environment, read anew at every call; an empty variable counts as absent.
 * Throws UnusableVariable when one cannot be used.
 */
export function env(): Environment {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const read = environment.safeParse(given);
  if (read.success) return read.data;
  const problem = read.error.issues[0];
  throw new UnusableVariable(`The variable ${problem?.path.join('.')} ${problem?.message}.`);
}

/** The environment for a child process: this one's, with these variables set, or removed where undefined. */
export function childEnvironment(changes: Record<string, string | undefined>): NodeJS.ProcessEnv {
  const inherited: Record<string, string | undefined> = { ...process.env, ...changes };
  return Object.fromEntries(Object.entries(inherited).filter(([, value]) => value !== undefined)) as NodeJS.ProcessEnv;
}

/** The environment for PostgreSQL's own programs: nothing of the user's PG… settings, and messages in English for us to read. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG$|LANGUAGE$)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv;
}

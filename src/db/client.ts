import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { env } from '@/env';
import { failOnLostConnection } from './lost-connection';
import type { Moment } from './moment';
import { liveViews, thenOf } from './views';

/** A pool over the user's or the embedded PostgreSQL. Whole numbers of 64 bits arrive as safe numbers or not at all. */
export type Sql = postgres.Sql<{ bigint: number }>;

/** The clients of one database. Two, because drizzle changes how the client it is given reads dates and JSON. */
export type Database = {
  /** For the ledger: raw, prepared statements. */
  sql: Sql;
  /** For what needs a session of its own behind a pooler: LISTEN, sequencing and following. */
  direct: Sql;
  /** For the followed views. */
  view: PgDatabase<PostgresJsQueryResultHKT>;
  /** For the views as of a moment: the same statements mean other tables there, and are planned apart. */
  past: PgDatabase<PostgresJsQueryResultHKT>;
  /** The role the application works under: its own, which can append but not rewrite, or null where none was permitted. */
  role: string | null;
  /** As of when `snapshot` reads the views; absent, as they are. */
  moment?: Moment;
  /** Where the moment is one on the clock of publication: its end in seconds UTC, and what had been published amounts to. */
  published?: { until: number; rows: string };
  /** How far the views of a snapshot as of a moment are: the position of the last event in them. */
  followed?: Promise<number>;
  end(): Promise<void>;
};

/** The application's own role, made by the migration where the user may make roles. */
export const applicationRole = 'palimpsest_app';

/** Connects. Connections are opened as needed; nothing is asked of the server but the application's role. */
export async function openDatabase(url: string, directUrl: string = url): Promise<Database> {
  const role = await permittedRole(url);
  const open = (address: string, max: number, settings: Record<string, string> = {}) => {
    const client = postgres(address, {
      max,
      types: { bigint: safeBigint, textArray, bigintArray },
      // Asked for on opening, and lost with a connection that dies just then, array types let the next query be answered
      // with no rows: the two that are sent are given here.
      fetch_types: false,
      idle_timeout: 60,
      connect_timeout: 10,
      onnotice: () => {},
      connection: {
        application_name: 'palimpsest',
        statement_timeout: 30_000,
        idle_in_transaction_session_timeout: 30_000,
        ...(role ? { role } : {}),
        ...settings,
      },
    }) as Sql;
    return failOnLostConnection(client);
  };
  const sql = open(url, 10);
  const direct = open(directUrl, 4);
  // A pooler would lose the schema the views are looked for in.
  const [views, pasts] = [liveViews, thenOf(liveViews)].map((schema) => open(directUrl, 10, { search_path: schema }));
  const drizzled = (client: Sql | undefined) => drizzle(client as unknown as postgres.Sql, { casing: 'snake_case' });
  return {
    sql,
    direct,
    view: drizzled(views),
    past: drizzled(pasts),
    role,
    end: async () => {
      await Promise.all([sql, direct, views, pasts].map((client) => client?.end({ timeout: 2 })));
    },
  };
}

const keeper = globalThis as { palimpsestDatabase?: Promise<Database> };

/** The process's database, opened on first use. One for all: bundles are loaded several times, globals once. */
export function database(): Promise<Database> {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = env();
  if (DATABASE_URL === undefined) throw new Error('DATABASE_URL is not set: start Palimpsest with npm start.');
  keeper.palimpsestDatabase ??= openDatabase(DATABASE_URL, DATABASE_DIRECT_URL).catch((error) => {
    keeper.palimpsestDatabase = undefined;
    throw error;
  });
  return keeper.palimpsestDatabase;
}

const safeBigint = {
  to: 20,
  from: [20],
  serialize: (value: number) => String(value),
  parse: (text: string) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value))
      throw new RangeError(`${text} is beyond the whole numbers that can be kept exactly.`);
    return value;
  },
};

/** Sent as the literal that PostgreSQL reads; drizzle brings its own and reads the columns by itself. */
const arrayOf = (type: number, item: (value: never) => string) => ({
  to: type,
  from: [],
  serialize: (values: unknown) => (Array.isArray(values) ? `{${values.map(item as () => string).join()}}` : values),
  parse: (text: string) => text,
});

const textArray = arrayOf(1009, (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`);
const bigintArray = arrayOf(1016, (value: number) => String(value));

async function permittedRole(url: string): Promise<string | null> {
  const probe = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await probe.unsafe(`set role ${applicationRole}`);
    return applicationRole;
  } catch (error) {
    // 22023: no such role; 42501: not permitted. Anything else means the server was not reached.
    if (error instanceof postgres.PostgresError && ['22023', '42501', '42704'].includes(error.code)) return null;
    throw error;
  } finally {
    await probe.end({ timeout: 2 });
  }
}

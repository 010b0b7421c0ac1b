import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { applicationRole } from './client';
import { grantViews, liveViews, makeViews } from './views';

/** Any number that only Palimpsest's migrations lock. */
const migrationLock = 7_248_132_551;

/** Brings the database to this version's schema, one process at a time, and hands the application its rights. Safe to repeat. */
export async function migrate(url: string, onProgress: (line: string) => void = () => {}): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'palimpsest migrate' } });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    await runMigrations(drizzle(sql), { migrationsFolder: fileURLToPath(new URL('../../drizzle', import.meta.url)) });
    const [views] = await sql<{ exist: boolean }[]>`select to_regnamespace(${liveViews}) is not null as exist`;
    if (!views?.exist) await sql.begin((tx) => makeViews(tx, liveViews));
    const restricted = await grantRights(sql);
    if (!restricted)
      onProgress('This PostgreSQL role may not make roles: the ledger is guarded by its triggers alone.');
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * Makes the application's own role where permitted: it can read the ledger and append to it, and nothing else. Answers
 * false where the role could not be made; the triggers refuse rewriting all the same.
 */
async function grantRights(sql: postgres.Sql): Promise<boolean> {
  await sql`revoke execute on all functions in schema ledger from public`;
  try {
    const [known] = await sql`select from pg_roles where rolname = ${applicationRole}`;
    if (!known)
      await sql.unsafe(`create role ${applicationRole} nologin`).catch((error: postgres.PostgresError) => {
        if (!['42710', '23505'].includes(error.code)) throw error;
      });
    await sql.unsafe(`
      grant ${applicationRole} to current_user;
      grant usage on schema ledger to ${applicationRole};
      grant select on all tables in schema ledger to ${applicationRole};
      grant execute on function ledger.append(jsonb), ledger.sequence(integer) to ${applicationRole};
      ${grantViews(liveViews, applicationRole)}`);
    return true;
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === '42501') return false;
    throw error;
  }
}

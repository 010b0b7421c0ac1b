import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { inject } from 'vitest';

/** A database of this version's schema for one test file. */
export type TestDatabase = { url: string; drop(): Promise<void> };

export async function withCluster<Outcome>(work: (sql: postgres.Sql) => Promise<Outcome>): Promise<Outcome> {
  const sql = postgres(inject('clusterUrl'), { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/**
 * Clones the migrated template, some 90 ms, or another test's database, to which nothing may be connected. `drop` ends the
 * connections that are still open to it.
 */
export async function createTestDatabase(of?: Pick<TestDatabase, 'url'>): Promise<TestDatabase> {
  const template = of ? new URL(of.url).pathname.slice(1) : inject('templateName');
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await withCluster(async (sql) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await sql.unsafe(`create database ${name} template ${template}`);
      } catch (error) {
        // The server may still be closing the connection that migrated the template.
        if ((error as { code?: string }).code !== '55006' || attempt > 20) throw error;
        await pause(50);
      }
    }
  });
  const url = new URL(inject('clusterUrl'));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => withCluster(async (sql) => void (await sql.unsafe(`drop database ${name} with (force)`))),
  };
}

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, expect, it, vi } from 'vitest';
import { readPostmaster } from '@/cli/embedded/postmaster';
import { openCluster } from '@/cli/embedded-postgres';
import { emptyHome, openElsewhere } from './folder';

// Each test starts whole programs, several at once, and the machine may be busy with others.
vi.setConfig({ testTimeout: 90_000 });

async function query<Row>(url: string, text: string): Promise<Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(text))] as unknown as Row[];
  } finally {
    await sql.end();
  }
}

describe('the first start', () => {
  it('makes a database in UTF-8 that sorts by code point and keeps what is committed across a power cut', async () => {
    const { dataDir } = emptyHome();
    const cluster = await openCluster({ dataDir });
    const [settings] = await query<Record<string, string>>(
      cluster.url('postgres'),
      `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync, current_setting('listen_addresses') as listens,
              current_setting('unix_socket_directories') as sockets, datlocale as locale, datlocprovider as provider from pg_database where datname = 'postgres'`,
    );
    expect(settings).toEqual({
      encoding: 'UTF8',
      fsync: 'on',
      listens: '127.0.0.1',
      sockets: '',
      locale: 'C.UTF-8',
      provider: 'b',
    });
    expect(cluster.attached).toBe(false);
  });

  it('asks everyone for a password that only the owner of the folder can read', async () => {
    const { dataDir } = emptyHome();
    const cluster = await openCluster({ dataDir });
    const url = new URL(cluster.url('postgres'));
    expect(statSync(join(dataDir, 'palimpsest-password')).mode & 0o777).toBe(0o600);
    url.password = 'guessed';
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('gives one server to four processes that ask at once', async () => {
    const { dataDir } = emptyHome();
    const opened = await Promise.all([1, 2, 3, 4].map(() => openElsewhere(dataDir)));
    expect(new Set(opened.map(({ pid }) => pid)).size).toBe(1);
    expect(opened.filter(({ attached }) => !attached)).toHaveLength(1);
  });
});

describe('a later start', () => {
  it('attaches to the server that a killed application left running', async () => {
    const { dataDir } = emptyHome();
    const first = await openElsewhere(dataDir);
    const second = await openCluster({ dataDir });
    expect(second).toMatchObject({ pid: first.pid, port: first.port, attached: true });
  });

  it('recovers everything committed before the server was killed', async () => {
    const { dataDir } = emptyHome();
    const first = await openCluster({ dataDir });
    await query(first.url('postgres'), "create table kept (word text); insert into kept values (repeat('x', 100))");
    process.kill(first.pid, 'SIGKILL');
    await first.gone;
    const second = await openCluster({ dataDir });
    expect(second.pid).not.toBe(first.pid);
    expect(await query(second.url('postgres'), 'select count(*)::int as n from kept')).toEqual([{ n: 1 }]);
  });

  it('starts although the pid file names another living process', async () => {
    const { dataDir } = emptyHome();
    const first = await openCluster({ dataDir });
    const stale = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8');
    await first.stop();
    writeFileSync(join(dataDir, 'postmaster.pid'), stale.replace(/^\d+/, String(process.pid)));
    const second = await openCluster({ dataDir });
    expect(second.attached).toBe(false);
    expect(await query(second.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('refuses a folder that another version made, and names both', async () => {
    const { dataDir } = emptyHome();
    await (await openCluster({ dataDir })).stop();
    writeFileSync(join(dataDir, 'PG_VERSION'), '17\n');
    await expect(openCluster({ dataDir })).rejects.toThrow(
      /made by PostgreSQL 17, and this Palimpsest brings PostgreSQL 18/,
    );
  });
});

describe('stopping', () => {
  it('is over within two seconds though a client keeps its transaction open', async () => {
    const { dataDir } = emptyHome();
    const cluster = await openCluster({ dataDir });
    const sql = postgres(cluster.url('postgres'), { max: 1, onnotice: () => {} });
    const client = await sql.reserve();
    await client`begin`;
    await client`create table begun (word text)`;
    const began = Date.now();
    await cluster.stop();
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(readPostmaster(dataDir)).toBeUndefined();
    await sql.end({ timeout: 0 });
  });
});

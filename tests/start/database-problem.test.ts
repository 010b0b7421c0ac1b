import { createServer } from 'node:net';
import postgres from 'postgres';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { checkServer, openDatabase } from '@/cli/database';
import { connectionProblem, serverProblem } from '@/cli/database-problem';

const url = 'postgres://ann:sesame@db.example:6543/record';
const fit = { versionNumber: 180_004, version: '18.4', mayCreateSchemas: true };

describe('an unfit server', () => {
  it('that is older than 15 is named with its version', () => {
    expect(serverProblem({ ...fit, versionNumber: 140_011, version: '14.11' }, url)).toBe(
      'The server at db.example:6543 is PostgreSQL 14.11, and Palimpsest needs 15 or newer: upgrade it or point DATABASE_URL at another.',
    );
  });

  it('that forbids schemas is answered with the grant that helps', () => {
    expect(serverProblem({ ...fit, mayCreateSchemas: false }, url)).toContain(
      'grant create on database "record" to "ann"',
    );
  });

  it('of version 15 that permits schemas is fit', () => {
    expect(serverProblem({ ...fit, versionNumber: 150_000, version: '15.0' }, url)).toBeUndefined();
  });

  it.each([
    ['ECONNREFUSED', /Nothing answers at db.example:6543/],
    ['ENOTFOUND', /is not known/],
    ['CONNECT_TIMEOUT', /cannot be reached/],
    ['CONNECTION_CLOSED', /closed the connection/],
    ['28P01', /does not accept the password of ann/],
    ['28000', /does not let ann in/],
    ['3D000', /has no database "record"/],
    ['53300', /no connection left/],
    ['XX000', /cannot be used/],
  ])('that fails with %s is explained in one sentence without the password', (code, sentence) => {
    const said = connectionProblem(Object.assign(new Error('it said so'), { code }), url);
    expect(said).toMatch(sentence);
    expect(said).toMatch(/^[^\n]*[.]$/);
    expect(said).not.toContain('sesame');
  });
});

function useDatabaseUrl(value: string): void {
  const before = process.env.DATABASE_URL;
  process.env.DATABASE_URL = value;
  onTestFinished(() => {
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
  });
}

const clusterAt = (change: (url: URL) => void) => {
  const changed = new URL(inject('clusterUrl'));
  change(changed);
  return changed.href;
};

describe('a start with DATABASE_URL', () => {
  it('at which nothing listens is refused', async () => {
    useDatabaseUrl('postgres://ann:sesame@127.0.0.1:1/record');
    await expect(openDatabase(() => {})).rejects.toThrow(/Nothing answers at 127.0.0.1:1/);
  });

  it('at which something else listens is refused', async () => {
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await expect(checkServer(`postgres://ann:sesame@127.0.0.1:${port}/record`, 500)).rejects.toThrow(
      /check that DATABASE_URL points at a PostgreSQL server/,
    );
  });

  it('with a wrong password is refused', async () => {
    useDatabaseUrl(clusterAt((address) => (address.password = 'sesame')));
    await expect(openDatabase(() => {})).rejects.toThrow(/does not accept the password of palimpsest/);
  });

  it('with no password is refused', async () => {
    useDatabaseUrl(clusterAt((address) => (address.password = '')));
    await expect(openDatabase(() => {})).rejects.toThrow(/password/);
  });

  it('of a database that does not exist is refused', async () => {
    useDatabaseUrl(clusterAt((address) => (address.pathname = '/nowhere')));
    await expect(openDatabase(() => {})).rejects.toThrow(/has no database "nowhere"/);
  });

  it('of a role that may not create schemas is refused', async () => {
    const sql = postgres(inject('clusterUrl'), { max: 1, onnotice: () => {} });
    const role = `visitor_${process.pid}`;
    await sql.unsafe(`create role ${role} login password 'sesame'`);
    onTestFinished(async () => {
      await sql.unsafe(`drop role ${role}`);
      await sql.end();
    });
    useDatabaseUrl(clusterAt((address) => Object.assign(address, { username: role, password: 'sesame' })));
    await expect(openDatabase(() => {})).rejects.toThrow(`grant create on database "postgres" to "${role}"`);
  });

  it('that is fit is used as it is', async () => {
    useDatabaseUrl(inject('clusterUrl'));
    expect(await openDatabase(() => {})).toEqual({ url: inject('clusterUrl'), directUrl: inject('clusterUrl') });
  });
});

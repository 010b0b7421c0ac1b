import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { exceptions, violations } from './house-rules';
import type { Sources } from './read-modules';

const src = fileURLToPath(new URL('../../src', import.meta.url));

const sources: Sources = Object.fromEntries(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => [path, readFileSync(join(src, path), 'utf8')]),
);

describe('the house', () => {
  const excused = new Set<object>();

  test('keeps its import table, its names and the purity of its domain', () => {
    expect(violations(sources, excused)).toEqual([]);
  });

  test('is read whole: every folder of the table is there', () => {
    const folders = new Set(Object.keys(sources).map((path) => path.split('/')[0]));
    for (const folder of [
      'app',
      'api',
      'domain',
      'ledger',
      'projections',
      'queries',
      'auth',
      'cli',
      'db',
      'handle-command.ts',
    ])
      expect(folders).toContain(folder);
    expect(Object.keys(sources).length).toBeGreaterThan(150);
  });

  test('needs every exception it makes, and says why', () => {
    violations(sources, excused);
    expect(exceptions.filter((exception) => !excused.has(exception))).toEqual([]);
    for (const { why } of exceptions) expect(why).toMatch(/^\p{Lu}.{20,}\.$/u);
  });
});

/** Each plants one thing the house forbids; the words are part of what the checker has to say of it. */
const planted: [string, string, string][] = [
  ['domain/x.ts', "import { readFile } from 'node:fs';", 'npm:node:fs'],
  ['domain/x.ts', "import 'drizzle-orm';", 'npm:drizzle-orm'],
  ['domain/x.ts', "import type { Sql } from '@/db/client';", 'db/client'],
  ['domain/x.ts', "import type { LedgerEvent } from '../ledger/read';", 'ledger/read'],
  ['domain/x.ts', "export { append } from '@/ledger/append';", 'ledger/append'],
  ['domain/x.ts', "export const read = () => import('@/ledger/read');", 'ledger/read'],
  ['domain/x.ts', "export type Event = import('@/ledger/read').LedgerEvent;", 'ledger/read'],
  ['domain/x.ts', "import edtf from 'edtf';", 'npm:edtf'],
  ['domain/x.ts', 'export const now = () => Date.now();', 'uses Date'],
  ['domain/x.ts', 'export const now = () => new Date();', 'uses Date'],
  ['domain/x.ts', 'export type When = { at: Date };', 'uses Date'],
  ['domain/x.ts', 'export const roll = () => Math.random();', 'uses Math.random'],
  ['domain/x.ts', 'export const home = process.env.HOME;', 'uses process'],
  ['domain/x.ts', 'export const all = globalThis;', 'uses globalThis'],
  ['domain/x.ts', 'export const id = () => crypto.randomUUID();', 'uses crypto'],
  ['domain/x.ts', 'export const order = (a: string, b: string) => a.localeCompare(b);', 'uses .localeCompare'],
  ['domain/x.ts', 'setTimeout(() => {}, 1);', 'uses setTimeout'],
  ['domain/x.ts', 'export const here = import.meta.url;', 'import.meta'],
  ['ledger/x.ts', "import { decide } from '@/domain/decide';", 'domain/decide'],
  ['ledger/x.ts', "import type { DomainEvent } from '@/domain/event';", 'domain/event'],
  ['ledger/x.ts', "export const first = 'ClaimRecorded';", 'names ClaimRecorded'],
  ['projections/x.ts', "import { handleCommand } from '@/handle-command';", 'handle-command'],
  ['projections/x.ts', "import { apiRouter } from '@/api/router';", 'api/router'],
  ['projections/x.ts', "import { Link } from '@/app/_ui/link';", 'app/_ui/link'],
  ['projections/x.ts', "import { append } from '@/ledger/append';", 'only writer'],
  ['queries/x.ts', "import { handleCommand } from '@/handle-command';", 'handle-command'],
  ['queries/x.ts', "import { saveWorld } from '@/projections/save-world';", 'projections/save-world'],
  ['queries/x.ts', 'export const forget = (db: any) => db.view.delete(claim);', 'writes'],
  ['queries/x.ts', 'export const forget = (sql: any) => sql`delete from record.claim`;', 'writes'],
  ['handle-command.ts', "import { followOnce } from './projections/follow';", 'projections/follow'],
  ['handle-command.ts', "import { findClaim } from './queries/find-claim';", 'queries/find-claim'],
  ['api/x.ts', "import { append } from '@/ledger/append';", 'only writer'],
  ['api/x.ts', "import { eq } from 'drizzle-orm';", 'npm:drizzle-orm'],
  ['api/x.ts', "import { decide } from '@/domain/decide';", 'domain/decide'],
  ['api/x.ts', 'export const all = (sql: any) => sql`select 1`;', 'holds SQL'],
  ['app/x/page.tsx', "import { apiRouter } from '@/api/router';", 'api/router'],
  ['app/x/page.tsx', "import { readEvent } from '@/ledger/read';", 'ledger/read'],
  ['app/x/page.tsx', "import { claim } from '@/projections/claim.table';", 'projections/claim.table'],
  ['app/x/page.tsx', "import { type Effect, describe } from '@/projections/change';", 'projections/change'],
  ['app/x/page.tsx', "import { handleCommand } from '@/handle-command';", 'handle-command'],
  ['app/x/page.tsx', 'export default async () => <p>{await db.sql`select 1`}</p>;', 'holds SQL'],
  ['app/x/form.client.tsx', "import { decide } from '@/domain/decide';", 'domain/decide'],
  ['app/x/form.client.tsx', "import { findClaim } from '@/queries/find-claim';", 'queries/find-claim'],
  ['app/x/form.client.tsx', "import { apiRouter } from '@/api/router';", 'api/router'],
  ['app/x/form.client.tsx', "import postgres from 'postgres';", 'npm:postgres'],
  ['app/x/form.client.tsx', "import { env } from '@/env';", 'env'],
  ['auth/x.ts', "import { append } from '@/ledger/append';", 'only writer'],
  ['cli/x.ts', "import { append } from '@/ledger/append';", 'only writer'],
  ['cli/x.ts', "import { sequence } from '@/ledger/sequencer';", 'ledger/sequencer'],
  ['db/x.ts', "import { decide } from '@/domain/decide';", 'domain/decide'],
  ['start-up.ts', "import { findClaim } from './queries/find-claim';", 'queries/find-claim'],
  ['cli/x.ts', 'export const port = process.env.PORT;', 'process.env'],
  ['instrumentation.ts', 'export const port = process.env.PORT;', 'process.env'],
  ['elsewhere/x.ts', "import 'zod';", 'no row of the table'],
  ...['utils', 'helpers', 'common', 'lib', 'types', 'index', 'service', 'manager', 'data', 'info'].map(
    (name): [string, string, string] => [`queries/${name}.ts`, '', 'named for what it exports'],
  ),
  ['queries/findClaim.ts', '', 'kebab-case'],
  ['queries/find-claim.helper.ts', '', 'kebab-case'],
];

describe('the checker', () => {
  test.each(planted)('bites on %s: %s', (path, source, words) => {
    expect(violations({ [path]: source }).join('\n')).toContain(words);
  });

  test('bites on a browser file that reaches the server through others', () => {
    const chain = {
      'app/x/form.client.tsx': "import { words } from '../_ui/words';",
      'app/_ui/words.ts': "import { names } from '@/queries/names';",
      'queries/names.ts': 'export const names = 1;',
    };
    expect(violations(chain).join('\n')).toContain('app/x/form.client.tsx → app/_ui/words.ts → queries/names');
  });

  test.each([
    ['domain/x.ts', "import * as z from 'zod'; import { y } from './answer/y';"],
    ['domain/answer/edtf.ts', "import { parse } from 'edtf';"],
    ['domain/x.ts', "export const node = { type: 'Date', Date: 1 }; export const is = (node: any) => node.Date;"],
    ['domain/x.ts', '/* Date.now() */ export const text = "process.env, new Date()";'],
    ['domain/x.ts', 'export const most = Math.max(1, 2);'],
    ['app/x/page.tsx', "import type { Effect } from '@/projections/change';"],
    ['app/x/form.client.tsx', "import type { ApiRouter } from '@/api/router';"],
    ['app/x/form.client.tsx', "import { submitReportSchema } from '@/domain/report/command';"],
    ['instrumentation.ts', "if (process.env.NEXT_RUNTIME === 'nodejs') await import('./instrumentation-node');"],
    ['queries/x.ts', 'const seen = new Set(); seen.delete(1);'],
    ['ledger/x.ts', "import type { Sql } from '@/db/client';"],
  ])('lets what is allowed be: %s: %s', (path, source) => {
    expect(violations({ [path]: source })).toEqual([]);
  });
});

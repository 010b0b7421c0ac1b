import { readdir } from 'node:fs/promises';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { expect, test } from 'vitest';

// Written anew with `npm test -- record-tables -u`; raise `viewsVersion` when it changes.
test('drizzle/record.sql makes the tables as they are defined', async () => {
  const folder = new URL('../../src/projections/', import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.table.ts')).sort();
  const defined = await Promise.all(files.map((name) => import(new URL(name, folder).href)));
  const nothing = generateDrizzleJson({}, undefined, undefined, 'snake_case');
  const tables = generateDrizzleJson(Object.assign({}, ...defined), nothing.id, undefined, 'snake_case');
  const statements = await generateMigration(nothing as never, tables as never);
  const text = `-- The followed views. Written from src/projections/*.table.ts by tests/projections/record-tables.test.ts.\n${statements.join('\n')}\n`;
  await expect(text).toMatchFileSnapshot('../../drizzle/record.sql');
});

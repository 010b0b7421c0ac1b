import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { recordTables } from '../support/record-tables';

test('drizzle/record.sql makes the tables as they are defined', async () => {
  expect(await readFile(new URL('../../drizzle/record.sql', import.meta.url), 'utf8')).toBe(await recordTables());
});

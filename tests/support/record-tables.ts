import { readdir } from 'node:fs/promises';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';

/** The statements that make the followed views' tables as `src/projections/*.table.ts` define them: what drizzle/record.sql holds. */
export async function recordTables(): Promise<string> {
  const folder = new URL('../../src/projections/', import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.table.ts')).sort();
  const defined = await Promise.all(files.map((name) => import(new URL(name, folder).href)));
  const nothing = generateDrizzleJson({}, undefined, undefined, 'snake_case');
  const inOrder = Object.fromEntries(
    defined.flatMap((exports) => Object.entries(exports)).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const tables = generateDrizzleJson(inOrder, nothing.id, undefined, 'snake_case');
  const statements = await generateMigration(nothing as never, tables as never);
  return `-- The followed views. Written by: npx tsx tests/support/record-tables.ts > drizzle/record.sql\n${statements.join('\n')}\n`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) process.stdout.write(await recordTables());

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { assessFile } from '@/cli/assess';

interface Case {
  id: string;
  ask: string;
  expect: unknown;
  why: string;
}

const path = fileURLToPath(new URL('../fixtures/claim-cases.jsonl', import.meta.url));
const cases = readFileSync(path, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line): Case => JSON.parse(line));

const printed: string[] = [];
const complaints: string[] = [];
const code = await assessFile(
  path,
  { write: (text) => printed.push(text) },
  { write: (text) => complaints.push(text) },
);
const answers = new Map(printed.map((line) => JSON.parse(line)).map(({ id, answer }) => [id, answer]));

test('every case of the file is answered, none is refused', () => {
  expect(cases).toHaveLength(62);
  expect(answers.size).toBe(62);
  expect(complaints).toEqual([]);
  expect(code).toBe(0);
});

test.each(cases.map((one) => [one.id, one.ask, one.why, one.expect] as const))(
  '%s %s: %s',
  (id, ask, _why, expected) => {
    if (ask === 'state') expect(answers.get(id)).toMatchObject(expected as object);
    else expect(answers.get(id)).toEqual(expected);
  },
);

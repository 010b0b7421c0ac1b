import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assessFile } from '@/cli/assess';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assess-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(content: string) {
  const path = join(folder, 'cases.jsonl');
  await writeFile(path, content);
  const out: string[] = [];
  const err: string[] = [];
  const code = await assessFile(path, { write: (text) => out.push(text) }, { write: (text) => err.push(text) });
  return { code, answers: out.map((line) => JSON.parse(line)), err };
}

const counted = (n: unknown) => ({ kind: 'count', form: 'exactly', n });
const one = (id: string, rest: object = {}) => ({
  id,
  attribute: 'rockets',
  answer: counted(4),
  claimant: id,
  ...rest,
});
const relation = (a: object, b: object = one('b')) => JSON.stringify({ id: 'R', ask: 'relation', claims: [a, b] });
const state = (claims: object[], rest: object = {}) => JSON.stringify({ id: 'S', ask: 'state', claims, ...rest });
const good = relation(one('a'));
const tallied = (claim: object) => JSON.stringify({ id: 'T', ask: 'tally', record: [], claim });

describe('a malformed line', () => {
  test('is named by its number and the rest is answered', async () => {
    const { code, answers, err } = await run(`${good}\n{oops\n\n${good}\n`);
    expect(answers).toEqual([
      { id: 'R', answer: 'compatible' },
      { id: 'R', answer: 'compatible' },
    ]);
    expect(err).toHaveLength(1);
    expect(err[0]).toMatch(/^line 2: .+\n$/);
    expect(code).toBe(1);
  });

  test.each([
    ['an unknown ask', JSON.stringify({ id: 'X', ask: 'guess' })],
    ['no id', JSON.stringify({ ask: 'relation', claims: [one('a'), one('b')] })],
    ['one claim to relate', JSON.stringify({ id: 'X', ask: 'relation', claims: [one('a')] })],
    ['three claims to relate', JSON.stringify({ id: 'X', ask: 'relation', claims: [one('a'), one('b'), one('c')] })],
    ['a number for a line', '7'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an answer of no kind', relation(one('a', { answer: {} }))],
    ['a fraction', relation(one('a', { answer: counted(1.5) }))],
    ['a number beyond the largest', relation(one('a')).replace('"n":4', '"n":1e400')],
    ['a number below zero', relation(one('a', { answer: counted(-1) }))],
    ['a range upside down', relation(one('a', { answer: { kind: 'count', form: 'between', n: 6, m: 3 } }))],
    ['fewer than none', relation(one('a', { answer: { kind: 'count', form: 'fewer-than', n: 0 } }))],
    ['a date that is none', relation(one('a', { answer: { kind: 'time', edtf: '2021-02-30' } }))],
    ['a clock time without a zone', relation(one('a', { answer: { kind: 'time', edtf: '2021-05-03T20:00' } }))],
    ['half a character', relation(one('a', { answer: { kind: 'text', text: 'a\ud800' } }))],
    ['a claim without a claimant', state([{ ...one('a'), claimant: undefined }])],
    ['one id twice', state([one('a'), one('a')])],
    ['a revision of nothing', state([one('a', { revises: 'z' })])],
    ['a revision of itself', state([one('a', { revises: 'a' })])],
    ['sources that are a list', state([one('a')], { sources: [] })],
    [
      'an unknown way of copying',
      state([one('a')], { documents: { d: { derivesFrom: [{ document: 'e', how: 'steals' }] } } }),
    ],
    ['a tally of nothing', tallied({ window: { days: 3 }, on: '2021-05-04' })],
    [
      'a tally with two counts',
      tallied({ ordinal: 1, count: { form: 'several' }, window: { days: 3 }, on: '2021-05-04' }),
    ],
    ['a tally without a day', tallied({ ordinal: 1, window: { days: 3 } })],
    ['a count without its number', tallied({ count: { form: 'about' }, window: { days: 3 }, on: '2021-05-04' })],
  ])('%s is refused with a reason', async (_name, line) => {
    const { code, answers, err } = await run(line);
    expect(answers).toEqual([]);
    expect(err).toHaveLength(1);
    expect(err[0]).toMatch(/^line 1: .+\n$/);
    expect(code).toBe(1);
  });
});

describe('a well-formed line', () => {
  test('may hold fields nobody asked for', async () => {
    expect(
      (await run(relation(one('a', { colour: 'red' })).replace('"id":"R"', '"id":"R","expect":"conflict"'))).code,
    ).toBe(0);
  });

  test('may end in a carriage return, begin with a byte order mark and hold a line separator', async () => {
    const { code, answers } = await run(`\ufeff${good}\r\n${relation(one('a', { claimant: 'A\u2028B' }))}`);
    expect(code).toBe(0);
    expect(answers).toHaveLength(2);
  });

  test('may name anything __proto__', async () => {
    const odd = '__proto__';
    const claims = [
      one(odd, { claimant: odd, carrier: odd }),
      one('constructor', { claimant: 'toString', carrier: 'D' }),
    ];
    const line = state(claims).replace(
      /\}$/,
      ',"sources":{"__proto__":{"partOf":"M"},"toString":{"partOf":"M"}},"documents":{"__proto__":{"lineage":"unknown"}}}',
    );
    const { answers } = await run(line);
    expect(answers[0].answer).toMatchObject({ state: 'One source', origins: [1, 1], live: [odd, 'constructor'] });
    expect(Object.keys(answers[0].answer.originOf)).toEqual([odd, 'constructor']);
  });

  test('is answered for ten thousand claims within seconds', { timeout: 60_000 }, async () => {
    const claims = Array.from({ length: 10_000 }, (_, i) =>
      one(`c${i}`, { answer: counted(i % 50), carrier: `d${i % 90}` }),
    );
    const documents = Object.fromEntries(
      Array.from({ length: 90 }, (_, i) => [
        `d${i}`,
        i % 2 ? { derivesFrom: [{ document: `d${i - 1}`, how: 'quotes' }] } : {},
      ]),
    );
    const started = performance.now();
    const { answers } = await run(state(claims, { documents }));
    expect(answers[0].answer).toMatchObject({ state: 'Disputed', positions: 50 });
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

test('a file that is not there is said so', async () => {
  const err: string[] = [];
  expect(await assessFile(join(folder, 'none'), { write: () => {} }, { write: (text) => err.push(text) })).toBe(1);
  expect(err[0]).toContain('ENOENT');
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Arrangement, arrangedAddress, readArrangement } from '@/app/_ui/arrangement';
import { claimsCsv } from '@/app/_ui/claims-csv';
import {
  choicesOf,
  claimsMatrix,
  type Matrix,
  type MatrixRow,
  type ShownMatrix,
  showMatrix,
} from '@/app/_ui/claims-matrix';
import { incident, site } from '@/projections/subject.table';
import { findSubject, type SubjectView } from '@/queries/find-subject';
import { loadSampleRecord, type SampleRecord } from '../../support/sample-record';

let sample: SampleRecord;
let records: { view: SubjectView; matrix: Matrix }[];

beforeAll(async () => {
  sample = await loadSampleRecord();
  const incidents = await sample.db.view.select({ id: incident.id }).from(incident);
  const sites = await sample.db.view.select({ id: site.id }).from(site);
  const subjects = [
    ...incidents.map(({ id }) => ({ kind: 'incident' as const, id })),
    ...sites.map(({ id }) => ({ kind: 'site' as const, id })),
  ];
  const views = await Promise.all(subjects.map((subject) => findSubject(sample.db, subject)));
  records = views.flatMap((view) => (view && view.claims.length > 0 ? [{ view, matrix: claimsMatrix(view) }] : []));
});
afterAll(() => sample.drop());

const whole: Arrangement = {
  order: 'disagreements',
  claims: 'all',
  turned: false,
  copies: 'shown',
  language: null,
  on: null,
};

/** Every arrangement that can be asked of a record. */
const arrangements = ({ matrix }: { matrix: Matrix }): Arrangement[] =>
  (['all', 'disputed'] as const).flatMap((claims) =>
    (['shown', 'folded'] as const).flatMap((copies) =>
      [null, ...choicesOf(matrix).languages].flatMap((language) =>
        [false, true].map((turned) => ({ ...whole, claims, copies, language, turned })),
      ),
    ),
  );

const cellsIn = (rows: readonly MatrixRow[], columns: ShownMatrix['columns']) =>
  rows.flatMap(({ cells }) => columns.flatMap(({ key }) => (cells.get(key) ?? []).map((cell) => ({ key, ...cell }))));

const shownIn = ({ groups, columns }: ShownMatrix) => groups.flatMap(({ rows }) => cellsIn(rows, columns));
const foldedIn = ({ groups, columns }: ShownMatrix) => groups.flatMap(({ folded }) => cellsIn(folded, columns));
const ids = (cells: readonly { id: string }[]) => cells.map(({ id }) => id).sort();

/** Reads a file as RFC 4180 says, by the letter. */
function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    let value = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (text[at] === '"') at++;
        value += text[at];
      }
      at++;
    } else while (at < text.length && text[at] !== ',' && text[at] !== '\r') value += text[at++];
    rows.at(-1)?.push(value);
    if (text[at] === ',') at++;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      if (at < text.length) rows.push([]);
    }
  }
  const [head = [], ...lines] = rows;
  return lines.map((line) => {
    expect(line).toHaveLength(head.length);
    return Object.fromEntries(head.map((name, index) => [name, line[index] ?? '']));
  });
}

const fileOf = (view: SubjectView, matrix: Matrix, arrangement: Arrangement) => {
  const file = claimsCsv(view, matrix, arrangement);
  expect(file.startsWith('\uFEFF')).toBe(true);
  return parseCsv(file.slice(1));
};

describe('the claims of a record side by side', () => {
  test('are all there, each exactly once, when all are asked for', () => {
    for (const { view, matrix } of records)
      expect(ids(shownIn(showMatrix(matrix, whole))), view.subject.id).toEqual(ids(view.claims));
  });

  test('are shown, folded, in a hidden column or in another language in every arrangement, and none is lost', () => {
    for (const record of records)
      for (const arrangement of arrangements(record)) {
        const shown = showMatrix(record.matrix, arrangement);
        const rows = record.matrix.groups.flatMap((group) => group.rows);
        const isOtherwise = ({ language }: MatrixRow) => ![null, language].includes(arrangement.language);
        const otherwise = rows.filter(isOtherwise);
        const hidden = cellsIn(
          rows.filter((row) => !isOtherwise(row)),
          shown.hidden,
        );
        const all = [...shownIn(shown), ...foldedIn(shown), ...hidden, ...cellsIn(otherwise, record.matrix.columns)];
        expect(ids(all), JSON.stringify(arrangement)).toEqual(ids(record.view.claims));
        expect(shown.otherwise).toBe(otherwise.length);
        expect([...shown.columns, ...shown.hidden].length).toBe(record.matrix.columns.length);
      }
  });

  test('are folded only where a row that stays says the same under the same origin', () => {
    let folds = 0;
    for (const { matrix } of records)
      for (const claims of ['all', 'disputed'] as const) {
        const { groups, columns } = showMatrix(matrix, { ...whole, claims, copies: 'folded' });
        for (const { rows, folded } of groups) {
          const said = new Set(cellsIn(rows, columns).map(({ key, words }) => `${key} ${words}`));
          for (const { key, words, isRepeat } of cellsIn(folded, columns)) {
            expect(said).toContain(`${key} ${words}`);
            expect(isRepeat).toBe(true);
            folds++;
          }
        }
      }
    expect(folds).toBeGreaterThan(0);
  });

  test('a question is hidden only when no answer to it conflicts, here or with another question', () => {
    for (const { view, matrix } of records) {
      const { hidden } = showMatrix(matrix, { ...whole, claims: 'disputed' });
      const keys = new Set(hidden.map(({ key }) => key));
      for (const { assessment } of view.questions)
        for (const id of assessment.conflicts.flatMap(({ claims }) => claims)) {
          const claim = view.claims.find((each) => each.id === id);
          expect(keys).not.toContain(`${claim?.attribute} / ${claim?.scope ?? ''}`);
        }
      expect(
        cellsIn(
          matrix.groups.flatMap(({ rows }) => rows),
          hidden,
        ).every(({ letter }) => letter === null),
      ).toBe(true);
    }
  });
});

describe('the file of what is on the screen', () => {
  test('has the claims shown, in their order, and the same ones turned', () => {
    for (const record of records)
      for (const arrangement of arrangements(record)) {
        const lines = fileOf(record.view, record.matrix, arrangement);
        const shown = showMatrix(record.matrix, arrangement);
        const inOrder = arrangement.turned
          ? shown.columns.flatMap((column) =>
              shown.groups.flatMap(({ rows }) => rows.flatMap((row) => cellsIn([row], [column]))),
            )
          : shownIn(shown);
        expect(lines.map(({ claim_id }) => claim_id)).toEqual(inOrder.map(({ id }) => id));
      }
  });

  test('gives of each claim what is on record, and counts the copies folded under it', () => {
    for (const { view, matrix } of records) {
      const folded = fileOf(view, matrix, { ...whole, copies: 'folded' });
      const copies = folded.reduce((sum, { repeated_by }) => sum + Number(repeated_by), 0);
      expect(copies).toBeGreaterThanOrEqual(foldedIn(showMatrix(matrix, { ...whole, copies: 'folded' })).length);
      for (const line of fileOf(view, matrix, whole)) {
        const claim = view.claims.find(({ id }) => id === line.claim_id);
        expect(JSON.parse(line.answer_json ?? '')).toEqual(claim?.answer);
        expect(line.question).toBe(claim?.attribute);
        expect(line.scope).toBe(claim?.scope ?? '');
        expect(line.claimant).toBe(view.sources[claim?.claimantId ?? '']?.name);
        expect(line.document).toBe(view.documents[claim?.documentId ?? '']?.title);
        expect(line.set_by).toBe(String(claim?.setBy));
        expect(line.as_of).toBe(String(view.asOf));
        expect(line.conflict === '').toBe(line.why === '');
      }
    }
  });

  test('carries quotation marks, commas and line breaks, and nothing a spreadsheet would run', () => {
    const [record] = records;
    if (!record) throw new Error('The sample holds no record.');
    const notes = ['=1+1', '+9', '-9', '@here', '\tindented', 'say "no", or\r\nnot', 'أربعة صواريخ', "'quoted", 'a=b'];
    const claims = record.view.claims.map((claim, at) => ({ ...claim, note: notes[at % notes.length] ?? null }));
    const view = { ...record.view, claims };
    const read = new Set(fileOf(view, claimsMatrix(view), whole).map(({ note }) => note));
    const safe = notes.map((note) => (/^[=+\-@\t]/.test(note) ? `'${note}` : note)).slice(0, claims.length);
    expect([...read].sort()).toEqual(safe.sort());
  });
});

describe('the address of a layout', () => {
  const choices = { hasDisagreements: true, languages: ['ar', 'en', 'und'] };
  const read = (address: string) =>
    readArrangement(Object.fromEntries(new URL(address, 'http://x').searchParams), choices);

  test('asks for exactly what was chosen, whatever that is', () => {
    for (const order of ['disagreements', 'asked'] as const)
      for (const claims of ['disputed', 'all'] as const)
        for (const copies of ['folded', 'shown'] as const)
          for (const turned of [false, true])
            for (const language of [null, ...choices.languages]) {
              const arrangement: Arrangement = {
                order,
                claims,
                copies,
                turned,
                language,
                on: turned ? '2021-05-03' : null,
              };
              expect(read(arrangedAddress('/incidents/x', arrangement, 'claims'))).toEqual({
                arrangement,
                dropped: [],
              });
            }
  });

  test('is short for what a page shows unasked', () => {
    expect(arrangedAddress('/incidents/x', read('/incidents/x').arrangement)).toBe('/incidents/x');
  });

  test('leaves out what it does not understand, and names it', () => {
    const { arrangement, dropped } = readArrangement(
      {
        claims: 'some',
        turned: ['1', '1'],
        copies: '',
        lang: 'x'.repeat(500),
        order: '__proto__',
        from: 'elsewhere',
        on: 'soon',
      },
      choices,
    );
    expect(arrangement).toEqual({ ...whole, claims: 'disputed', copies: 'folded' });
    expect(dropped.map(({ name }) => name).sort()).toEqual(['claims', 'lang', 'order', 'turned']);
    for (const { value } of dropped) expect(value.length).toBeLessThan(50);
  });

  test('compares all questions where there is no disagreement to show alone', () => {
    expect(readArrangement({ claims: 'disputed' }, { ...choices, hasDisagreements: false }).arrangement.claims).toBe(
      'all',
    );
  });
});

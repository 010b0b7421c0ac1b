import { describe, expect, test } from 'vitest';
import { assess } from '@/domain/question/assess';
import type { AssessedClaim, Lineage } from '@/domain/question/claim';
import { claim, count, lineage, time, truth, unknown, weapon } from './given';

const seen = (claims: AssessedClaim[], known: Partial<Lineage> = {}) => assess(claims, lineage(known));
const brief = (claims: AssessedClaim[], known: Partial<Lineage> = {}) => {
  const { state, positionCount, origins } = seen(claims, known);
  return [state, positionCount, origins];
};
const copies = (
  document: string,
  how: 'republishes' | 'quotes' | 'translates' | 'based on' | 'unknown' = 'republishes',
) => ({
  derivesFrom: [{ document, how }],
});
const from = (carrier: string) => ({ carrier });

describe('the state of a question', () => {
  test('is Not reported where nobody claims anything', () => {
    expect(brief([])).toEqual(['Not reported', 0, [0, 0]]);
  });
  test('is Withdrawn where all answers were taken back', () => {
    expect(brief([claim('1', 4, { withdrawn: true }), claim('2', unknown)])).toEqual(['Withdrawn', 0, [0, 0]]);
  });
  test('stays Not reported where only an abstention was taken back', () => {
    expect(brief([claim('1', unknown, { withdrawn: true })])).toEqual(['Not reported', 0, [0, 0]]);
  });
  test('is Disputed by one origin that contradicts itself', () => {
    expect(brief([claim('1', 4, { claimant: 'A' }), claim('2', 5, { claimant: 'A' })])).toEqual([
      'Disputed',
      2,
      [1, 1],
    ]);
  });
  test('is the worst of its lines', () => {
    const two = [claim('1', 4), claim('2', 4), claim('3', 2, { scope: 'landed inside' })];
    const { state, lines } = seen(two);
    expect(state).toBe('One source');
    expect(lines.map((line) => line.state)).toEqual(['Agreed', 'One source']);
  });
  test('counts an unreported line only where there is no other', () => {
    expect(brief([claim('1', 4), claim('2', 4), claim('3', unknown, { scope: 'intercepted' })])).toEqual([
      'Agreed',
      1,
      [2, 2],
    ]);
  });
  test('is Disputed between lines that each agree', () => {
    const nobody = { attribute: 'wounded' };
    const oneOfThem = { attribute: 'wounded', scope: 'US troops' };
    const { state, lines, conflicts } = seen([
      claim('1', count('none'), nobody),
      claim('2', count('none'), nobody),
      claim('3', 1, oneOfThem),
      claim('4', 1, oneOfThem),
    ]);
    expect(state).toBe('Disputed');
    expect(lines.map((line) => line.state)).toEqual(['Agreed', 'Agreed']);
    expect(conflicts).toEqual([
      { claims: ['1', '3'], reason: '“Nobody wounded” against “1 US soldier wounded”: US troops are persons.' },
    ]);
  });
  test('is Agreed where two origins state the same bound', () => {
    expect(brief([claim('1', count('at-least', 3)), claim('2', count('at-least', 3))])).toEqual(['Agreed', 1, [2, 2]]);
  });
  test('is Uncontradicted where two ranges overlap and nobody states the overlap', () => {
    const ranges = [claim('1', count('between', 2, 4)), claim('2', count('between', 3, 6))];
    expect(seen(ranges).lines[0]).toMatchObject({
      state: 'Uncontradicted',
      positions: [{ value: '3 to 4', asserting: [] }],
    });
  });
  test('is Uncontradicted where only one of two who state it is an origin for certain', () => {
    const documents = { d2: { lineage: 'unknown' as const } };
    const claims = [claim('1', 4), claim('2', 4, from('d2')), claim('3', count('at-least', 3))];
    expect(brief(claims, { documents })).toEqual(['Uncontradicted', 1, [2, 3]]);
  });
  test('is Agreed on a weapon named by its kind and twice by itself', () => {
    const weapons = ['rocket', '107 mm rocket', '107 mm rocket'].map((term, at) =>
      claim(String(at), weapon(term), { attribute: 'weapon' }),
    );
    expect(seen(weapons).lines[0]).toMatchObject({
      state: 'Agreed',
      positions: [{ value: '107 mm rocket', asserting: ['1', '2'], allowing: ['0'] }],
    });
  });
  test('is not Agreed by a kind that spans more than the word beside it', () => {
    const weapons = ['rocket', 'Katyusha'].map((term, at) => claim(String(at), weapon(term), { attribute: 'weapon' }));
    expect(seen(weapons).lines[0]).toMatchObject({
      state: 'Uncontradicted',
      positions: [{ value: 'Katyusha', asserting: ['1'], allowing: ['0'] }],
    });
  });
  test('leaves two different texts side by side', () => {
    const damage = (id: string, text: string) => claim(id, { kind: 'text', text }, { attribute: 'damage' });
    expect(brief([damage('1', 'a hangar burnt'), damage('2', 'windows broken')])).toEqual([
      'Uncontradicted',
      1,
      [2, 2],
    ]);
    expect(brief([damage('1', 'A hangar burnt'), damage('2', 'a hangar burnt')])).toEqual(['Agreed', 1, [2, 2]]);
  });
});

describe('positions', () => {
  test('hold what allows several of them in each', () => {
    const spread = [claim('1', 4), claim('2', 6), claim('3', 10), claim('4', count('between', 3, 6))];
    expect(seen(spread).positions.map(({ claims }) => claims)).toEqual([['1', '4'], ['2', '4'], ['3']]);
  });
  test('multiply over parts of a question that do not bear on each other', () => {
    const two = [
      claim('1', 4),
      claim('2', 5),
      claim('3', 1, { attribute: 'explosions heard' }),
      claim('4', 2, { attribute: 'explosions heard' }),
    ];
    expect(brief(two)).toEqual(['Disputed', 4, [4, 4]]);
  });
  test('are listed up to 64 and counted beyond', () => {
    const many = Array.from({ length: 100 }, (_, n) => claim(String(n), n));
    const { positions, positionCount } = seen(many);
    expect([positions.length, positionCount]).toEqual([64, 100]);
  });
  test('put Katyusha beside each calibre it may be', () => {
    const weapons = ['Katyusha', '107 mm rocket', '122 mm Grad'].map((term, at) =>
      claim(String(at), weapon(term), { attribute: 'weapon' }),
    );
    const { positions, conflicts } = seen(weapons);
    expect(positions.map(({ claims }) => claims)).toEqual([
      ['0', '1'],
      ['0', '2'],
    ]);
    expect(conflicts.map(({ claims }) => claims)).toEqual([['1', '2']]);
  });
  test('name the value of each line they speak of', () => {
    const { positions } = seen([claim('1', 4), claim('2', 3, { scope: 'intercepted' })]);
    expect(positions).toEqual([
      { claims: ['1', '2'], asserting: ['1', '2'], value: '4 (rockets, fired); 3 (rockets, intercepted)' },
    ]);
  });
});

describe('a conflict no two claims make', () => {
  test('is found where separate parts do not fit in the whole', () => {
    const { conflicts, positionCount } = seen([
      claim('1', 4),
      claim('2', count('at-least', 3), { scope: 'landed inside' }),
      claim('3', 3, { scope: 'landed outside' }),
    ]);
    expect(conflicts).toEqual([
      {
        claims: ['1', '2', '3'],
        reason: '4 rockets fired cannot hold at least 3 that landed inside and 3 that landed outside.',
      },
    ]);
    expect(positionCount).toBe(3);
  });
  test('is found across scopes that cross', () => {
    const wounded = (id: string, scope: string, answer: Parameters<typeof claim>[1]) =>
      claim(id, answer, { attribute: 'wounded', scope });
    const four = [
      wounded('1', 'military', count('at-least', 2)),
      wounded('2', 'US nationals', count('at-least', 2)),
      wounded('3', 'persons', count('at-most', 3)),
      wounded('4', 'US troops', count('none')),
    ];
    expect(seen(four).conflicts.map(({ claims }) => claims)).toEqual([['1', '2', '3', '4']]);
    expect(brief(four)).toEqual(['Disputed', 4, [4, 4]]);
    expect(brief(four.slice(0, 3))).toEqual(['One source', 1, [3, 3]]);
  });
  test('is found between killed, wounded and casualties', () => {
    const three = [
      claim('1', 4, { attribute: 'casualties' }),
      claim('2', 3, { attribute: 'killed' }),
      claim('3', 2, { attribute: 'wounded' }),
    ];
    expect(seen(three).conflicts.map(({ claims }) => claims)).toEqual([['1', '2', '3']]);
  });
  test('is none where contractors and soldiers fit in four persons', () => {
    const wounded = (id: string, scope: string, n: number) => claim(id, n, { attribute: 'wounded', scope });
    const three = [wounded('1', 'persons', 4), wounded('2', 'contractors', 2), wounded('3', 'military', 2)];
    expect(seen(three).conflicts).toEqual([]);
  });
  test('is none where the US nationals may be among the civilians', () => {
    const wounded = (id: string, scope: string, n: number) => claim(id, n, { attribute: 'wounded', scope });
    const five = [
      wounded('1', 'persons', 2),
      wounded('2', 'civilians', 2),
      wounded('3', 'US nationals', 1),
      wounded('4', 'US troops', 0),
      wounded('5', 'US contractors', 0),
    ];
    expect(seen(five).conflicts).toEqual([]);
  });
  test('is none where casualties exceed the killed and the wounded', () => {
    const three = ['casualties', 'killed', 'wounded'].map((attribute, at) =>
      claim(String(at), at === 0 ? 3 : 1, { attribute }),
    );
    expect(seen(three).conflicts).toEqual([]);
  });
  test('makes civilians add up too', () => {
    const wounded = (id: string, scope: string, n: number) => claim(id, n, { attribute: 'wounded', scope });
    const four = [
      wounded('1', 'persons', 4),
      wounded('2', 'contractors', 2),
      wounded('3', 'military', 2),
      wounded('4', 'civilians', 1),
    ];
    expect(seen(four).conflicts.map(({ claims }) => claims)).toEqual([['1', '2', '3', '4']]);
  });
});

describe('dates', () => {
  const date = (id: string, edtf: string) => claim(id, time(edtf), { attribute: 'date' });
  test('22, 22 and 23 are one position on which two agree', () => {
    const { state, positionCount, lines, reconcilable } = seen([
      date('1', '2021-04-22'),
      date('2', '2021-04-22'),
      date('3', '2021-04-23'),
    ]);
    expect([state, positionCount]).toEqual(['Agreed', 1]);
    expect(lines[0]?.positions[0]).toMatchObject({ value: '22 April 2021', asserting: ['1', '2'], allowing: ['3'] });
    expect(reconcilable).toEqual([
      {
        claims: ['1', '3'],
        reason:
          'Thursday 22 April 2021 and Friday 23 April 2021 are neighbouring days, and one night can explain both: not counted as a conflict.',
      },
    ]);
  });
  test('22, 23 and 24 are two positions', () => {
    expect(brief([date('1', '2021-04-22'), date('2', '2021-04-23'), date('3', '2021-04-24')])).toEqual([
      'Disputed',
      2,
      [3, 3],
    ]);
  });
  test('two days and an hour of the night between them are one position', () => {
    expect(brief([date('1', '2021-04-22'), date('2', '2021-04-23'), date('3', '2021-04-23T02:00+03:00')])).toEqual([
      'Uncontradicted',
      1,
      [3, 3],
    ]);
  });
  test('two clock times of that night still conflict', () => {
    const clocks = [date('1', '2021-04-22'), date('2', '2021-04-22T23:00+03:00'), date('3', '2021-04-23T02:00+03:00')];
    expect(brief(clocks)).toEqual(['Disputed', 2, [3, 3]]);
  });
  test('three sets that meet in pairs only conflict as three', () => {
    const sets = [
      date('1', '[2021-05-02,2021-05-04]'),
      date('2', '[2021-05-04,2021-05-06]'),
      date('3', '[2021-05-02,2021-05-06]'),
    ];
    const { conflicts, positionCount } = seen(sets);
    expect(conflicts.map(({ claims }) => claims)).toEqual([['1', '2', '3']]);
    expect(positionCount).toBe(3);
  });
  test('an approximate day asserts the day it contains', () => {
    expect(brief([date('1', '2021-05-03~'), date('2', '2021-05-03')])).toEqual(['Agreed', 1, [2, 2]]);
  });
  test('a month only allows the day', () => {
    expect(brief([date('1', '2021-05'), date('2', '2021-05-03')])).toEqual(['Uncontradicted', 1, [2, 2]]);
  });
});

describe('a revision', () => {
  test('by the whole of which the claimant is part replaces the earlier answer', () => {
    const claims = [claim('1', 6, { claimant: 'Kirby' }), claim('2', 9, { claimant: 'Pentagon', revises: '1' })];
    expect(brief(claims, { sources: { Kirby: { partOf: 'Pentagon' } } })).toEqual(['One source', 1, [1, 1]]);
  });
  test('by another institution revises nothing', () => {
    expect(brief([claim('1', 6, { claimant: 'A' }), claim('2', 9, { claimant: 'B', revises: '1' })])).toEqual([
      'Disputed',
      2,
      [2, 2],
    ]);
  });
  test('once withdrawn does not revive the earlier answer', () => {
    const claims = [claim('1', 6, { claimant: 'A' }), claim('2', 9, { claimant: 'A', revises: '1', withdrawn: true })];
    expect(brief(claims)).toEqual(['Withdrawn', 0, [0, 0]]);
  });
  test('may be revised in turn', () => {
    const claims = [1, 2, 3].map((n) =>
      claim(String(n), n, { claimant: 'A', ...(n > 1 && { revises: String(n - 1) }) }),
    );
    expect(seen(claims).live).toEqual(['3']);
  });
  test('to "unclear" leaves nothing live', () => {
    const claims = [claim('1', 6, { claimant: 'A' }), claim('2', unknown, { claimant: 'A', revises: '1' })];
    expect(brief(claims)).toEqual(['Not reported', 0, [0, 0]]);
  });
  test('in a circle leaves nobody live and ends', () => {
    const claims = [claim('1', 6, { claimant: 'A', revises: '2' }), claim('2', 9, { claimant: 'A', revises: '1' })];
    expect(brief(claims)).toEqual(['Not reported', 0, [0, 0]]);
  });
});

describe('an origin', () => {
  test('of a relay of a relay is the first speaker', () => {
    const claims = [
      claim('1', 4, { claimant: 'A' }),
      claim('2', 4, { claimant: 'B', relays: 'A' }),
      claim('3', 4, { claimant: 'C', relays: 'B' }),
    ];
    expect(brief(claims)).toEqual(['One source', 1, [1, 1]]);
    expect(seen(claims).originOf['3']).toEqual({ origins: ['A'], certain: true, through: 'relay', copies: '2' });
  });
  test('of relays in a circle is one, and the walk ends', () => {
    expect(
      brief([claim('1', 4, { claimant: 'A', relays: 'B' }), claim('2', 4, { claimant: 'B', relays: 'A' })]),
    ).toEqual(['One source', 1, [1, 1]]);
  });
  test('of sources that are part of each other is one', () => {
    const sources = { A: { partOf: 'B' }, B: { partOf: 'A' } };
    expect(brief([claim('1', 4, { claimant: 'A' }), claim('2', 4, { claimant: 'B' })], { sources })).toEqual([
      'One source',
      1,
      [1, 1],
    ]);
  });
  test('of pages that copy each other is one', () => {
    const documents = { d1: copies('d2'), d2: copies('d1') };
    expect(brief([claim('1', 4, from('d1')), claim('2', 4, from('d2'))], { documents })).toEqual([
      'One source',
      1,
      [1, 1],
    ]);
  });
  test('of pages that copy each other is uncertain beside another', () => {
    const documents = { d1: copies('d2'), d2: copies('d1') };
    const claims = [claim('1', 4, from('d1')), claim('2', 4, from('d2')), claim('3', 4)];
    expect(brief(claims, { documents })).toEqual(['One source', 1, [1, 2]]);
  });
  test('of a source that relays itself is itself', () => {
    const claims = [
      claim('1', 4, { claimant: 'A', relays: 'A' }),
      claim('2', 4, { claimant: 'A', relays: 'A' }),
      claim('3', 4),
    ];
    expect(brief(claims)).toEqual(['Agreed', 1, [2, 2]]);
  });
  test('of a page that copies itself is itself', () => {
    expect(brief([claim('1', 4, from('d1')), claim('2', 4)], { documents: { d1: copies('d1') } })).toEqual([
      'Agreed',
      1,
      [2, 2],
    ]);
  });
  test('of two copies of a page whose claims were taken back may be two, of a copy of one of them no third', () => {
    const documents = { d2: copies('d1'), d3: copies('d1'), d4: copies('d2') };
    const gone = [
      claim('1', 4, { claimant: 'A', carrier: 'd1', withdrawn: true }),
      claim('2', 6, { claimant: 'B', carrier: 'd1', withdrawn: true }),
    ];
    const two = [...gone, claim('3', 9, from('d2')), claim('4', 8, from('d3'))];
    expect(seen(two, { documents }).origins).toEqual([1, 2]);
    expect(seen([...gone, claim('3', 9, from('d2')), claim('5', 9, from('d4'))], { documents }).origins).toEqual([
      1, 1,
    ]);
  });
  test('of a chain of copies is its beginning', () => {
    const documents = { d2: copies('d1'), d3: copies('d2', 'translates'), d4: copies('d3', 'quotes') };
    const claims = ['d1', 'd2', 'd3', 'd4'].map((carrier, at) => claim(String(at), 4, { carrier }));
    expect(brief(claims, { documents })).toEqual(['One source', 1, [1, 1]]);
  });
  test('of a copy goes through pages that carry no claim', () => {
    const documents = { d2: copies('d1'), d3: copies('d2') };
    expect(brief([claim('1', 4, from('d1')), claim('3', 4, from('d3'))], { documents })).toEqual([
      'One source',
      1,
      [1, 1],
    ]);
  });
  test('of two copies of a page without claims is that page', () => {
    const documents = { d2: copies('d1'), d3: copies('d1') };
    const claims = [claim('2', 4, from('d2')), claim('3', 4, from('d3'))];
    expect(brief(claims, { documents })).toEqual(['One source', 1, [1, 1]]);
    expect(seen(claims, { documents }).originOf['2']?.origins).toEqual(['document:d1']);
  });
  test('of a miscopied number is the page copied', () => {
    const documents = { d2: copies('d1') };
    const claims = [claim('1', 1, from('d1')), claim('2', 9, from('d2'))];
    expect(brief(claims, { documents })).toEqual(['Disputed', 2, [1, 1]]);
  });
  test('of a page based on another is uncertain', () => {
    const documents = { d2: copies('d1', 'based on') };
    expect(brief([claim('1', 4, from('d1')), claim('2', 4, from('d2'))], { documents })).toEqual([
      'One source',
      1,
      [1, 2],
    ]);
  });
  test('of a copy of a page based on another is that page', () => {
    const documents = { d2: copies('d1', 'unknown'), d3: copies('d2') };
    const claims = [claim('1', 4, from('d1')), claim('2', 4, from('d2')), claim('3', 4, from('d3'))];
    expect(brief(claims, { documents })).toEqual(['One source', 1, [1, 2]]);
  });
  test('of two pages of unknown lineage is one to two', () => {
    const documents = { d1: { lineage: 'unknown' as const }, d2: { lineage: 'unknown' as const } };
    expect(brief([claim('1', 4, from('d1')), claim('2', 4, from('d2'))], { documents })).toEqual([
      'One source',
      1,
      [1, 2],
    ]);
  });
  test('of a page of unknown lineage and its copy is one', () => {
    const documents = { d1: { lineage: 'unknown' as const }, d2: copies('d1') };
    expect(brief([claim('1', 4, from('d1')), claim('2', 4, from('d2'))], { documents })).toEqual([
      'One source',
      1,
      [1, 1],
    ]);
  });
  test('of an outlet that also speaks first-hand is certain', () => {
    const documents = { d2: { lineage: 'unknown' as const } };
    const claims = [
      claim('1', 4, { claimant: 'A' }),
      claim('2', 4, { claimant: 'A', carrier: 'd2' }),
      claim('3', 4, { claimant: 'B' }),
    ];
    expect(brief(claims, { documents })).toEqual(['Agreed', 1, [2, 2]]);
  });
  test('of a claimant named in a page of unknown lineage is the claimant', () => {
    const documents = { d1: { publisher: 'Outlet', lineage: 'unknown' as const } };
    const claims = [claim('1', 4, { claimant: 'Ministry', carrier: 'd1' }), claim('2', 4, { claimant: 'Militia' })];
    expect(brief(claims, { documents })).toEqual(['Agreed', 1, [2, 2]]);
  });
  test('of a copy of a page with two claims is either, and adds none to them', () => {
    const documents = { d2: copies('d1') };
    const claims = [
      claim('1', 4, { claimant: 'A', carrier: 'd1' }),
      claim('2', 6, { claimant: 'B', carrier: 'd1' }),
      claim('3', 9, from('d2')),
    ];
    expect(brief(claims, { documents })).toEqual(['Disputed', 3, [2, 2]]);
    expect(seen(claims, { documents }).originOf['3']?.origins).toEqual(['A', 'B']);
  });
  test('of a copy of two pages is one of the two', () => {
    const documents = {
      d3: {
        derivesFrom: [
          { document: 'd1', how: 'quotes' as const },
          { document: 'd2', how: 'quotes' as const },
        ],
      },
    };
    const claims = [claim('1', 4, from('d1')), claim('2', 4, from('d2')), claim('3', 4, from('d3'))];
    expect(brief(claims, { documents })).toEqual(['Agreed', 1, [2, 2]]);
  });
});

describe('a relay or copy whose origin has spoken again', () => {
  test('of a revised answer is stale and no longer live', () => {
    const claims = [
      claim('1', 6, { claimant: 'A' }),
      claim('2', 9, { claimant: 'A', revises: '1' }),
      claim('3', 6, { claimant: 'B', relays: 'A' }),
    ];
    expect(seen(claims)).toMatchObject({ state: 'One source', positionCount: 1, stale: ['3'], live: ['2'] });
  });
  test('of the revision is fresh', () => {
    const claims = [
      claim('1', 6, { claimant: 'A' }),
      claim('2', 9, { claimant: 'A', revises: '1' }),
      claim('3', 9, { claimant: 'B', relays: 'A' }),
    ];
    expect(seen(claims)).toMatchObject({ stale: [], live: ['2', '3'] });
  });
  test('of a withdrawn answer stays live', () => {
    const documents = { d2: copies('d1') };
    const claims = [claim('1', 4, { carrier: 'd1', withdrawn: true }), claim('2', 4, from('d2'))];
    expect(seen(claims, { documents })).toMatchObject({
      state: 'One source',
      origins: [1, 1],
      stale: ['2'],
      live: ['2'],
    });
  });
  test('is stale however many relays lie between', () => {
    const claims = [
      claim('1', 6, { claimant: 'A' }),
      claim('2', 9, { claimant: 'A', revises: '1' }),
      claim('3', 6, { claimant: 'B', relays: 'A' }),
      claim('4', 6, { claimant: 'C', relays: 'B' }),
    ];
    expect(seen(claims)).toMatchObject({ stale: ['3', '4'], live: ['2'] });
  });
  test('is fresh while another voice of the origin says the same', () => {
    const sources = { Kirby: { partOf: 'Pentagon' }, McNulty: { partOf: 'Pentagon' } };
    const claims = [
      claim('1', 6, { claimant: 'Kirby', withdrawn: true }),
      claim('2', 6, { claimant: 'McNulty' }),
      claim('3', 6, { relays: 'Kirby' }),
    ];
    expect(seen(claims, { sources }).stale).toEqual([]);
  });
  test('with an answer of its own is stale where it was published before the revision', () => {
    const documents = { d3: copies('d1') };
    const told = (published?: string) => [
      claim('1', 6, { claimant: 'A', carrier: 'd1' }),
      claim('2', 9, { claimant: 'A', revises: '1', published: '2021-05-05' }),
      claim('3', 7, { carrier: 'd3', ...(published && { published }) }),
    ];
    expect(seen(told('2021-05-04'), { documents })).toMatchObject({ stale: ['3'], live: ['2'] });
    expect(seen(told('2021-05-05'), { documents })).toMatchObject({ stale: [], live: ['2', '3'] });
    expect(seen(told(), { documents })).toMatchObject({ stale: [], live: ['2', '3'] });
  });
  test('is not stale for what the origin says on another line', () => {
    const claims = [
      claim('1', 6, { claimant: 'A' }),
      claim('2', 9, { claimant: 'A', revises: '1' }),
      claim('3', 6, { claimant: 'B', relays: 'A', scope: 'landed inside' }),
    ];
    expect(seen(claims).stale).toEqual([]);
  });
});

describe('a toll', () => {
  const killed = (id: string, n: Parameters<typeof claim>[1], published?: string, rest: object = {}) =>
    claim(id, n, { attribute: 'killed', ...(published && { published }), ...rest });
  const overtaken = (...claims: AssessedClaim[]) => seen(claims).overtaken;

  test.each([
    ['two calendar days later', '2021-05-03', '2021-05-05', true],
    ['the next calendar day', '2021-05-03', '2021-05-04', false],
    ['the same day', '2021-05-03', '2021-05-03', false],
    ['the day before', '2021-05-03', '2021-05-01', false],
    ['24 hours and a minute later', '2021-05-03T20:00+03:00', '2021-05-04T20:01+03:00', true],
    ['24 hours later', '2021-05-03T20:00+03:00', '2021-05-04T20:00+03:00', false],
    ['the month after, from its middle', '2021-05-15', '2021-06', true],
    ['the month after, from the month before', '2021-05', '2021-06', false],
    ['within the month', '2021-05-01', '2021-05', false],
    ['two days after a month', '2021-05', '2021-06-02', true],
    ['an hour more than a bare day after it', '2021-05-03', '2021-05-05T01:00+03:00', true],
    ['an hour of the next day', '2021-05-03', '2021-05-04T23:00+03:00', false],
  ])('is overtaken or not by a higher one published %s', (_when, earlier, later, grew) => {
    expect(overtaken(killed('1', 1, earlier), killed('2', 2, later))).toEqual(grew ? ['1'] : []);
  });
  test('without a date is never overtaken and overtakes nothing', () => {
    expect(overtaken(killed('1', 1), killed('2', 2, '2021-05-05'))).toEqual([]);
    expect(overtaken(killed('1', 1, '2021-05-03'), killed('2', 2))).toEqual([]);
  });
  test('denied can be overtaken', () => {
    expect(overtaken(killed('1', count('none'), '2021-05-03'), killed('2', 1, '2021-05-06'))).toEqual(['1']);
    expect(overtaken(killed('1', truth('no'), '2021-05-03'), killed('2', 1, '2021-05-06'))).toEqual(['1']);
  });
  test('is overtaken across scopes', () => {
    expect(overtaken(killed('1', 1, '2021-05-03'), killed('2', 2, '2021-05-06', { scope: 'US troops' }))).toEqual([
      '1',
    ]);
  });
  test('is overtaken across attributes', () => {
    expect(
      overtaken(claim('1', 1, { attribute: 'casualties', published: '2021-05-03' }), killed('2', 2, '2021-05-06')),
    ).toEqual(['1']);
  });
  test('of a part above a later whole stays a conflict', () => {
    const claims = [killed('1', 3, '2021-05-03', { scope: 'military' }), killed('2', 2, '2021-05-06')];
    expect(seen(claims)).toMatchObject({ state: 'Disputed', overtaken: [] });
  });
  test('is overtaken by later parts that add up above it', () => {
    const parts = [
      killed('2', 2, '2021-05-06', { scope: 'military' }),
      killed('3', 2, '2021-05-06', { scope: 'contractors' }),
    ];
    expect(overtaken(killed('1', 3, '2021-05-03'), ...parts)).toEqual(['1']);
  });
  test('is not overtaken by parts one of which is as early', () => {
    const claims = [
      killed('1', 3, '2021-05-03'),
      killed('2', 2, '2021-05-06', { scope: 'military' }),
      killed('3', 2, '2021-05-03', { scope: 'contractors' }),
    ];
    expect(seen(claims)).toMatchObject({ state: 'Disputed', overtaken: [] });
  });
  test('is overtaken by each of several later figures that dispute', () => {
    expect(
      seen([killed('1', 1, '2021-05-03'), killed('2', 3, '2021-05-06'), killed('3', 4, '2021-05-06')]),
    ).toMatchObject({
      state: 'Disputed',
      overtaken: ['1'],
      positionCount: 2,
    });
  });
  test('grows step by step', () => {
    expect(
      seen([killed('1', 1, '2021-05-01'), killed('2', 2, '2021-05-03'), killed('3', 3, '2021-05-05')]),
    ).toMatchObject({
      state: 'One source',
      overtaken: ['1', '2'],
      origins: [1, 1],
    });
  });
  test('is not overtaken by a withdrawn figure', () => {
    expect(overtaken(killed('1', 1, '2021-05-03'), killed('2', 2, '2021-05-06', { withdrawn: true }))).toEqual([]);
  });
  test('that leaves room is not overtaken', () => {
    expect(overtaken(killed('1', count('at-least', 1), '2021-05-03'), killed('2', 5, '2021-05-06'))).toEqual([]);
  });
  test('of an unlisted scope bounds no listed one', () => {
    const none = ['military', 'contractors', 'civilians', 'US nationals'].map((scope) =>
      killed(scope, count('none'), '2021-05-06', { scope }),
    );
    const pilgrims = killed('1', 1, '2021-05-03', { scope: 'pilgrims' });
    expect(overtaken(pilgrims, killed('2', 5, '2021-05-06'), ...none)).toEqual([]);
  });
  test('is what rockets are not', () => {
    const rockets = [claim('1', 4, { published: '2021-05-03' }), claim('2', 6, { published: '2021-05-06' })];
    expect(seen(rockets)).toMatchObject({ state: 'Disputed', overtaken: [] });
  });
});

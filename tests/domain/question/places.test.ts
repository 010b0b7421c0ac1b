import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '@/domain/answer/answer';
import type { Gazetteer } from '@/domain/answer/place';
import { assess } from '@/domain/question/assess';
import { relate } from '@/domain/question/relate';
import { builtInVocabulary } from '@/domain/question/vocabulary';
import { claim, lineage } from './given';

const gazetteer: Gazetteer = new Map([
  ['ain-al-asad', { name: 'Ain al-Asad Air Base', aliases: ['Ayn al-Asad', 'Ain Assad'], within: ['Iraq', 'Anbar'] }],
  ['erbil-airport', { name: 'Erbil airport', aliases: ['EBL'], within: ['Iraq', 'Kurdistan Region', 'Erbil'] }],
  ['iraq', { name: 'Iraq', aliases: ['Irak'], within: ['Iraq'] }],
  ['camp-1', { name: 'The camp', aliases: [], within: ['Iraq', 'Anbar'] }],
  ['camp-2', { name: 'The camp', aliases: [], within: ['Iraq', 'Basra'] }],
  ['egg', { name: 'Egg', aliases: [], within: ['Hen'] }],
  ['hen', { name: 'Hen', aliases: [], within: ['Egg'] }],
]);
const site = (id: string): Answer => ({ kind: 'place', site: id });
const path = (...names: string[]): Answer => ({ kind: 'place', path: names });
const at = (id: string, answer: Answer) => claim(id, answer, { attribute: 'launch site' });
const relation = (a: Answer, b: Answer) => relate(at('a', a), at('b', b), gazetteer).relation;

describe('two places', () => {
  const rows: readonly (readonly [string, Answer, Answer, 'compatible' | 'conflict'])[] = [
    ['a province holds the site within it', path('Iraq', 'Anbar'), site('ain-al-asad'), 'compatible'],
    ['so it does by itself', path('Anbar'), site('ain-al-asad'), 'compatible'],
    ['another province does not', path('Iraq', 'Diyala'), site('ain-al-asad'), 'conflict'],
    ['a site is its name in a path', path('Iraq', 'Anbar', 'Ain al-Asad Air Base'), site('ain-al-asad'), 'compatible'],
    ['a site is its alias', path('Ain Assad'), path('Iraq', 'Anbar', 'Ayn al-Asad'), 'compatible'],
    ['spelling with hyphens and apostrophes is one', path('Ayn al Asad'), site('ain-al-asad'), 'compatible'],
    ['a path may leave levels out', path('Erbil', 'EBL'), site('erbil-airport'), 'compatible'],
    ['a path may name a level more', path('Anbar', 'Hit district', 'Ain Assad'), site('ain-al-asad'), 'compatible'],
    ['the same name elsewhere is another place', path('Syria', 'Ain Assad'), site('ain-al-asad'), 'conflict'],
    ['a part of a site lies in it', path('Ain Assad', 'Runway 2'), path('Iraq', 'Anbar'), 'compatible'],
    ['a country that is a site holds its provinces', site('iraq'), path('Anbar', 'Ain Assad'), 'compatible'],
    ['and by its alias', path('Irak', 'Anbar'), site('ain-al-asad'), 'compatible'],
    ['a name of two sites is neither of them', path('The camp'), site('camp-1'), 'compatible'],
    ['where its province tells them apart it is one', path('Basra', 'The camp'), site('camp-1'), 'conflict'],
    ['two sites are two', site('camp-1'), site('camp-2'), 'conflict'],
    ['sites said to lie within each other are read all the same', site('egg'), site('hen'), 'conflict'],
    ['a site nobody knows is itself', site('nowhere'), site('ain-al-asad'), 'conflict'],
  ];
  test.each(rows)('%s', (_rule, a, b, expected) => {
    expect(relation(a, b)).toBe(expected);
    expect(relation(b, a)).toBe(expected);
  });

  test('relate symmetrically, and each to itself', () => {
    const names = ['Iraq', 'Irak', 'Anbar', 'Ain Assad', 'Basra', 'The camp', 'Egg', 'Hen', 'Runway 2'];
    const place = fc.oneof(
      fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }).map((list) => path(...list)),
      fc.constantFrom(...gazetteer.keys(), 'nowhere').map(site),
    );
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(relation(a, b)).toBe(relation(b, a));
        expect(relation(a, a)).toBe('compatible');
      }),
      { numRuns: 500 },
    );
  });
});

describe('an assessment given the sites', () => {
  test('takes a site and its alias for one answer, and names the site', () => {
    const claims = [at('1', site('ain-al-asad')), at('2', path('Iraq', 'Anbar', 'Ain Assad')), at('3', path('Anbar'))];
    const { state, positions } = assess(claims, lineage(), builtInVocabulary, gazetteer);
    expect(state).toBe('Agreed');
    expect(positions.map(({ asserting }) => asserting)).toEqual([['1', '2']]);
    expect(assess(claims, lineage()).state).toBe('Disputed');
  });

  test('says which places lie apart', () => {
    const claims = [at('1', site('ain-al-asad')), at('2', path('Iraq', 'Diyala'))];
    const { conflicts } = assess(claims, lineage(), builtInVocabulary, gazetteer);
    expect(conflicts[0]?.reason).toBe('“Ain al-Asad Air Base” against “Diyala, Iraq”: neither lies within the other.');
  });
});

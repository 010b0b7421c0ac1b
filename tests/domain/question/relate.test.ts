import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '@/domain/answer/answer';
import { relate } from '@/domain/question/relate';
import { anyClaim } from './any-claim';
import { claim, count, exactly, time, truth, unknown, weapon } from './given';

const place = (...path: string[]): Answer => ({ kind: 'place', path });
const party = (term: string): Answer => ({ kind: 'party', term });
const text = (words: string): Answer => ({ kind: 'text', text: words });

type Row = readonly [string, string, Answer, Answer, 'compatible' | 'reconcilable' | 'conflict'];
const rows: readonly Row[] = [
  ['about 0 is 0 or 1', 'rockets', count('about', 0), exactly(1), 'compatible'],
  ['about 0 is not 2', 'rockets', count('about', 0), exactly(2), 'conflict'],
  ['about 4 is 3 to 5', 'rockets', count('about', 4), exactly(5), 'compatible'],
  ['about 15 rounds a tenth half up to 2', 'rockets', count('about', 15), exactly(17), 'compatible'],
  ['about 14 rounds a tenth half down to 1', 'rockets', count('about', 14), exactly(16), 'conflict'],
  ['almost 1 is none', 'rockets', count('almost', 1), count('none'), 'compatible'],
  ['almost 2 is 1', 'rockets', count('almost', 2), exactly(1), 'compatible'],
  ['almost 30 begins at 27', 'rockets', count('almost', 30), exactly(27), 'compatible'],
  ['almost 30 does not reach down to 26', 'rockets', count('almost', 30), exactly(26), 'conflict'],
  ['almost 11 is exactly 10', 'rockets', count('almost', 11), exactly(9), 'conflict'],
  ['several is three or more', 'rockets', count('several'), exactly(2), 'conflict'],
  ['dozens is twelve or more', 'rockets', count('dozens'), exactly(12), 'compatible'],
  ['hundreds is a hundred or more', 'rockets', count('hundreds'), exactly(99), 'conflict'],
  ['hundreds may be dozens', 'rockets', count('hundreds'), count('dozens'), 'compatible'],
  ['more than 12 is not 12', 'rockets', count('more-than', 12), exactly(12), 'conflict'],
  ['fewer than 3 is not 3', 'rockets', count('fewer-than', 3), count('at-least', 3), 'conflict'],
  ['at most 3 allows 3', 'rockets', count('at-most', 3), count('at-least', 3), 'compatible'],
  ['one of two days is not the day between', 'date', time('[2021-05-02,2021-05-04]'), time('2021-05-03'), 'conflict'],
  ['18:00 belongs to the night after', 'date', time('2021-05-02T18:00+03:00'), time('2021-05-03'), 'reconcilable'],
  ['17:59 does not', 'date', time('2021-05-02T17:59+03:00'), time('2021-05-03'), 'conflict'],
  ['06:00 belongs to the night before', 'date', time('2021-05-03T06:00+03:00'), time('2021-05-02'), 'reconcilable'],
  ['06:01 does not', 'date', time('2021-05-03T06:01+03:00'), time('2021-05-02'), 'conflict'],
  [
    '06:00:00 belongs to the night before',
    'date',
    time('2021-05-03T06:00:00+03:00'),
    time('2021-05-02'),
    'reconcilable',
  ],
  ['06:00:01 does not', 'date', time('2021-05-03T06:00:01+03:00'), time('2021-05-02'), 'conflict'],
  ['a clock time is of the local day', 'date', time('2021-05-02T22:00Z'), time('2021-05-03'), 'compatible'],
  ['21:00 UTC opens the local day', 'date', time('2021-05-02T21:00:00Z'), time('2021-05-03'), 'compatible'],
  ['20:59 UTC is the evening before', 'date', time('2021-05-02T20:59:59Z'), time('2021-05-03'), 'reconcilable'],
  [
    'two clock times are never reconciled',
    'date',
    time('2021-05-02T23:00+03:00'),
    time('2021-05-03T01:00+03:00'),
    'conflict',
  ],
  ['one minute holds its seconds', 'date', time('2021-05-03T20:00+03:00'), time('2021-05-03T17:00:59Z'), 'compatible'],
  ['a question mark leaves a bare day bare', 'date', time('2021-05-03?'), time('2021-05-02'), 'reconcilable'],
  ['~ widens a day by one day only', 'date', time('2021-05-03~'), time('2021-05-05'), 'conflict'],
  ['% widens too', 'date', time('2021-05-03%'), time('2021-05-02'), 'compatible'],
  ['~ widens a month by a month', 'date', time('2021-05~'), time('2021-06-30'), 'compatible'],
  ['~ widens no further', 'date', time('2021-05~'), time('2021-07-01'), 'conflict'],
  [
    '~ on a clock time widens by a minute',
    'date',
    time('2021-05-03T20:00+03:00~'),
    time('2021-05-03T20:01+03:00'),
    'compatible',
  ],
  ['a masked day is any of the month', 'date', time('2021-05-XX'), time('2021-05-31'), 'compatible'],
  ['a masked month keeps its day', 'date', time('2021-XX-03'), time('2021-05-04'), 'conflict'],
  ['a masked day is not a bare day', 'date', time('2021-05-XX'), time('2021-06-01'), 'conflict'],
  ['an open interval has no end', 'date', time('2021-05-03/..'), time('2031'), 'compatible'],
  ['an unknown end is open', 'date', time('2021-05-03/'), time('2021-05-02'), 'conflict'],
  [
    'an interval next to a day is not reconciled',
    'date',
    time('2021-04-22/2021-04-23'),
    time('2021-04-24'),
    'conflict',
  ],
  ['all of several days are read as any', 'date', time('{2021-05-02,2021-05-04}'), time('2021-05-04'), 'compatible'],
  ['new year is one night', 'date', time('2020-12-31'), time('2021-01-01'), 'reconcilable'],
  ['the leap day has neighbours', 'date', time('2020-02-29'), time('2020-03-01'), 'reconcilable'],
  ['without a leap day 28 February meets March', 'date', time('2021-02-28'), time('2021-03-01'), 'reconcilable'],
  [
    'a province holds its base',
    'launch site',
    place('Iraq', 'Anbar'),
    place('Iraq', 'Anbar', 'Ain al-Asad'),
    'compatible',
  ],
  ['two provinces are apart', 'launch site', place('Iraq', 'Anbar'), place('Iraq', 'Salah al-Din'), 'conflict'],
  [
    'a site is found in a path',
    'launch site',
    { kind: 'place', site: 'ain al-asad' },
    place('Anbar', 'Ain al-Asad'),
    'compatible',
  ],
  ['Katyusha may be a Grad', 'weapon', weapon('Katyusha'), weapon('122 mm Grad'), 'compatible'],
  ['Katyusha is a rocket', 'weapon', weapon('Katyusha'), weapon('rocket'), 'compatible'],
  ['Katyusha is no drone', 'weapon', weapon('Katyusha'), weapon('drone'), 'conflict'],
  [
    'an unlisted weapon equals itself, whatever the case',
    'weapon',
    weapon('Booby trap'),
    weapon('booby  trap'),
    'compatible',
  ],
  ['an unlisted weapon is no rocket', 'weapon', weapon('booby trap'), weapon('rocket'), 'conflict'],
  ['a group is of its kind', 'perpetrator', party('Iran-backed militia'), party('Kataib Hezbollah'), 'compatible'],
  ['two groups are two', 'perpetrator', party('Kataib Hezbollah'), party('Asaib Ahl al-Haq'), 'conflict'],
  ['a militia is not Islamic State', 'perpetrator', party('Iran-backed militia'), party('Islamic State'), 'conflict'],
  ['texts are not compared', 'damage', text('a hangar burnt'), text('no damage'), 'compatible'],
  ['a text does not contradict a no', 'damage', text('a hangar burnt'), truth('no'), 'compatible'],
  ['yes and no contradict', 'occurred', truth('yes'), truth('no'), 'conflict'],
  ['unclear contradicts nothing', 'occurred', unknown, truth('no'), 'compatible'],
];

describe('two answers on one line', () => {
  test.each(rows)('%s', (_rule, attribute, a, b, relation) => {
    expect(relate(claim('a', a, { attribute }), claim('b', b, { attribute })).relation).toBe(relation);
    expect(relate(claim('b', b, { attribute }), claim('a', a, { attribute })).relation).toBe(relation);
  });
});

type Across = readonly [
  string,
  readonly [string, string?],
  Answer,
  readonly [string, string?],
  Answer,
  'compatible' | 'conflict',
];
const across: readonly Across[] = [
  ['killed are casualties', ['casualties'], exactly(1), ['killed'], exactly(2), 'conflict'],
  ['casualties may be wounded', ['casualties'], exactly(2), ['wounded'], exactly(2), 'compatible'],
  ['killed and wounded are apart', ['killed'], exactly(0), ['wounded'], exactly(9), 'compatible'],
  [
    'no casualties leaves no soldier killed',
    ['casualties'],
    count('none'),
    ['killed', 'US troops'],
    exactly(1),
    'conflict',
  ],
  [
    'casualties among troops do not bound killed persons',
    ['casualties', 'US troops'],
    exactly(0),
    ['killed'],
    exactly(3),
    'compatible',
  ],
  [
    'rockets without a scope were fired',
    ['rockets'],
    exactly(2),
    ['rockets', 'landed outside'],
    exactly(3),
    'conflict',
  ],
  ['rockets found unfired are apart', ['rockets'], exactly(2), ['rockets', 'found unfired'], exactly(5), 'compatible'],
  ['an unlisted scope is apart', ['rockets'], exactly(2), ['rockets', 'duds'], exactly(5), 'compatible'],
  ['an unlisted scope meets itself', ['rockets', 'duds'], exactly(2), ['rockets', 'duds'], exactly(5), 'conflict'],
  [
    'killed of an unlisted scope are its casualties',
    ['casualties', 'pilgrims'],
    exactly(1),
    ['killed', 'pilgrims'],
    exactly(2),
    'conflict',
  ],
  ['explosions heard are no rockets', ['rockets'], exactly(2), ['explosions heard'], exactly(5), 'compatible'],
  [
    'civilians may be US nationals',
    ['wounded', 'civilians'],
    exactly(2),
    ['wounded', 'US nationals'],
    exactly(3),
    'compatible',
  ],
  [
    'US contractors are contractors',
    ['wounded', 'contractors'],
    exactly(1),
    ['wounded', 'US contractors'],
    exactly(2),
    'conflict',
  ],
  [
    'US contractors are US nationals',
    ['wounded', 'US nationals'],
    exactly(1),
    ['wounded', 'US contractors'],
    exactly(2),
    'conflict',
  ],
  ['US troops are military', ['houses', 'military'], truth('no'), ['houses', 'US troops'], truth('yes'), 'conflict'],
  [
    'a base without persons houses no contractors',
    ['houses', 'persons'],
    truth('no'),
    ['houses', 'Iraqi contractors'],
    truth('yes'),
    'conflict',
  ],
  [
    'some harmed contradicts none killed among them no more than it must',
    ['casualties'],
    truth('yes'),
    ['killed'],
    truth('no'),
    'compatible',
  ],
  [
    'what a base houses bounds no toll',
    ['houses', 'US troops'],
    truth('no'),
    ['killed', 'US troops'],
    exactly(1),
    'compatible',
  ],
  [
    'dates of two scopes are two questions',
    ['date', 'first wave'],
    time('2021-05-03'),
    ['date', 'second wave'],
    time('2021-05-09'),
    'compatible',
  ],
];

describe('two answers on two lines', () => {
  test.each(across)('%s', (_rule, [attributeA, scopeA], a, [attributeB, scopeB], b, relation) => {
    const left = claim('a', a, { attribute: attributeA, scope: scopeA });
    const right = claim('b', b, { attribute: attributeB, scope: scopeB });
    expect(relate(left, right).relation).toBe(relation);
    expect(relate(right, left).relation).toBe(relation);
  });
});

describe('the reason', () => {
  const why = (a: ReturnType<typeof claim>, b: ReturnType<typeof claim>) => relate(a, b).reason;
  type Said = readonly [string, Answer | number, (string | undefined)?, string?];
  const said = (id: string, [attribute, answer, scope, validity]: Said) =>
    claim(id, answer, { attribute, ...(scope && { scope }), ...(validity && { validity }) });
  const sentences: readonly (readonly [string, Said, Said, string])[] = [
    [
      'names the scope that lies within the other',
      ['wounded', count('none')],
      ['wounded', 1, 'foreign contractors'],
      '“Nobody wounded” against “1 foreign contractor wounded”: a foreign contractor is a person.',
    ],
    [
      'speaks of troops as many',
      ['wounded', count('none')],
      ['wounded', count('at-least', 1), 'US troops'],
      '“Nobody wounded” against “at least 1 US soldier wounded”: US troops are persons.',
    ],
    [
      'names the attribute that lies within the other',
      ['killed', 2],
      ['casualties', 1],
      '“1 casualty” against “2 killed”: whoever is killed is a casualty.',
    ],
    [
      'names both where both lie within',
      ['casualties', count('none'), 'contractors'],
      ['killed', count('several'), 'US contractors'],
      '“No casualties among contractors” against “several US contractors killed”: a US contractor is a contractor, and whoever is killed is a casualty.',
    ],
    ['counts rockets', ['rockets', 4], ['rockets', 6], '“4 rockets fired” against “6”: no number is both.'],
    [
      'denies rockets',
      ['rockets', truth('no')],
      ['rockets', count('dozens')],
      '“No rockets fired” against “dozens of rockets fired”: one denies what the other states.',
    ],
    [
      'says that what came down had been fired',
      ['rockets', 1],
      ['rockets', 2, 'intercepted'],
      '“1 rocket fired” against “2 rockets intercepted”: every rocket intercepted had been fired.',
    ],
    [
      'says what a base houses, and as of when',
      ['houses', truth('no'), 'military', '2021-05-03'],
      ['houses', truth('yes'), 'US troops', '2021-01/..'],
      '“Houses no military personnel (as of 3 May 2021)” against “houses US troops (from January 2021, end open: it goes on)”: US troops are military personnel.',
    ],
    [
      'says that a clock time leaves no night',
      ['date', time('2021-05-03T20:00+03:00')],
      ['date', time('2021-05-02')],
      'Monday 3 May 2021, 20:00 is not in the night next to Sunday 2 May 2021.',
    ],
    [
      'keeps a zone that is not the local one',
      ['date', time('2021-05-03T17:00Z')],
      ['date', time('2021-05-02')],
      'Monday 3 May 2021, 17:00 (UTC) is not in the night next to Sunday 2 May 2021.',
    ],
    [
      'counts the days between two days',
      ['date', time('2021-05-05')],
      ['date', time('2021-05-02')],
      '“Sunday 2 May 2021” against “Wednesday 5 May 2021”: the two are three days apart, and no night joins them.',
    ],
    [
      'says what a loose word may mean',
      ['weapon', weapon('drone')],
      ['weapon', weapon('Katyusha rockets')],
      '“Katyusha rockets” against “drone”: a Katyusha is a 107 mm rocket or a 122 mm Grad, not a drone.',
    ],
    [
      'tells two groups of one kind apart',
      ['perpetrator', party('Kataib Hezbollah')],
      ['perpetrator', party('League of the Righteous')],
      '“League of the Righteous” against “Kataib Hezbollah”: each is an Iran-backed militia, but a different one.',
    ],
    [
      'fits an attribute a steward named',
      ['vehicles burnt', 3, 'trucks'],
      ['vehicles burnt', count('at-least', 5), 'trucks'],
      '“Vehicles burnt (trucks): 3” against “at least 5”: no number is both.',
    ],
    [
      'fits a yes and a no a steward asked for',
      ['road blocked', truth('yes')],
      ['road blocked', truth('no')],
      '“Road blocked: no” against “road blocked: yes”: one denies what the other states.',
    ],
    [
      'does not take a steward’s words for persons',
      ['vessels', 3, 'military'],
      ['vessels', 2, 'military'],
      '“Vessels (military): 2” against “3”: no number is both.',
    ],
  ];
  test.each(sentences)('%s', (_rule, a, b, sentence) => {
    expect(why(said('a', a), said('b', b))).toBe(sentence);
    expect(why(said('b', b), said('a', a))).toBe(sentence);
  });
  test('is the same whichever claim comes first', () => {
    fc.assert(
      fc.property(anyClaim('a'), anyClaim('b'), (a, b) => {
        const there = relate(a, b);
        const back = relate(b, a);
        expect(back.relation).toBe(there.relation);
        expect(back.reason).toBe(there.reason);
        expect(there.reason).toMatch(/\.$/);
      }),
      { numRuns: 1000 },
    );
  });
});

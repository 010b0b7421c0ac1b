import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Argument, argue, noArgument, standingRuling } from '@/domain/question/argument';
import type { QuestionArgued } from '@/domain/question/event';

const attribute = 'wounded';
const mark = (position: string, document: string, as: 'Against' | 'Consistent' | null): QuestionArgued => ({
  type: 'EvidenceMarked',
  data: { attribute, position, evidence: { document }, mark: as },
});
const ruled = (position: string): QuestionArgued => ({
  type: 'QuestionRuled',
  data: {
    attribute,
    rule: 'best evidence',
    shownPosition: 3,
    outcome: { kind: 'position', position },
    evidence: [{ document: 'doc' }],
    rationale: 'Two saw it.',
  },
});
const dissent: QuestionArgued = { type: 'DissentRecorded', data: { attribute, text: 'From afar.' } };
const reopened: QuestionArgued = { type: 'RulingReopened', data: { attribute, reason: 'A page.' } };

/** What these people said, one after the other, from position 10 on. */
const argument = (...said: [string, QuestionArgued][]): Argument =>
  said.reduce<Argument>(
    (before, [actor, event], at) => argue(before, event, { actor, position: 10 + at, version: 2 + at }),
    noArgument,
  );

test('a mark is the last one a person set on that evidence for that position; others keep theirs', () => {
  const { marks } = argument(
    ['a', mark('c', 'x', 'Against')],
    ['b', mark('c', 'x', 'Against')],
    ['a', mark('d', 'x', 'Against')],
    ['a', mark('c', 'x', 'Consistent')],
    ['b', mark('c', 'x', null)],
  );
  expect(marks.map(({ by, position, mark: as, setBy }) => [by, position, as, setBy])).toEqual([
    ['a', 'd', 'Against', 12],
    ['a', 'c', 'Consistent', 13],
  ]);
});

test('marks are the same whatever others do in between', () => {
  const said = fc.tuple(
    fc.constantFrom('a', 'b'),
    fc.constantFrom('c', 'd'),
    fc.constantFrom('x', 'y'),
    fc.constantFrom('Against' as const, 'Consistent' as const, null),
  );
  const plain = ({ marks }: Argument) =>
    marks.map(({ by, position, evidence, mark: as }) => JSON.stringify([by, position, evidence, as])).sort();
  fc.assert(
    fc.property(fc.array(said, { maxLength: 20 }), (all) => {
      const events = all.map(([by, position, on, as]): [string, QuestionArgued] => [by, mark(position, on, as)]);
      const alone = (person: string) => plain(argument(...events.filter(([by]) => by === person)));
      expect(plain(argument(...events))).toEqual([...alone('a'), ...alone('b')].sort());
    }),
  );
});

test('a request is open until it is said how it ended, and says by whom', () => {
  const asked: QuestionArgued = { type: 'EvidenceRequested', data: { attribute, request: 'q', wanted: 'A list.' } };
  const met: QuestionArgued = { type: 'RequestMet', data: { attribute, request: 'q', outcome: 'It burned.' } };
  expect(argument(['a', asked]).requests).toMatchObject([{ request: 'q', by: 'a', met: null }]);
  expect(argument(['a', asked], ['b', met]).requests).toMatchObject([
    { request: 'q', by: 'a', met: { by: 'b', outcome: 'It burned.', setBy: 11 } },
  ]);
});

test('the ruling that stands is the last, unless it was reopened; earlier ones stay with what was said to them', () => {
  expect(standingRuling(null)).toBeNull();
  expect(standingRuling(noArgument)).toBeNull();
  const first = argument(['a', ruled('c')], ['b', dissent]);
  expect(standingRuling(first)).toMatchObject({
    by: 'a',
    version: 2,
    outcome: { position: 'c' },
    dissents: [{ by: 'b' }],
  });
  const open = argument(['a', ruled('c')], ['b', dissent], ['c', reopened]);
  expect(standingRuling(open)).toBeNull();
  const anew = argument(['a', ruled('c')], ['b', dissent], ['c', reopened], ['a', ruled('d')], ['b', dissent]);
  expect(standingRuling(anew)).toMatchObject({ outcome: { position: 'd' }, reopened: null });
  expect(anew.rulings[0]).toMatchObject({ dissents: [{ by: 'b' }], reopened: { by: 'c', reason: 'A page.' } });
  expect(anew.rulings[1]?.dissents).toHaveLength(1);
});

test('a ruling that replaces another stands alone, and nothing said is lost', () => {
  const events: [string, QuestionArgued][] = [
    ['a', ruled('c')],
    ['b', dissent],
    ['a', ruled('d')],
  ];
  const { rulings, version } = argument(...events);
  expect(rulings.map(({ dissents }) => dissents.length)).toEqual([1, 0]);
  expect(version).toBe(4);
});

test('a dissent or a reopening where there never was a ruling changes nothing but the version', () => {
  expect(argument(['a', dissent], ['a', reopened])).toEqual({ ...noArgument, version: 3 });
});

import { describe, expect, test } from 'vitest';
import { decide, streamsOf } from '@/domain/decide';
import { evolve, type StreamState } from '@/domain/fold';
import { type StreamId, vocabularyStream } from '@/domain/identifier';
import { isRefusal } from '@/domain/refusal';
import type { DefineAttribute, DefineScope } from '@/domain/vocabulary/command';
import { vocabularyIn } from '@/domain/vocabulary/decide';
import { applyEvent } from '@/projections/apply-event';
import { vocabularyIn as followedVocabulary } from '@/projections/reassess';
import type { RecordedEvent } from '@/projections/recorded-event';
import { emptyWorld } from '@/projections/world';

/** A vocabulary that commands are given to; what is followed beside it must be what is folded. */
function aVocabulary() {
  const states = new Map<StreamId, StreamState | null>();
  const world = emptyWorld();
  let version = 0;
  return {
    folded: () => vocabularyIn(states),
    followed: () => followedVocabulary(world),
    give(command: DefineAttribute | DefineScope): 'defined' | { refused: string; field: string | undefined } {
      expect(streamsOf(command, null)).toEqual([vocabularyStream]);
      const outcome = decide(states, command, { actor: 'ste', mayReview: true, submitted: null, past: null });
      if (isRefusal(outcome)) return { refused: outcome.refused, field: outcome.field };
      for (const { stream, event } of outcome) {
        version += 1;
        states.set(stream, JSON.parse(JSON.stringify(evolve(states.get(stream) ?? null, event, version, 'ste'))));
        applyEvent(world, { ...event, stream, version, position: version, actor: 'ste' } as unknown as RecordedEvent);
      }
      return 'defined';
    },
  };
}

const attribute = (id: string, rest: Partial<DefineAttribute> = {}): DefineAttribute => ({
  type: 'DefineAttribute',
  attribute: id,
  group: 'Harm',
  subjects: ['incident'],
  kinds: ['count'],
  ...rest,
});
const scope = (id: string, rest: Partial<DefineScope> = {}): DefineScope => ({
  type: 'DefineScope',
  list: 'persons',
  scope: id,
  within: [],
  apartFrom: [],
  ...rest,
});

/** Names that every object answers to are as good as any other. */
const odd = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

describe('an attribute', () => {
  test('once defined can be asked, and is not defined again', () => {
    const vocabulary = aVocabulary();
    expect(vocabulary.give(attribute('displaced', { scopes: 'persons', defaultScope: 'persons' }))).toBe('defined');
    expect(vocabulary.folded().findAttribute('displaced')).toMatchObject({
      label: 'Displaced',
      kind: 'count',
      defaultScope: 'persons',
      scopes: expect.arrayContaining([expect.objectContaining({ id: 'civilians' })]),
    });
    const again = { refused: 'already-recorded', field: 'attribute' };
    expect(vocabulary.give(attribute('displaced'))).toEqual(again);
    expect(vocabulary.give(attribute('wounded'))).toEqual(again);
  });

  test.each<[string, Partial<DefineAttribute>, string, string]>([
    ['scopes of a list there is not', { scopes: 'houses' }, 'unknown-id', 'scopes'],
    ['scopes of an object’s own name', { scopes: 'constructor' }, 'unknown-id', 'scopes'],
    ['a default that is not in its list', { scopes: 'persons', defaultScope: 'fired' }, 'unknown-id', 'defaultScope'],
    ['a default of no list', { defaultScope: 'persons' }, 'does-not-fit', 'scopes'],
    ['growth of what is not counted', { kinds: ['text'], cumulative: true }, 'does-not-fit', 'cumulative'],
  ])('is not defined with %s', (_what, rest, refused, field) => {
    expect(aVocabulary().give(attribute('new', rest))).toEqual({ refused, field });
  });

  test.each(odd)('called %s is one like any other', (id) => {
    const vocabulary = aVocabulary();
    expect(vocabulary.folded().findAttribute(id)).toBeUndefined();
    expect(vocabulary.give(attribute(id))).toBe('defined');
    expect(vocabulary.folded().findAttribute(id)).toMatchObject({ id });
  });
});

describe('a scope', () => {
  test('once defined can be counted by every attribute of its list, and is not defined again', () => {
    const vocabulary = aVocabulary();
    expect(vocabulary.give(scope('journalists', { within: ['civilians'] }))).toBe('defined');
    expect(vocabulary.give(scope('photographers', { within: ['journalists'], apartFrom: ['US nationals'] }))).toBe(
      'defined',
    );
    for (const id of ['killed', 'wounded', 'casualties', 'houses'])
      expect(vocabulary.folded().findScope(id, 'photographers')).toBeDefined();
    expect(vocabulary.folded().findScope('rockets', 'photographers')).toBeUndefined();
    const again = { refused: 'already-recorded', field: 'scope' };
    for (const id of ['journalists', 'civilians']) expect(vocabulary.give(scope(id))).toEqual(again);
  });

  test.each<[string, Partial<DefineScope>, string, string]>([
    ['within what there is not', { within: ['civilians', 'nobody'] }, 'unknown-id', 'within.1'],
    ['apart from what there is not', { apartFrom: ['fired'] }, 'unknown-id', 'apartFrom.0'],
    ['within itself', { within: ['new'] }, 'unknown-id', 'within.0'],
    ['with nothing left for it', { within: ['civilians'], apartFrom: ['civilians'] }, 'does-not-fit', 'apartFrom'],
    ['within a list there is not yet', { list: 'vehicles', within: ['persons'] }, 'unknown-id', 'within.0'],
  ])('is not defined %s', (_what, rest, refused, field) => {
    expect(aVocabulary().give(scope('new', rest))).toEqual({ refused, field });
  });

  test('begins a list where there is none, from which attributes can then take', () => {
    const vocabulary = aVocabulary();
    expect(vocabulary.give(scope('vehicles', { list: 'vehicles' }))).toBe('defined');
    expect(vocabulary.give(scope('trucks', { list: 'vehicles', within: ['vehicles'] }))).toBe('defined');
    expect(vocabulary.give(attribute('destroyed', { scopes: 'vehicles', defaultScope: 'vehicles' }))).toBe('defined');
    expect(vocabulary.folded().findScope('destroyed', 'trucks')).toBeDefined();
  });

  test('is refused where its list has no room for more overlaps', () => {
    const vocabulary = aVocabulary();
    const outcomes = Array.from({ length: 12 }, (_, at) => vocabulary.give(scope(`x${at}`, { within: ['persons'] })));
    expect(outcomes.at(0)).toBe('defined');
    expect(outcomes.at(-1)).toEqual({ refused: 'does-not-fit', field: 'apartFrom' });
    expect(vocabulary.folded().findScope('killed', 'x11')).toBeUndefined();
  });

  test.each(odd)('called %s, in a list called the same, is one like any other', (name) => {
    const vocabulary = aVocabulary();
    expect(vocabulary.give(scope(name, { within: ['civilians'] }))).toBe('defined');
    expect(vocabulary.give(scope('one', { list: name }))).toBe('defined');
    expect(vocabulary.give(scope(name, { list: name, within: ['one'] }))).toBe('defined');
    expect(vocabulary.give(attribute('told', { scopes: name, defaultScope: 'one' }))).toBe('defined');
    for (const known of [vocabulary.folded(), vocabulary.followed()]) {
      expect(known.findScope('killed', name)).toBeDefined();
      expect(known.findScope('told', name)).toMatchObject({ id: name, within: ['one'] });
    }
  });

  test('is followed as it is folded, also where two names could be read as one', () => {
    const vocabulary = aVocabulary();
    vocabulary.give(scope('b c', { list: 'a' }));
    vocabulary.give(scope('c', { list: 'a b' }));
    const { scopeLists } = vocabulary.followed();
    expect(scopeLists).toEqual(vocabulary.folded().scopeLists);
    expect(Object.keys(scopeLists).sort()).toEqual(['a', 'a b', 'persons', 'rockets']);
  });
});

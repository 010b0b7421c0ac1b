import { describe, expect, test } from 'vitest';
import { recordedValueSchema, scopeValue, valueParts } from '@/domain/recorded-value';

const read = (text: string) => {
  const outcome = recordedValueSchema.safeParse(text);
  return outcome.success ? valueParts(outcome.data) : outcome.error.issues[0]?.message;
};

describe('the name of a value on record', () => {
  test('says what it is of and which part of it', () => {
    expect(read('claim:c003')).toEqual({ what: 'claim', id: 'c003', part: null, towards: null });
    expect(read('source:src-ap:reliability')).toEqual({
      what: 'source',
      id: 'src-ap',
      part: 'reliability',
      towards: null,
    });
    expect(read('document:a:derivation:b')).toEqual({ what: 'document', id: 'a', part: 'derivation', towards: 'b' });
  });

  test('ends with what people named, as it is written, colons and all', () => {
    expect(read('question:site:base:what: and where')).toEqual({
      what: 'question',
      subject: { kind: 'site', id: 'base' },
      said: [],
      attribute: 'what: and where',
    });
    expect(read(scopeValue('100%: all', 'half: some'))).toEqual({
      what: 'scope',
      list: '100%: all',
      scope: 'half: some',
    });
    expect(read(scopeValue('%3A', 'x'))).toEqual({ what: 'scope', list: '%3A', scope: 'x' });
  });

  test.each([
    ['', /^Name a value by what it is of/],
    ['answer', /^Name a value by what it is of/],
    ['constructor:x', /^Name a value by what it is of/],
    ['claim', /^After “claim:” stands the id/],
    ['claim:C003', /^After “claim:” stands the id/],
    ['claim:c003:colour', /^The values of a claim are attribute, .*against:ID\.$/],
    ['claim:c003:constructor', /^The values of a claim are/],
    ['claim:c003:answer:x', /^The values of a claim are/],
    ['claim:c003:against', /^The values of a claim are/],
    ['source:s:against:x', /^The values of a source are/],
    ['question:person:x:rockets', /^After “question:” stands incident or site/],
    ['question:incident:x', /^At the end stands what is asked/],
    ['question:incident:x: rockets', /^At the end stands what is asked/],
    ['question:incident:x:a\u0000b', /^At the end stands what is asked/],
    [`question:incident:x:${'a'.repeat(61)}`, /^At the end stands what is asked/],
    ['remark:incident:x:rockets', /^At the end stands what is asked/],
    ['mark:incident:x:p:c:page:d:rockets', /^Between the subject and the question of a mark/],
    ['x'.repeat(601), /^The name of a value is shorter/],
  ])('%j is refused in words', (text, reason) => {
    expect(read(text)).toMatch(reason);
  });
});

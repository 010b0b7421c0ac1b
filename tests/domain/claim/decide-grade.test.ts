import { describe, expect, test } from 'vitest';
import {
  aDocument,
  affiliates,
  aSource,
  base,
  begun,
  derives,
  exactly,
  GivenRecord,
  isFirstHand,
  subject,
  told,
} from '../given-record';

const grade = (credibility: number, rest: object = {}) => ({
  type: 'GradeClaim',
  subject,
  claim: 'c',
  credibility,
  rationale: 'Others confirm it.',
  ...rest,
});
const tooFew = { refused: 'needs-two-origins', field: 'credibility' };
const confirmed = ['ClaimGraded'];

/** Sources with a page each that is first-hand, and one claim of one of them. */
const witnessed = [
  ...begun,
  isFirstHand('doc'),
  ...['two', 'third'].flatMap((id) => [aSource(id), aDocument(`of-${id}`, id), isFirstHand(`of-${id}`)]),
  told('c'),
];
const given = (...more: object[]) => new GivenRecord(...witnessed, ...more);
const by = (claimant: string, document: string, rest: object = {}) => told('d', { claimant, document, ...rest });

describe('a claim that others confirm', () => {
  test('is asserted by two origins for certain', () => {
    expect(given().when(grade(1))).toEqual(tooFew);
    expect(given(by('two', 'of-two')).when(grade(1))).toEqual(confirmed);
    for (const credibility of [2, 3, 4, 5, 6]) expect(given().when(grade(credibility))).toEqual(confirmed);
  });

  test.each<[string, object[]]>([
    ['a copy', [aDocument('copy', 'two'), derives('copy', 'doc'), by('two', 'copy')]],
    [
      'a copy of a copy',
      [aDocument('a', 'third'), derives('a', 'doc'), aDocument('b', 'two'), derives('b', 'a'), by('two', 'b')],
    ],
    ['a relay', [by('two', 'of-two', { relays: 'src' })]],
    [
      'a relay of a relay',
      [told('e', { claimant: 'third', document: 'of-third', relays: 'src' }), by('two', 'of-two', { relays: 'third' })],
    ],
    ['a page of unknown lineage', [aDocument('page', 'two'), by('two', 'page')]],
    ['a page based on another', [aDocument('page', 'two'), derives('page', 'doc', 'based on'), by('two', 'page')]],
    ['another voice of its institution', [aDocument('page', 'voice'), isFirstHand('page'), by('voice', 'page')]],
    ['its own claimant again', [aDocument('page', 'src'), isFirstHand('page'), by('src', 'page')]],
    ['another answer', [by('two', 'of-two', { answer: exactly(4) })]],
    ['an answer to another question', [by('two', 'of-two', { scope: 'contractors' })]],
    ['an assessment of its author', [by('two', 'of-two', { opinion: true })]],
    [
      'an answer about a site',
      [by('two', 'of-two', { subject: base, attribute: 'contractors present', scope: 'persons' })],
    ],
  ])('is not confirmed by %s', (_what, more) => {
    expect(given(...more).when(grade(1))).toEqual(tooFew);
  });

  test('is so once lineage and affiliation say that they are two, and no longer when they are one', () => {
    const record = given(aDocument('page', 'two'), by('two', 'page'));
    expect(record.when(grade(1))).toEqual(tooFew);
    record.given(derives('page', 'doc'));
    expect(record.when(grade(1))).toEqual(tooFew);
    record.given({ type: 'StrikeDerivation', document: 'page', parent: 'doc', reason: 'No.' }, isFirstHand('page'));
    expect(record.when(grade(1))).toEqual(confirmed);
    record.given(affiliates('two', 'state'), affiliates('src', 'state'));
    expect(record.when(grade(1))).toEqual(tooFew);
    record.given(affiliates('src', null));
    expect(record.when(grade(1))).toEqual(confirmed);
    // By whom the page was copied from another of the same institution.
    record.given(affiliates('third', 'src'), derives('page', 'of-third'));
    expect(record.when(grade(1))).toEqual(tooFew);
  });

  test('stands: what its claimant took back or replaced, and what is an error in copying, is confirmed by nobody', () => {
    const speak = { subject, claim: 'c', document: { known: 'doc' } };
    for (const gone of [
      { type: 'WithdrawClaim', ...speak, reason: 'Taken back.' },
      { type: 'ReviseClaim', ...speak, revision: 'c2', answer: exactly(9) },
      { type: 'MarkCopyingError', subject, claim: 'c', copies: 'd', reason: 'A digit.' },
    ]) {
      const record = given(by('two', 'of-two'));
      record.given({ ...gone, shownVersion: record.shown('c') });
      expect(record.when(grade(1))).toEqual(tooFew);
    }
  });

  test('is no answer in words: they are sealed, so no two are known to agree', () => {
    const words = { attribute: 'impact', scope: undefined, answer: { kind: 'text', text: 'On the runway.' } };
    const record = new GivenRecord(
      ...witnessed,
      told('w', words),
      told('v', { ...words, claimant: 'two', document: 'of-two' }),
    );
    expect(record.when(grade(1, { claim: 'w' }))).toEqual(tooFew);
  });
});

test('a grade is of a claim on record', () => {
  expect(given().when(grade(2, { claim: 'constructor' }))).toEqual({ refused: 'unknown-id', field: 'claim' });
  expect(given().when(grade(1, { claim: 'constructor' }))).toEqual({ refused: 'unknown-id', field: 'claim' });
  expect(given().when(grade(1, { subject: { kind: 'incident', id: 'none' } }))).toEqual({
    refused: 'unknown-id',
    field: 'subject',
  });
  expect(given().when(grade(3))).toEqual(confirmed);
  // The same grade for another reason is a grade anew.
  expect(given(grade(3)).when(grade(3))).toEqual(confirmed);
});

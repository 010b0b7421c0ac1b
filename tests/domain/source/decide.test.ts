import { describe, expect, test } from 'vitest';
import { affiliates, aSource, begun, GivenRecord, subject, told } from '../given-record';

const circle = { refused: 'part-of-itself', field: 'partOf' };

describe('a source is part of another', () => {
  test('never of itself, nor of its own member, however far', () => {
    const record = new GivenRecord(...begun, aSource('deputy', 'voice'));
    expect(record.when(affiliates('src', 'src'))).toEqual(circle);
    for (const member of ['voice', 'deputy']) expect(record.when(affiliates('src', member))).toEqual(circle);
    expect(record.when(affiliates('src', 'state'))).toEqual(['SourceAffiliated']);
    for (const member of ['src', 'voice', 'deputy']) expect(record.when(affiliates('state', member))).toEqual(circle);
  });

  test('until it leaves: then who was above may be its member', () => {
    const record = new GivenRecord(...begun, affiliates('voice', null));
    expect(record.when(affiliates('src', 'voice'))).toEqual(['SourceAffiliated']);
  });

  test('from the first on: who registers it as part of itself is refused', () => {
    const record = new GivenRecord(...begun);
    expect(record.when(aSource('new', 'new'))).toEqual(circle);
    expect(record.when(aSource('new', 'nobody'))).toEqual({ refused: 'unknown-id', field: 'partOf' });
  });

  test('that is on record, and is another than before', () => {
    const record = new GivenRecord(...begun);
    expect(record.when(affiliates('nobody', 'src'))).toEqual({ refused: 'unknown-id', field: 'source' });
    expect(record.when(affiliates('src', 'constructor'))).toEqual({ refused: 'unknown-id', field: 'partOf' });
    expect(record.when(affiliates('voice', 'src'))).toEqual({ refused: 'nothing-changed', field: 'partOf' });
    expect(record.when(affiliates('src', null))).toEqual({ refused: 'nothing-changed', field: 'partOf' });
  });
});

test('a grade is of a source on record; the same for another reason is a grade anew', () => {
  const grade = (source: string) => ({ type: 'GradeSource', source, reliability: 'B', rationale: 'Borne out.' });
  const record = new GivenRecord(...begun, grade('src'));
  expect(record.when(grade('src'))).toEqual(['SourceGraded']);
  expect(record.when(grade('constructor'))).toEqual({ refused: 'unknown-id', field: 'source' });
});

describe('a circle of relays', () => {
  const relays = (id: string, claimant: string, of: string, rest: object = {}) =>
    told(id, { claimant, relays: of, ...rest });
  const circleOf = (field: string) => ({ refused: 'lineage-cycle', field });

  test('is refused on one question, through however many claims, in one report or several', () => {
    const record = new GivenRecord(...begun, relays('a', 'src', 'other'));
    expect(record.when(relays('b', 'other', 'src'))).toEqual(circleOf('claims.0.relays'));
    record.given(relays('b', 'other', 'state'));
    expect(record.when(relays('c', 'state', 'src'))).toEqual(circleOf('claims.0.relays'));
    const [first] = relays('d', 'voice', 'state').claims;
    const [second] = relays('e', 'state', 'voice').claims;
    const both = { ...relays('d', 'voice', 'state'), claims: [first, second] };
    expect(record.when(both)).toEqual(circleOf('claims.1.relays'));
  });

  test('is none across questions: of another attribute, scope or subject they may pass on each other’s word', () => {
    const elsewhere = [
      { scope: 'contractors' },
      { attribute: 'killed' },
      { subject: { kind: 'incident', id: 'inc-2' } },
    ];
    for (const rest of elsewhere) {
      const record = new GivenRecord(
        ...begun,
        { type: 'OpenIncident', incident: 'inc-2', title: 'Another', kind: 'Other' },
        relays('a', 'src', 'other'),
      );
      expect(record.when(relays('b', 'other', 'src', rest))).toContain('ClaimRecorded');
    }
  });

  test('is not closed by a correction, whichever part it changes, and may be opened by one', () => {
    const record = new GivenRecord(
      ...begun,
      relays('a', 'src', 'other'),
      told('b', { claimant: 'other' }),
      relays('d', 'other', 'src', { scope: 'contractors' }),
      relays('e', 'state', 'src'),
    );
    const correct = (claim: string, corrected: object) => ({
      type: 'CorrectClaim',
      subject,
      claim,
      shownVersion: record.shown(claim),
      corrected,
      reason: 'Misread.',
    });
    expect(record.when(correct('b', { relays: 'src' }))).toEqual(circleOf('corrected.relays'));
    expect(record.when(correct('d', { scope: 'persons' }))).toEqual(circleOf('corrected'));
    expect(record.when(correct('e', { claimant: 'other' }))).toEqual(circleOf('corrected'));
    record.given(correct('a', { relays: null }));
    expect(record.when(correct('b', { relays: 'src' }))).toEqual(['ClaimCorrected']);
  });
});

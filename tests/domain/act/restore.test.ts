import { describe, expect, test } from 'vitest';
import type { Subject } from '@/domain/identifier';
import { base, begun, exactly, GivenRecord, subject, told } from '../given-record';

const claimed = (excerpt: string | null = 'Three.') =>
  new GivenRecord(...begun, told('c', excerpt === null ? {} : { excerpt: { text: excerpt, language: 'en' } }));
const corrects = (record: GivenRecord, corrected: object) => {
  const outcome = record.when({
    type: 'CorrectClaim',
    subject,
    claim: 'c',
    shownVersion: record.shown('c'),
    corrected,
    reason: 'Misread.',
  });
  expect(outcome).toEqual(['ClaimCorrected']);
  return record.log.length - 1;
};
const withdraws = (record: GivenRecord) => {
  const about = { subject, claim: 'c', shownVersion: record.shown('c'), document: { known: 'doc' } };
  expect(record.when({ type: 'WithdrawClaim', ...about, reason: 'Taken back.' })).toEqual(['ClaimWithdrawn']);
  return record.log.length - 1;
};
const restore = (record: GivenRecord, before: number, rest: object = {}) => ({
  type: 'RestoreClaim',
  subject,
  claim: 'c',
  shownVersion: record.shown('c'),
  before,
  reason: 'It was right then.',
  ...rest,
});
const says = (record: GivenRecord, claim = 'c', of: Subject = { kind: 'incident', id: 'inc' }) => {
  const state = record.states.get(`${of.kind}:${of.id}`);
  return state?.kind === 'subject' ? state.claims[claim]?.content : undefined;
};
const last = (record: GivenRecord) => record.log.at(-1)?.event.data;

describe('a claim is restored', () => {
  test('to what it said before an event, whoever changed it and however often since', () => {
    const record = claimed();
    const first = record.log.findIndex(({ event }) => event.type === 'ClaimRecorded');
    const then = says(record);
    const wrong = corrects(record, { attribute: 'killed', answer: exactly(9), claimant: 'voice', relays: 'state' });
    corrects(record, { opinion: true, excerpt: { text: 'Other.', language: 'fr' } });
    corrects(record, { answer: exactly(7), excerpt: null });
    expect(record.when(restore(record, wrong), 'ste')).toEqual(['ClaimCorrected']);
    expect(says(record)).toEqual(then);
    expect(last(record)).toEqual({
      claim: 'c',
      corrected: {
        attribute: 'wounded',
        answer: exactly(3),
        claimant: 'src',
        relays: null,
        opinion: null,
        excerpt: { text: 'Three.', language: 'en' },
      },
      reason: 'It was right then.',
      restores: first,
    });
  });

  test('only in what differs, and names the event that had set it', () => {
    const record = claimed();
    const middle = corrects(record, { answer: exactly(5) });
    const wrong = corrects(record, { answer: exactly(9) });
    record.when(restore(record, wrong));
    expect(last(record)).toMatchObject({ corrected: { answer: exactly(5) }, restores: middle });
    // And back again: what a restoration said is restored like any other.
    record.when(restore(record, record.log.length - 1));
    expect(last(record)).toMatchObject({ corrected: { answer: exactly(9) }, restores: wrong });
  });

  test('before an event of its record that is about another claim: as it was at that moment', () => {
    const record = claimed().given(told('d', { claimant: 'other' }));
    const other = record.log.length - 1;
    corrects(record, { answer: exactly(9) });
    expect(record.when(restore(record, other))).toEqual(['ClaimCorrected']);
    expect(says(record)).toMatchObject({ answer: exactly(3) });
  });

  test('also as a revision, where a correction had said that it revises nothing', () => {
    const record = claimed();
    record.given({
      type: 'ReviseClaim',
      subject,
      claim: 'c',
      shownVersion: record.shown('c'),
      revision: 'later',
      document: { known: 'doc' },
      answer: exactly(4),
    });
    const about = { subject, claim: 'later' };
    const shown = () => ({ ...about, shownVersion: record.shown('later') });
    record.given({ type: 'CorrectClaim', ...shown(), corrected: { revises: null }, reason: 'Misread.' });
    record.given(restore(record, record.log.length - 1, shown()));
    expect(says(record, 'later')).toMatchObject({ revises: 'c' });
  });

  test('with its mark as an error in copying left as it is', () => {
    const record = claimed().given(told('d', { claimant: 'other' }));
    const wrong = corrects(record, { answer: exactly(9) });
    const mark = { type: 'MarkCopyingError', subject, claim: 'c', copies: 'd', reason: 'A digit.' };
    record.given({ ...mark, shownVersion: record.shown('c') });
    record.given(restore(record, wrong));
    expect(says(record)).toMatchObject({ answer: exactly(3), miscopies: 'd' });
  });

  test('where it was withdrawn before and is so still', () => {
    const record = claimed();
    withdraws(record);
    const wrong = corrects(record, { answer: exactly(9) });
    record.given(restore(record, wrong));
    expect(says(record)).toMatchObject({ answer: exactly(3), withdrawn: true });
  });
});

describe('a restoration is refused', () => {
  const corrected = () => {
    const record = claimed();
    return { record, wrong: corrects(record, { answer: exactly(9) }) };
  };
  const refused = (outcome: unknown, name: string, field: string) => expect(outcome).toEqual({ refused: name, field });

  test('before an event that does not exist, or another record’s', () => {
    const { record } = corrected();
    refused(record.when(restore(record, record.log.length)), 'unknown-id', 'before');
    refused(record.when(restore(record, 0)), 'another-record', 'before');
    record.given({
      ...told('s'),
      claims: [{ ...told('s').claims[0], subject: base, attribute: 'contractors present' }],
    });
    refused(record.when(restore(record, record.log.length - 1)), 'another-record', 'before');
    expect(() => record.when(restore(record, -1))).toThrow();
  });

  test('before the claim was recorded', () => {
    const { record, wrong } = corrected();
    const at = record.log.findIndex(({ event }) => event.type === 'ClaimRecorded');
    const opened = record.log.findIndex(({ event }) => event.type === 'IncidentOpened');
    for (const before of [at, opened]) refused(record.when(restore(record, before)), 'not-yet-recorded', 'before');
    record.given(told('d', { claimant: 'other' }));
    const later = { claim: 'd', shownVersion: record.shown('d') };
    refused(record.when(restore(record, wrong, later)), 'not-yet-recorded', 'before');
  });

  test('of a claim that is not there', () => {
    const { record, wrong } = corrected();
    for (const claim of ['nothing', 'constructor'])
      refused(record.when(restore(record, wrong, { claim })), 'unknown-id', 'claim');
    const elsewhere = { subject: { kind: 'incident', id: 'nothing' } };
    refused(record.when(restore(record, wrong, elsewhere)), 'another-record', 'before');
  });

  test('where it would change nothing', () => {
    const { record, wrong } = corrected();
    record.given(restore(record, wrong));
    refused(record.when(restore(record, wrong)), 'nothing-changed', 'before');
    // Between the two the claim said nine: what is compared is then and now.
    record.given(told('d', { claimant: 'other' }));
    refused(record.when(restore(record, record.log.length - 1)), 'nothing-changed', 'before');
  });

  test('when the claim changed after it was shown', () => {
    const { record, wrong } = corrected();
    const command = restore(record, wrong);
    corrects(record, { answer: exactly(7) });
    refused(record.when(command), 'changed-meanwhile', 'shownVersion');
  });

  test('where its claimant took it back since, or a correction has said since that it did not', () => {
    const { record, wrong } = corrected();
    const withdrawn = withdraws(record);
    for (const before of [wrong, withdrawn]) refused(record.when(restore(record, before)), 'withdrawn', 'before');
    corrects(record, { withdrawn: null });
    refused(record.when(restore(record, record.log.length - 1)), 'withdrawn', 'before');
    expect(record.when(restore(record, wrong))).toEqual(['ClaimCorrected']);
  });

  test('where words that it would say again were erased', () => {
    const record = claimed();
    const wrong = corrects(record, { excerpt: null, answer: exactly(9) });
    const entry = record.log.find(({ event }) => event.type === 'ClaimRecorded')?.event;
    if (entry?.type === 'ClaimRecorded' && entry.data.excerpt) entry.data.excerpt.text = null;
    refused(record.when(restore(record, wrong)), 'words-erased', 'reason');
  });

  test('where the question does not take what it would say again any more: a circle of relays', () => {
    const record = claimed(null);
    corrects(record, { relays: 'other' });
    const wrong = corrects(record, { relays: null });
    record.given(told('d', { claimant: 'other', relays: 'src' }));
    expect(record.when(restore(record, wrong))).toMatchObject({ refused: 'lineage-cycle' });
  });
});

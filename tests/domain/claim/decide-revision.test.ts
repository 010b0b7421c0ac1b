import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Subject } from '@/domain/identifier';
import { assess } from '@/domain/question/assess';
import type { AssessedClaim } from '@/domain/question/claim';
import { affiliates, aSource, base, begun, exactly, GivenRecord, subject, told } from '../given-record';
import { anyLineage, dateClaims, harmClaims, manyClaims, rocketClaims, weaponClaims } from '../question/any-claim';
import { lineage } from '../question/given';

const revise = (record: GivenRecord, claim: string, rest: object = {}) => ({
  type: 'ReviseClaim',
  subject,
  claim,
  shownVersion: record.shown(claim),
  revision: `${claim}-later`,
  document: { known: 'doc' },
  answer: exactly(5),
  ...rest,
});
const withdraw = (record: GivenRecord, claim: string, rest: object = {}) => ({
  type: 'WithdrawClaim',
  subject,
  claim,
  shownVersion: record.shown(claim),
  document: { known: 'doc' },
  reason: 'It was taken back.',
  ...rest,
});
const content = (record: GivenRecord, claim: string, of: Subject = { kind: 'incident', id: 'inc' }) => {
  const state = record.states.get(`${of.kind}:${of.id}`);
  return state?.kind === 'subject' ? state.claims[claim]?.content : undefined;
};

describe.each([
  ['revises', revise, 'ClaimRevised'],
  ['withdraws', withdraw, 'ClaimWithdrawn'],
] as const)('who %s an answer', (_what, speak, event) => {
  test('is its claimant', () => {
    const record = new GivenRecord(...begun, told('c'));
    expect(record.when(speak(record, 'c'))).toEqual([event]);
  });

  test('is not somebody else: that is a claim of its own', () => {
    const record = new GivenRecord(...begun, told('c'));
    expect(record.when(speak(record, 'c', { claimant: 'other' }))).toEqual({
      refused: 'not-its-own-claim',
      field: 'claimant',
    });
  });

  test.each<[string, object[], string, string]>([
    ['a voice of the claimant', [], 'src', 'voice'],
    ['the institution the claimant speaks for', [], 'voice', 'src'],
    [
      'another voice of one institution, however far up',
      [affiliates('src', 'state'), aSource('agency', 'state')],
      'voice',
      'agency',
    ],
    ['who joined the institution since', [affiliates('other', 'src')], 'src', 'other'],
  ])('may be %s', (_who, since, claimant, by) => {
    const record = new GivenRecord(...begun, told('c', { claimant }), ...since);
    expect(record.when(speak(record, 'c', { claimant: by }))).toEqual([event]);
  });

  test('is no longer a voice that left the institution', () => {
    const record = new GivenRecord(...begun, told('c'), affiliates('voice', null));
    expect(record.when(speak(record, 'c', { claimant: 'voice' }))).toMatchObject({ refused: 'not-its-own-claim' });
  });

  test('is somebody on record', () => {
    const record = new GivenRecord(...begun, told('c'));
    expect(record.when(speak(record, 'c', { claimant: 'nobody' }))).toEqual({
      refused: 'unknown-id',
      field: 'claimant',
    });
  });

  test('speaks of the latest answer, and of one that stands', () => {
    const record = new GivenRecord(...begun, told('c'), told('d'));
    record.given(revise(record, 'c'), withdraw(record, 'd'));
    for (const gone of ['c', 'd'])
      expect(record.when(speak(record, gone))).toEqual({
        refused: 'already-decided',
        field: 'claim',
      });
    expect(record.when(speak(record, 'c-later'))).toEqual([event]);
  });

  test('speaks of a claim on record, as it is now', () => {
    const record = new GivenRecord(...begun, told('c'));
    expect(record.when(speak(record, 'constructor', { shownVersion: 1 }))).toEqual({
      refused: 'unknown-id',
      field: 'claim',
    });
    expect(record.when(speak(record, 'c', { shownVersion: 1 }))).toEqual({
      refused: 'changed-meanwhile',
      field: 'shownVersion',
    });
    expect(record.when(speak(record, 'c', { subject: base }))).toEqual({ refused: 'unknown-id', field: 'claim' });
  });

  test('is read in a document: one on record, or a new one of a publisher on record', () => {
    const record = new GivenRecord(...begun, told('c'));
    const page = { document: 'page', title: 'Page', publisher: 'other' };
    expect(record.when(speak(record, 'c', { document: { known: 'no-page' } }))).toEqual({
      refused: 'unknown-id',
      field: 'document.known',
    });
    expect(record.when(speak(record, 'c', { document: { ...page, publisher: 'nobody' } }))).toEqual({
      refused: 'unknown-id',
      field: 'document.publisher',
    });
    expect(record.when(speak(record, 'c', { document: { ...page, document: 'doc' } }))).toEqual({
      refused: 'already-recorded',
      field: 'document',
    });
    expect(record.when(speak(record, 'c', { document: page }))).toEqual(['DocumentRecorded', event]);
  });
});

describe('a revision', () => {
  test('keeps the question, whom it relays, and that it is its author’s assessment', () => {
    const record = new GivenRecord(...begun, told('c', { scope: 'contractors', relays: 'other', opinion: true }));
    record.given(revise(record, 'c'));
    expect(content(record, 'c-later')).toEqual({
      attribute: 'wounded',
      scope: 'contractors',
      answer: exactly(5),
      claimant: 'src',
      relays: 'other',
      opinion: true,
      revises: 'c',
    });
    expect(content(record, 'c')).toMatchObject({ answer: exactly(3) });
  });

  test('of a site keeps for when it holds, unless it says for when', () => {
    const at = { subject: base, attribute: 'contractors present', scope: 'contractors', validity: '2021-05-03' };
    for (const [rest, validity] of [
      [{}, '2021-05-03'],
      [{ validity: '2021-05-03/..' }, '2021-05-03/..'],
    ] as const) {
      const record = new GivenRecord(...begun, told('c', at));
      record.given(revise(record, 'c', { subject: base, shownVersion: record.shown('c', 'site:base'), ...rest }));
      expect(content(record, 'c-later', { kind: 'site', id: 'base' })).toMatchObject({ validity });
    }
  });

  test.each<[string, object, string]>([
    ['an answer of another kind', { answer: { kind: 'time', edtf: '2021' } }, 'answer'],
    ['a scope the question has not', { scope: 'fired' }, 'scope'],
    ['a time, of an incident', { validity: '2021-05-03' }, 'validity'],
  ])('to %s is refused', (_what, rest, field) => {
    const record = new GivenRecord(...begun, told('c'));
    expect(record.when(revise(record, 'c', rest))).toEqual({ refused: 'does-not-fit', field });
  });

  test('has an id of its own', () => {
    const record = new GivenRecord(...begun, told('c'), told('d'));
    for (const revision of ['c', 'd'])
      expect(record.when(revise(record, 'c', { revision }))).toEqual({
        refused: 'already-recorded',
        field: 'revision',
      });
  });

  test('by who is passed on does not close a circle of relays', () => {
    const record = new GivenRecord(...begun, affiliates('other', 'src'), told('c', { relays: 'other' }));
    expect(record.when(revise(record, 'c', { claimant: 'other' }))).toMatchObject({ refused: 'lineage-cycle' });
  });

  test('that was recorded as one by mistake is corrected, and then both answers stand', () => {
    const record = new GivenRecord(...begun, told('c'));
    record.given(revise(record, 'c'));
    const correct = { type: 'CorrectClaim', subject, claim: 'c-later', reason: 'It said nothing of the earlier.' };
    record.given({ ...correct, shownVersion: record.shown('c-later'), corrected: { revises: null } });
    expect(content(record, 'c-later')).not.toHaveProperty('revises');
    expect(record.when(withdraw(record, 'c'))).toEqual(['ClaimWithdrawn']);
  });
});

describe('what a claimant replaced or took back', { timeout: 60_000 }, () => {
  const speaking = (contents: object[], by = 'A'): AssessedClaim[] =>
    contents.map((one, at) => ({
      id: String(at),
      claimant: at % 2 ? `voice of ${by}` : by,
      ...(one as Pick<AssessedClaim, 'attribute' | 'answer'>),
      ...(at > 0 && { revises: String(at - 1) }),
    }));
  const known = lineage({ sources: { 'voice of A': { partOf: 'A' } } });
  const chain = fc.constantFrom('killed', 'rockets', 'date', 'weapon').chain((what) => {
    const contents = { killed: harmClaims, rockets: rocketClaims, date: dateClaims, weapon: weaponClaims }[what];
    return fc.array(contents ?? harmClaims, { minLength: 1, maxLength: 6 });
  });

  test('is in no conflict, whatever else is on record', () => {
    fc.assert(
      fc.property(manyClaims, anyLineage, (claims, lineageKnown) => {
        const { conflicts, live } = assess(claims, lineageKnown);
        for (const claim of claims.filter(({ withdrawn }) => withdrawn)) {
          expect(live).not.toContain(claim.id);
          expect(conflicts.flatMap((conflict) => conflict.claims)).not.toContain(claim.id);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('never disputes with what replaced it, however often and by whichever voice', () => {
    fc.assert(
      fc.property(chain, fc.nat(5), (contents, taken) => {
        const claims = speaking(contents);
        expect(assess(claims, known).state).not.toBe('Disputed');
        const withdrawn = claims.map((claim, at) => (at === taken ? { ...claim, withdrawn: true } : claim));
        const after = assess(withdrawn, known);
        expect(after.state).not.toBe('Disputed');
        // The last word alone is live; taken back, nothing earlier comes to life again.
        expect(after.live).toEqual(taken === claims.length - 1 ? [] : [String(claims.length - 1)]);
      }),
      { numRuns: 200 },
    );
  });

  test('leaves what others say where it was: a revision never sets two others against each other', () => {
    fc.assert(
      fc.property(
        chain,
        fc.array(fc.oneof(rocketClaims, dateClaims, weaponClaims), { maxLength: 4 }),
        (own, others) => {
          const [first] = own;
          fc.pre(first !== undefined && first.attribute !== 'killed');
          const rest = others
            .filter(({ attribute }) => attribute === first.attribute)
            .map((one, at): AssessedClaim => ({ id: `other ${at}`, claimant: `B ${at}`, ...one }));
          fc.pre(assess(rest, known).state !== 'Disputed');
          const { conflicts } = assess([...rest, ...speaking(own)], known);
          const last = String(own.length - 1);
          for (const conflict of conflicts) expect(conflict.claims).toContain(last);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('an error in copying', () => {
  const mark = (record: GivenRecord, claim: string, copies: string | null, rest: object = {}) => ({
    type: 'MarkCopyingError',
    subject,
    claim,
    shownVersion: record.shown(claim),
    copies,
    reason: 'A digit was dropped.',
    ...rest,
  });
  const three = () =>
    new GivenRecord(
      ...begun,
      told('a'),
      told('b'),
      told('c'),
      told('s', { subject: base, attribute: 'contractors present', scope: 'contractors' }),
    );

  test('is marked, taken away and marked anew', () => {
    const record = three();
    expect(record.when(mark(record, 'a', 'b'))).toEqual(['CopyingErrorMarked']);
    expect(record.when(mark(record, 'a', 'b'))).toEqual({ refused: 'nothing-changed', field: 'copies' });
    expect(record.when(mark(record, 'a', 'c'))).toEqual(['CopyingErrorMarked']);
    expect(record.when(mark(record, 'a', null))).toEqual(['CopyingErrorMarked']);
    expect(content(record, 'a')).not.toHaveProperty('miscopies');
    expect(record.when(mark(record, 'a', null))).toEqual({ refused: 'nothing-changed', field: 'copies' });
  });

  test('is no copy of itself, nor of what is marked as copied from it, however far', () => {
    const record = three();
    expect(record.when(mark(record, 'a', 'a'))).toEqual({ refused: 'does-not-fit', field: 'copies' });
    record.given(mark(record, 'a', 'b'), mark(record, 'b', 'c'));
    for (const copies of ['a', 'b'])
      expect(record.when(mark(record, 'c', copies))).toEqual({ refused: 'lineage-cycle', field: 'copies' });
    record.given(mark(record, 'a', null));
    expect(record.when(mark(record, 'c', 'a'))).toEqual(['CopyingErrorMarked']);
  });

  test('copies a claim of its own subject, and is marked as it was shown', () => {
    const record = three();
    expect(record.when(mark(record, 'a', 's'))).toEqual({ refused: 'unknown-id', field: 'copies' });
    expect(record.when(mark(record, 'a', 'constructor'))).toEqual({ refused: 'unknown-id', field: 'copies' });
    expect(record.when(mark(record, 's', 'a', { shownVersion: 1 }))).toMatchObject({
      refused: 'unknown-id',
      field: 'claim',
    });
    expect(record.when(mark(record, 'a', 'b', { shownVersion: 1 }))).toMatchObject({ refused: 'changed-meanwhile' });
  });
});

describe('a conflict in words', () => {
  const words = (text: string) => ({ attribute: 'impact', scope: undefined, answer: { kind: 'text', text } });
  const mark = (a: string, b: string, conflict = true) => ({
    type: 'MarkConflict',
    subject,
    claims: [a, b],
    conflict,
    reason: 'It fell in one place.',
  });
  const record = () =>
    new GivenRecord(
      ...begun,
      told('t', words('Inside.')),
      told('u', words('Outside.')),
      told('o', { ...words('Beside.'), opinion: true }),
      told('n', { attribute: 'impact', scope: undefined, answer: { kind: 'unknown' } }),
      told('x', { attribute: 'damage', scope: undefined, answer: { kind: 'text', text: 'A fire.' } }),
      told('three'),
      told('four', { answer: exactly(4) }),
    );

  test('is marked once in either order, and taken away', () => {
    const on = record();
    expect(on.when(mark('t', 'u'))).toEqual(['ConflictMarked']);
    for (const again of [mark('t', 'u'), mark('u', 't')])
      expect(on.when(again)).toEqual({ refused: 'nothing-changed', field: 'conflict' });
    expect(on.when(mark('u', 't', false))).toEqual(['ConflictMarked']);
    expect(on.when(mark('t', 'u', false))).toEqual({ refused: 'nothing-changed', field: 'conflict' });
  });

  test('can be taken away though a correction has made another question of one of them', () => {
    const on = record().given(mark('t', 'u'));
    const corrected = { attribute: 'damage' };
    on.given({ type: 'CorrectClaim', subject, claim: 't', shownVersion: on.shown('t'), corrected, reason: 'Misread.' });
    expect(on.when(mark('t', 'u', false))).toEqual(['ConflictMarked']);
  });

  test.each<[string, [string, string], string, string]>([
    ['an answer and itself', ['t', 't'], 'does-not-fit', 'claims.1'],
    ['answers to different questions', ['t', 'x'], 'does-not-fit', 'claims.1'],
    ['two numbers, which are compared', ['three', 'four'], 'does-not-fit', 'claims'],
    ['an assessment of its author', ['t', 'o'], 'does-not-fit', 'claims'],
    ['an answer that is not known', ['n', 'u'], 'does-not-fit', 'claims'],
    ['what is not on record first', ['constructor', 't'], 'unknown-id', 'claims.0'],
    ['what is not on record', ['t', 'constructor'], 'unknown-id', 'claims.1'],
  ])('is not between %s', (_what, [a, b], refused, field) => {
    expect(record().when(mark(a, b))).toEqual({ refused, field });
  });
});

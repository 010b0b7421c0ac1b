import { describe, expect, test } from 'vitest';
import { base, begun, exactly, GivenRecord, subject, told } from '../given-record';

const about = { subject, attribute: 'wounded' };
const rules = (rest: object = {}) => ({
  type: 'RuleQuestion',
  ...about,
  shownVersion: 0,
  shownPosition: 3,
  outcome: { kind: 'position', position: 'c' },
  rule: 'best evidence',
  rationale: 'Two saw it.',
  evidence: [{ document: 'doc' }, { claim: 'd', subject }],
  ...rest,
});
const undecidable = { outcome: { kind: 'undecidable' }, rule: 'not to be told' };
const range = (answer: object, scope: string | undefined = 'persons') => ({
  outcome: { kind: 'range', answer, ...(scope === undefined ? {} : { scope }) },
  rule: 'common range',
});
const between = { kind: 'count', form: 'between', n: 3, m: 4 };
const dissents = (rest: object = {}) => ({ type: 'RecordDissent', ...about, text: 'One saw it from afar.', ...rest });
const reopens = (shownVersion: number, rest: object = {}) => ({
  type: 'ReopenRuling',
  ...about,
  shownVersion,
  reason: 'A page turned up.',
  ...rest,
});
const record = () =>
  new GivenRecord(
    ...begun,
    told('c'),
    told('d', { answer: exactly(4), claimant: 'other' }),
    told('k', { attribute: 'killed' }),
    told('r', { attribute: 'rockets', scope: 'fired' }),
    told('t', { attribute: 'impact', scope: undefined, answer: { kind: 'text', text: 'Inside.' } }),
    told('when', { attribute: 'date', scope: undefined, answer: { kind: 'time', edtf: '2021-05-03' } }),
    told('s', { subject: base, attribute: 'contractors present', scope: 'contractors' }),
  );
/** The version that last argued the question. */
const argued = (on: GivenRecord): number => {
  const state = on.states.get('incident:inc');
  return (state?.kind === 'subject' ? state.questions.wounded?.version : undefined) ?? 0;
};

describe('a question whose only answer was found to be of another', () => {
  const moved = (first: object) => {
    const on = new GivenRecord(...begun, told('c'), told('k', { attribute: 'killed' }), first);
    const corrected = { attribute: 'killed' };
    return on.given({
      type: 'CorrectClaim',
      subject,
      claim: 'c',
      shownVersion: on.shown('c'),
      corrected,
      reason: 'Misread.',
    });
  };

  test('can still be reopened, where it was ruled on', () => {
    const on = moved(rules({ ...undecidable, evidence: [{ document: 'doc' }] }));
    expect(on.when(dissents())).toEqual(['DissentRecorded']);
    expect(on.when(reopens(argued(on)))).toEqual(['RulingReopened']);
  });

  test('gives back the marks on it', () => {
    const marks = (mark: string | null) => ({
      type: 'MarkEvidence',
      ...about,
      position: 'c',
      evidence: { document: 'doc' },
      mark,
    });
    expect(moved(marks('Against')).when(marks(null))).toEqual(['EvidenceMarked']);
  });
});

describe('a ruling', () => {
  test.each<[string, Record<string, unknown>]>([
    ['is not known', { answer: { kind: 'unknown' } }],
    ['is its author’s assessment', { opinion: true }],
  ])('is for no answer that %s', (_what, content) => {
    const on = record().given(told('none', content));
    expect(on.when(rules({ outcome: { kind: 'position', position: 'none' } }))).toEqual({
      refused: 'does-not-fit',
      field: 'outcome.position',
    });
  });

  test('is for no answer that its claimant took back or replaced', () => {
    const taken = { document: { known: 'doc' }, subject, claim: 'c' };
    const on = record();
    on.given({ type: 'WithdrawClaim', ...taken, shownVersion: on.shown('c'), reason: 'It said so.' });
    expect(on.when(rules())).toEqual({ refused: 'does-not-fit', field: 'outcome.position' });
    const revised = record();
    revised.given({
      type: 'ReviseClaim',
      ...taken,
      shownVersion: revised.shown('c'),
      revision: 'later',
      answer: exactly(5),
    });
    expect(revised.when(rules())).toEqual({ refused: 'does-not-fit', field: 'outcome.position' });
    expect(revised.when(rules({ outcome: { kind: 'position', position: 'later' } }))).toEqual(['QuestionRuled']);
  });

  test('rests on evidence: a claim or a document, of another subject too', () => {
    for (const evidence of [[{ document: 'doc' }], [{ claim: 'c', subject }], [{ claim: 's', subject: base }]])
      expect(record().when(rules({ evidence }))).toEqual(['QuestionRuled']);
    expect(record().when(rules({ evidence: [] }))).toEqual({ refused: 'needs-evidence', field: 'evidence' });
    expect(record().when(rules({ evidence: [], ...undecidable }))).toEqual({
      refused: 'needs-evidence',
      field: 'evidence',
    });
  });

  test.each<[string, object, string]>([
    ['a document', { document: 'none' }, 'evidence.1.document'],
    ['a document by an object’s own name', { document: 'constructor' }, 'evidence.1.document'],
    ['a claim', { claim: 'constructor', subject }, 'evidence.1.claim'],
    ['a claim that is another subject’s', { claim: 'c', subject: base }, 'evidence.1.claim'],
    ['a claim of a subject', { claim: 'c', subject: { kind: 'site', id: 'none' } }, 'evidence.1.claim'],
  ])('does not rest on %s that is not on record', (_what, evidence, field) => {
    expect(record().when(rules({ evidence: [{ document: 'doc' }, evidence] }))).toEqual({
      refused: 'unknown-id',
      field,
    });
  });

  test('has a rationale, and at most fifty pieces of evidence', () => {
    for (const rest of [
      { rationale: ' ' },
      { rationale: undefined },
      { evidence: Array(51).fill({ document: 'doc' }) },
    ])
      expect(() => record().when(rules(rest))).toThrow();
  });

  test('chooses a position that a claim of this question asserts, or of one that nests with it', () => {
    expect(record().when(rules({ outcome: { kind: 'position', position: 'k' } }))).toEqual(['QuestionRuled']);
    for (const [position, refused] of [
      ['r', 'does-not-fit'],
      ['s', 'unknown-id'],
      ['constructor', 'unknown-id'],
    ])
      expect(record().when(rules({ outcome: { kind: 'position', position } }))).toEqual({
        refused,
        field: 'outcome.position',
      });
  });

  test('for a range names a number or a time, as the question is answered', () => {
    expect(record().when(rules(range(between)))).toEqual(['QuestionRuled']);
    const date = { ...range({ kind: 'time', edtf: '2021-05-02/2021-05-03' }, undefined), attribute: 'date' };
    const dated = { ...date, outcome: { kind: 'range', answer: { kind: 'time', edtf: '2021-05-02/2021-05-03' } } };
    expect(record().when(rules(dated))).toEqual(['QuestionRuled']);
    for (const answer of [
      { kind: 'text', text: 'A few.' },
      { kind: 'unknown' },
      { kind: 'truth', value: 'yes' },
      { kind: 'category', term: 'rocket' },
      { kind: 'tally', ordinal: 3, window: { days: 30 }, on: '2021-05-04' },
    ])
      expect(record().when(rules(range(answer)))).toEqual({ refused: 'does-not-fit', field: 'outcome.answer' });
    expect(record().when(rules(range({ kind: 'time', edtf: '2021' })))).toEqual({
      refused: 'does-not-fit',
      field: 'outcome.answer',
    });
    expect(record().when(rules(range(between, 'fired')))).toEqual({ refused: 'does-not-fit', field: 'outcome.scope' });
    expect(record().when(rules({ ...range(between), outcome: { kind: 'range', answer: between } }))).toEqual({
      refused: 'does-not-fit',
      field: 'outcome.scope',
    });
  });

  test('says that it cannot be told by its own rule, and by that rule nothing else', () => {
    expect(record().when(rules(undecidable))).toEqual(['QuestionRuled']);
    for (const rest of [
      { ...undecidable, rule: 'best evidence' },
      { rule: 'not to be told' },
      { ...range(between), rule: 'not to be told' },
    ])
      expect(record().when(rules(rest))).toEqual({ refused: 'does-not-fit', field: 'rule' });
  });

  test('is of a question that a claim answers, of a subject on record', () => {
    expect(record().when(rules({ attribute: 'weapon' }))).toEqual({ refused: 'unknown-id', field: 'attribute' });
    expect(record().when(rules({ attribute: 'constructor' }))).toEqual({ refused: 'unknown-id', field: 'attribute' });
    expect(record().when(rules({ subject: { kind: 'incident', id: 'none' } }))).toEqual({
      refused: 'unknown-id',
      field: 'subject',
    });
  });

  test('is made on what was argued as it was shown: any mark, remark or ruling since has to be seen first', () => {
    const on = record();
    const mark = { position: 'c', evidence: { document: 'doc' }, mark: 'Against' };
    for (const arguing of [
      { type: 'MarkEvidence', ...about, ...mark },
      { type: 'RequestEvidence', ...about, request: 'q', wanted: 'A list.' },
      { type: 'MeetRequest', ...about, request: 'q', outcome: 'None.' },
      { type: 'MakeRemark', ...about, remark: 'm', text: 'Look.' },
    ]) {
      const before = argued(on);
      on.given(arguing);
      expect(on.when(rules({ shownVersion: before }))).toEqual({ refused: 'changed-meanwhile', field: 'shownVersion' });
    }
    // What was argued on another question, and claims, do not stand in the way: claims challenge a ruling instead.
    on.given(told('late', { answer: exactly(9) }), {
      type: 'MakeRemark',
      subject,
      attribute: 'rockets',
      remark: 'm',
      text: 'Look.',
    });
    expect(on.when(rules({ shownVersion: argued(on) }))).toEqual(['QuestionRuled']);
    expect(on.when(rules({ shownVersion: 0 }))).toMatchObject({ refused: 'changed-meanwhile' });
  });
});

describe('a ruling that stands', () => {
  test('is dissented from and reopened; one that does not is neither', () => {
    const on = record();
    const none = { refused: 'does-not-fit', field: 'attribute' };
    expect(on.when(dissents())).toEqual(none);
    expect(on.when(reopens(1))).toEqual(none);
    on.given(rules());
    expect(on.when(dissents({ attribute: 'rockets' }))).toEqual(none);
    expect(on.when(dissents())).toEqual(['DissentRecorded']);
    expect(on.when(reopens(argued(on)))).toEqual(['RulingReopened']);
    expect(on.when(dissents())).toEqual(none);
    expect(on.when(reopens(argued(on)))).toEqual(none);
    expect(on.when(rules({ shownVersion: argued(on) }))).toEqual(['QuestionRuled']);
    expect(on.when(dissents())).toEqual(['DissentRecorded']);
  });

  test('is reopened as it was shown: with a dissent since, it is looked at again', () => {
    const on = record().given(rules());
    const shown = argued(on);
    on.given(dissents());
    expect(on.when(reopens(shown))).toEqual({ refused: 'changed-meanwhile', field: 'shownVersion' });
    expect(on.when(reopens(argued(on)))).toEqual(['RulingReopened']);
  });

  test('may be ruled on anew by who was shown it', () => {
    const on = record().given(rules());
    expect(on.when(rules({ shownVersion: argued(on), ...undecidable }))).toEqual(['QuestionRuled']);
  });
});

describe('a mark', () => {
  const marks = (mark: string | null, rest: object = {}) => ({
    type: 'MarkEvidence',
    ...about,
    position: 'c',
    evidence: { document: 'doc' },
    mark,
    ...rest,
  });

  test('is each person’s own, is changed and taken away, and is not set twice', () => {
    const on = record();
    const again = { refused: 'nothing-changed', field: 'mark' };
    expect(on.when(marks(null), 'con')).toEqual(again);
    expect(on.when(marks('Against'), 'con')).toEqual(['EvidenceMarked']);
    expect(on.when(marks('Against'), 'con')).toEqual(again);
    expect(on.when(marks('Against'), 'rev')).toEqual(['EvidenceMarked']);
    expect(on.when(marks('Neutral'), 'con')).toEqual(['EvidenceMarked']);
    expect(on.when(marks(null), 'con')).toEqual(['EvidenceMarked']);
    expect(on.when(marks(null), 'con')).toEqual(again);
    expect(on.when(marks('Against'), 'rev')).toEqual(again);
  });

  test('is on evidence and a position on record, the position of this question', () => {
    const on = record();
    expect(on.when(marks('Against', { position: 'r' }))).toEqual({ refused: 'does-not-fit', field: 'position' });
    expect(on.when(marks('Against', { position: 'constructor' }))).toEqual({
      refused: 'unknown-id',
      field: 'position',
    });
    expect(on.when(marks('Against', { evidence: { document: 'none' } }))).toEqual({
      refused: 'unknown-id',
      field: 'evidence.document',
    });
    expect(on.when(marks('Against', { evidence: { claim: 's', subject: base } }))).toEqual(['EvidenceMarked']);
  });
});

test('a request and a remark have a name of their own on their question; a request ends once', () => {
  const on = record();
  const requests = { type: 'RequestEvidence', ...about, request: 'constructor', wanted: 'A list.' };
  const meets = { type: 'MeetRequest', ...about, request: 'constructor', outcome: 'None.' };
  const remarks = { type: 'MakeRemark', ...about, remark: 'constructor', text: 'Look.' };
  expect(on.when(meets)).toEqual({ refused: 'unknown-id', field: 'request' });
  on.given(requests, remarks);
  expect(on.when(requests)).toEqual({ refused: 'already-recorded', field: 'request' });
  expect(on.when(remarks)).toEqual({ refused: 'already-recorded', field: 'remark' });
  expect(on.when({ ...meets, attribute: 'rockets' })).toEqual({ refused: 'unknown-id', field: 'request' });
  on.given(meets);
  expect(on.when(meets)).toEqual({ refused: 'already-decided', field: 'request' });
  expect(on.when(requests)).toEqual({ refused: 'already-recorded', field: 'request' });
});

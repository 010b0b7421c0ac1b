import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sealedPaths } from '@/domain/event';
import { applyEvent } from '@/projections/apply-event';
import type { RecordedEvent } from '@/projections/recorded-event';
import { emptyWorld } from '@/projections/world';
import {
  aDocument,
  affiliates,
  begun,
  derives,
  exactly,
  GivenRecord,
  isFirstHand,
  subject,
  told,
} from '../given-record';

const words = (text: string) => ({ attribute: 'impact', scope: undefined, answer: { kind: 'text', text } });
const asked = { subject, attribute: 'wounded' };

/** A record on which every act can be done: two claims on a number, two in words, three documents. */
const ground = () =>
  new GivenRecord(
    ...begun,
    aDocument('copy', 'other'),
    aDocument('third', 'state'),
    told('c', { excerpt: { text: 'Three.', language: 'en' } }),
    told('d', { document: 'copy', claimant: 'other', answer: exactly(5) }),
    told('t', words('Inside.')),
    told('u', { ...words('Outside.'), document: 'copy', claimant: 'other' }),
  );

type Acting = (record: GivenRecord) => object;
const onClaim = (record: GivenRecord, claim: string) => ({ subject, claim, shownVersion: record.shown(claim) });
const corrects =
  (claim: string, corrected: object): Acting =>
  (record) => ({ type: 'CorrectClaim', ...onClaim(record, claim), corrected, reason: 'Misread.' });
const withdraws: Acting = (record) => ({
  type: 'WithdrawClaim',
  ...onClaim(record, 'c'),
  document: { document: `later-${record.log.length}`, title: 'Later', publisher: 'src' },
  reason: 'It was taken back.',
});
const copies =
  (of: string | null): Acting =>
  (record) => ({ type: 'MarkCopyingError', ...onClaim(record, 'c'), copies: of, reason: 'A digit was dropped.' });
const excludes = (conflict: boolean) => ({
  type: 'MarkConflict',
  subject,
  claims: ['t', 'u'],
  conflict,
  reason: 'One place.',
});
const gradesClaim = (credibility: number) => ({
  type: 'GradeClaim',
  subject,
  claim: 'c',
  credibility,
  rationale: 'So.',
});
const gradesSource = (reliability: string) => ({ type: 'GradeSource', source: 'src', reliability, rationale: 'So.' });
const strikes = (parent?: string) => ({ type: 'StrikeDerivation', document: 'copy', parent, reason: 'It does not.' });
const marks = (mark: string | null) => ({
  type: 'MarkEvidence',
  ...asked,
  position: 'c',
  evidence: { document: 'copy' },
  mark,
});
const argued = (record: GivenRecord) => {
  const state = record.states.get('incident:inc');
  return (state?.kind === 'subject' ? state.questions.wounded?.version : undefined) ?? 0;
};
const rules: Acting = (record) => ({
  type: 'RuleQuestion',
  ...asked,
  shownVersion: argued(record),
  shownPosition: record.log.length - 1,
  outcome: { kind: 'position', position: 'c' },
  rule: 'best evidence',
  rationale: 'Two saw it.',
  evidence: [{ document: 'doc' }],
});
const reopens: Acting = (record) => ({
  type: 'ReopenRuling',
  ...asked,
  shownVersion: Math.max(1, argued(record)),
  reason: 'A page.',
});
const remarks: Acting = (record) => ({ type: 'MakeRemark', ...asked, remark: `m-${record.log.length}`, text: 'Look.' });
const revises: Acting = (record) => ({
  type: 'ReviseClaim',
  ...onClaim(record, 'd'),
  revision: `later-${record.log.length}`,
  document: { known: 'third' },
  answer: exactly(6),
});
const takesWithdrawalAway = corrects('c', { withdrawn: null });

const commandOf = (act: object | Acting, record: GivenRecord) => (typeof act === 'function' ? act(record) : act);
const undo = (event: number, reason = 'My mistake.') => ({ type: 'UndoAct', event, reason });
/** Does something that has to be done; answers its first position. */
const done = (record: GivenRecord, act: object | Acting, actor = 'rev') => {
  const at = record.log.length;
  const outcome = record.when(commandOf(act, record), actor);
  expect(outcome, JSON.stringify(commandOf(act, record))).toBeInstanceOf(Array);
  return at;
};

/** Who set something, when and why, and how often it was done: all that an undoing is not to bring back. */
const provenance: readonly string[] = [
  'setBy',
  'version',
  'answeredAt',
  'disputedSince',
  'disputedSinceAt',
  'lastArgued',
  'lastChange',
  'lastArguedAt',
  'corrections',
  'reason',
  'by',
  'form',
  'since',
  'withdrawnIn',
];

/** What is left where a question was asked or argued once, and is not any more: a row with nothing in it. */
const isBare = (key: string, value: unknown): boolean => {
  if (key.startsWith('inc state ') && key.endsWith(' Not reported')) return true;
  if (typeof value !== 'object' || value === null) return false;
  if ('state' in value && 'argument' in value) return value.state === 'Not reported';
  const { rulings, isRuled, ...said } = value as { rulings?: Reopened[]; isRuled?: boolean };
  return (
    (rulings?.every(({ reopened }) => reopened) ?? isRuled === false) &&
    Object.entries(said).every(([part, held]) => part === 'version' || Object.keys(held as object).length === 0)
  );
};
type Reopened = { reopened: unknown };

/** What values amount to: the order in which things were said last is no part of them. */
function settled(value: unknown, but: readonly string[] = []): unknown {
  if (Array.isArray(value))
    return value.map((each) => settled(each, but)).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !provenance.includes(key) && !but.includes(key) && inner != null && !isBare(key, inner))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      // A ruling that was reopened is history.
      .map(([key, inner]) => [
        key,
        settled(key === 'rulings' ? inner.filter((one: Reopened) => !one.reopened) : inner, but),
      ]),
  );
}

/** All that is folded and all that is followed, changes aside: what a record amounts to. */
function amountsTo(record: GivenRecord, but: readonly string[] = []): unknown {
  const world = emptyWorld();
  for (const { stream, event, version, position, actor } of structuredClone(record.log))
    applyEvent(world, { stream, version, position, actor, appendEnd: position, ...event } as unknown as RecordedEvent);
  const { touched: _touched, removed: _removed, change: _changes, at: _at, past: _past, ...tables } = world;
  const rows = Object.entries(tables).map(([table, held]) => [table, Object.fromEntries(held as Map<string, unknown>)]);
  return settled({ folded: Object.fromEntries(record.states), followed: Object.fromEntries(rows) }, but);
}

/** Each act that can be undone, after what was done before it, with the types of the events that undo it. */
const undoable: [string, (object | Acting)[], object | Acting, string[]][] = [
  ['a correction of an answer', [], corrects('c', { answer: exactly(9) }), ['ClaimCorrected']],
  [
    'a correction of a correction',
    [corrects('c', { answer: exactly(9) })],
    corrects('c', { answer: exactly(3) }),
    ['ClaimCorrected'],
  ],
  [
    'a correction of every part',
    [],
    corrects('c', {
      attribute: 'killed',
      answer: { kind: 'count', form: 'none' },
      claimant: 'voice',
      relays: 'state',
      opinion: true,
      excerpt: null,
    }),
    ['ClaimCorrected'],
  ],
  [
    'a correction of words',
    [],
    corrects('t', { answer: { kind: 'text', text: 'On the runway.' } }),
    ['ClaimCorrected'],
  ],
  [
    'a correction of an excerpt alone',
    [],
    corrects('c', { excerpt: { text: 'Trois.', language: 'fr' } }),
    ['ClaimCorrected'],
  ],
  ['a correction that took a withdrawal away', [withdraws], takesWithdrawalAway, ['ClaimCorrected']],
  ['a correction of a claim that is marked', [copies('d')], corrects('c', { answer: exactly(9) }), ['ClaimCorrected']],
  ['a withdrawal', [], withdraws, ['ClaimCorrected']],
  ['a mark of a copying error', [], copies('d'), ['CopyingErrorMarked']],
  ['another mark of a copying error', [copies('d')], copies('t'), ['CopyingErrorMarked']],
  ['taking the mark of a copying error away', [copies('d')], copies(null), ['CopyingErrorMarked']],
  ['a mark of an exclusion', [], excludes(true), ['ConflictMarked']],
  ['taking the mark of an exclusion back', [excludes(true)], excludes(false), ['ConflictMarked']],
  ['a first grade of a claim', [], gradesClaim(2), ['ClaimGraded']],
  ['a later grade of a claim', [gradesClaim(2)], gradesClaim(5), ['ClaimGraded']],
  ['a first grade of a source', [], gradesSource('B'), ['SourceGraded']],
  ['a later grade of a source', [gradesSource('B')], gradesSource('E'), ['SourceGraded']],
  ['a first affiliation', [], affiliates('src', 'state'), ['SourceAffiliated']],
  ['an affiliation other than the registered one', [], affiliates('voice', 'state'), ['SourceAffiliated']],
  ['the end of an affiliation', [], affiliates('voice', null), ['SourceAffiliated']],
  ['a first derivation', [], derives('copy', 'doc'), ['DerivationStruck']],
  ['a second derivation', [derives('copy', 'doc')], derives('copy', 'third'), ['DerivationStruck']],
  [
    'a derivation said otherwise',
    [derives('copy', 'doc')],
    derives('copy', 'doc', 'translates'),
    ['DerivationRecorded'],
  ],
  ['a derivation of what was its own reporting', [isFirstHand('copy')], derives('copy', 'doc'), ['DerivationRecorded']],
  ['a first finding that it is its own reporting', [], isFirstHand('copy'), ['DerivationStruck']],
  [
    'a finding that two derivations were wrong',
    [derives('copy', 'doc'), derives('copy', 'third', 'translates')],
    isFirstHand('copy'),
    ['DerivationRecorded', 'DerivationRecorded'],
  ],
  ['a strike of one derivation', [derives('copy', 'doc')], strikes('doc'), ['DerivationRecorded']],
  [
    'a strike of one of two',
    [derives('copy', 'doc'), derives('copy', 'third')],
    strikes('doc'),
    ['DerivationRecorded'],
  ],
  ['a strike of its own reporting', [isFirstHand('copy')], strikes(), ['DerivationRecorded']],
  ['a first mark on evidence', [], marks('Against'), ['EvidenceMarked']],
  ['a later mark on evidence', [marks('Against')], marks('Neutral'), ['EvidenceMarked']],
  ['taking a mark on evidence away', [marks('Against')], marks(null), ['EvidenceMarked']],
  ['a ruling', [], rules, ['RulingReopened']],
  ['a ruling after one that was reopened', [rules, reopens], rules, ['RulingReopened']],
];

describe.each(undoable)('undoing %s', (_what, first, act, types) => {
  const acted = () => {
    const record = ground();
    for (const each of first) done(record, each);
    const before = amountsTo(record);
    const event = done(record, act);
    // A withdrawal brings its document, which stays; the act itself is the last of its events.
    return { record, before, event: record.log.length - 1, began: event };
  };

  test('brings back what was, as one more act that says what it undoes and why', () => {
    const { record, before, event, began } = acted();
    const length = record.log.length;
    expect(record.when(undo(event))).toEqual(types);
    expect(record.log.length).toBe(length + types.length);
    for (const { event: back } of record.log.slice(length)) {
      expect(back.data).toMatchObject({ undoes: event });
      const free = sealedPaths[back.type].find((path) => path === 'reason' || path === 'rationale') as string;
      expect((back.data as Record<string, unknown>)[free]).toBe('My mistake.');
    }
    if (event === began) expect(amountsTo(record)).toEqual(before);
  });

  test('is refused a second time, and the undoing can itself be undone where it has an opposite', () => {
    const { record, event } = acted();
    const after = amountsTo(record);
    const undoing = done(record, undo(event));
    expect(record.when(undo(event))).toEqual({ refused: 'already-undone', field: 'event' });
    if (types.includes('RulingReopened'))
      expect(record.when(undo(undoing))).toEqual({ refused: 'cannot-be-undone', field: 'event' });
    else {
      done(record, undo(undoing));
      expect(amountsTo(record)).toEqual(after);
      expect(record.when(undo(event))).toMatchObject({ refused: 'not-your-last' });
    }
  });

  test('is refused to anybody else, also who may do the same', () => {
    const { record, event } = acted();
    for (const other of ['ste', '', 'constructor'])
      expect(record.when(undo(event), other)).toEqual({ refused: 'not-your-own-act', field: 'event' });
  });
});

const dissents = { type: 'RecordDissent', ...asked, text: 'No.' };
const afterRuling = (record: GivenRecord, act: object | Acting) => {
  done(record, rules);
  return done(record, act);
};

const cannot: [string, (record: GivenRecord) => number][] = [
  ['a registration of a source', () => 0],
  ['a document', () => 4],
  ['a site', () => 5],
  ['an incident', () => 6],
  ['a claim', (record) => record.log.findIndex(({ event }) => event.type === 'ClaimRecorded')],
  ['a report', (record) => record.log.findIndex(({ event }) => event.type === 'ReportSubmitted')],
  ['an acceptance', (record) => record.log.findIndex(({ event }) => event.type === 'ReportAccepted')],
  ['a revision', (record) => done(record, revises)],
  ['a remark', (record) => done(record, remarks)],
  ['a request', (record) => done(record, { type: 'RequestEvidence', ...asked, request: 'q', wanted: 'A list.' })],
  ['a reopening', (record) => afterRuling(record, reopens)],
  ['a dissent', (record) => afterRuling(record, dissents)],
  ['a ruling in place of another that stood', (record) => afterRuling(record, rules)],
];
test.each(cannot)('%s cannot be undone, and stays', (_what, at) => {
  const record = ground();
  const event = at(record);
  const before = record.log.length;
  expect(record.when(undo(event))).toEqual({ refused: 'cannot-be-undone', field: 'event' });
  expect(record.log.length).toBe(before);
});

test('what is not there cannot be undone, and a reason is needed', () => {
  const record = ground();
  for (const event of [record.log.length, 10_000])
    expect(record.when(undo(event))).toEqual({ refused: 'unknown-id', field: 'event' });
  for (const wrong of [undo(1, ' '), { type: 'UndoAct', event: 1 }, undo(-1), undo(1.5)])
    expect(() => record.when(wrong)).toThrow();
});

const sinceThen: [string, object | Acting, object | Acting][] = [
  ['a correction', corrects('c', { answer: exactly(9) }), corrects('c', { excerpt: null })],
  ['a mark of a copying error', copies('d'), corrects('c', { answer: exactly(9) })],
  ['a correction', corrects('d', { answer: exactly(9) }), revises],
  ['a derivation', derives('copy', 'doc'), derives('copy', 'third')],
  ['an affiliation', affiliates('src', 'state'), affiliates('src', 'other')],
  ['a grade', gradesSource('B'), gradesSource('C')],
  ['a ruling', rules, dissents],
  ['an exclusion', excludes(true), excludes(false)],
];
test.each(sinceThen)('%s after which anybody did something to the same thing is refused', (_what, act, later) => {
  for (const actor of ['rev', 'ste']) {
    const record = ground();
    const event = done(record, act);
    done(record, later, actor);
    expect(record.when(undo(event))).toEqual({ refused: 'not-your-last', field: 'event' });
  }
});

test('what is said again never makes a second claim take the place of one', () => {
  const record = ground();
  const later = `later-${record.log.length}`;
  done(record, revises);
  const event = done(record, corrects(later, { revises: null }));
  done(record, revises, 'ste');
  expect(record.when(undo(event))).toEqual({ refused: 'does-not-fit', field: 'event' });
});

test.each<[string, object | Acting, (object | Acting)[]]>([
  [
    'a correction',
    corrects('c', { answer: exactly(9) }),
    [corrects('d', { answer: exactly(8) }), gradesClaim(2), remarks, rules],
  ],
  ['a mark on evidence', marks('Against'), [remarks, corrects('c', { excerpt: null })]],
  ['a ruling', rules, [remarks, marks('Neutral'), corrects('c', { excerpt: null })]],
  ['a grade of a claim', gradesClaim(2), [corrects('c', { excerpt: null })]],
])('%s can still be undone when something else was done since', (_what, act, later) => {
  const record = ground();
  const event = done(record, act);
  for (const each of later) done(record, each, 'ste');
  expect(record.when(undo(event))).toBeInstanceOf(Array);
});

test('marks on evidence are each person’s own: another’s on the same evidence does not stand in the way', () => {
  const record = ground();
  const event = done(record, marks('Against'), 'con');
  done(record, marks('Consistent'), 'rev');
  expect(record.when(undo(event), 'con')).toEqual(['EvidenceMarked']);
  expect(record.log.at(-1)?.event.data).toMatchObject({ mark: null, undoes: event });
});

test('an undoing is refused as what it leads to would be: a circle, two origins, a claim that was moved', () => {
  const circle = ground();
  done(circle, derives('copy', 'doc'));
  const struck = done(circle, strikes('doc'));
  done(circle, derives('doc', 'copy'), 'ste');
  expect(circle.when(undo(struck))).toMatchObject({ refused: 'lineage-cycle' });

  const part = ground();
  const left = done(part, affiliates('voice', null));
  done(part, affiliates('src', 'voice'), 'ste');
  expect(part.when(undo(left))).toMatchObject({ refused: 'part-of-itself' });

  const origins = ground();
  origins.given(
    isFirstHand('doc'),
    isFirstHand('copy'),
    told('e', { document: 'copy', claimant: 'other' }),
    gradesClaim(1),
  );
  const lowered = done(origins, gradesClaim(3));
  done(origins, derives('copy', 'doc'), 'ste');
  expect(origins.when(undo(lowered))).toMatchObject({ refused: 'needs-two-origins' });
});

test('words that were erased since are not said again', () => {
  const record = ground();
  const event = done(record, corrects('c', { excerpt: { text: 'Other.', language: 'en' } }));
  const claimed = record.log.find(({ event: { type } }) => type === 'ClaimRecorded');
  if (claimed?.event.type === 'ClaimRecorded' && claimed.event.data.excerpt) claimed.event.data.excerpt.text = null;
  expect(record.when(undo(event))).toMatchObject({ refused: 'words-erased' });
  const other = done(record, corrects('c', { answer: exactly(9) }));
  expect(record.when(undo(other))).toEqual(['ClaimCorrected']);
});

test('whatever was done, by whom: what a person undoes at once is as it was before it', () => {
  const acts: (object | Acting)[] = [
    ...undoable.flatMap(([, first, act]) => [...first, act]),
    remarks,
    revises,
    reopens,
    corrects('d', { relays: 'voice' }),
  ];
  const anyAct = fc.record({
    act: fc.constantFrom(...acts),
    actor: fc.constantFrom('rev', 'ste'),
    keeps: fc.boolean(),
  });
  // An answer that is said again was set after a ruling that stood meanwhile: it may challenge it.
  const challenges = ['challengedBy', 'stage', 'facet'];
  let undone = 0;
  fc.assert(
    fc.property(fc.array(anyAct, { minLength: 4, maxLength: 12 }), (steps) => {
      const record = ground();
      for (const { act, actor, keeps } of steps) {
        const before = keeps ? null : amountsTo(record, challenges);
        const began = record.log.length;
        if (!Array.isArray(record.when(commandOf(act, record), actor)) || keeps) continue;
        const event = record.log.length - 1;
        const outcome = record.when(undo(event), actor);
        if (!Array.isArray(outcome)) {
          expect(['cannot-be-undone', 'nothing-changed']).toContain(outcome.refused);
          continue;
        }
        undone += 1;
        // A document that came with a withdrawal stays.
        if (event === began) expect(amountsTo(record, challenges)).toEqual(before);
        expect(record.when(undo(event), actor)).toMatchObject({ refused: 'already-undone' });
      }
    }),
    { numRuns: 15 },
  );
  expect(undone).toBeGreaterThan(15);
});

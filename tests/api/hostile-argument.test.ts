import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  aClaim,
  aReport,
  asReviewer,
  everything,
  expectRefused,
  fresh,
  given,
  type Json,
  notAText,
  post,
  review,
  stateOf,
  steward,
} from './door';

const subject = { kind: 'incident', id: 'inc' };
const asked = { subject, attribute: 'wounded' };
const words = { attribute: 'impact', scope: undefined, answer: { kind: 'text', text: 'Inside.' } };
const cited = { claim: 'con-1', subject };

beforeAll(async () => {
  await given(aReport({ claims: ['con-1', 'con-2', 'con-3'].map((claim) => aClaim({ claim })) }));
  await given(aReport({ claims: ['t-1', 't-2'].map((claim) => aClaim({ claim, ...words })) }));
  for (const document of ['copy', 'other-copy']) {
    await given({ type: 'RecordDocument', document, title: 'Copy', publisher: 'src' });
    await given({ ...commands.recordDerivation, document });
  }
  await given({ type: 'RegisterSource', source: 'voice', name: 'Voice', kind: 'spokesperson' });
  await given({ ...commands.requestEvidence, request: 'open' });
  const correction = {
    claim: 't-2',
    shownVersion: 6,
    corrected: { excerpt: { text: 'Inside.', language: 'en' } },
    reason: 'Misread.',
  };
  positions.before = await done('correctClaim', { type: 'CorrectClaim', subject, ...correction });
  positions.event = await done('gradeClaim', { ...commands.gradeClaim, claim: 't-1' });
  Object.assign(commands.restoreClaim as Json, { before: positions.before });
  Object.assign(commands.undoAct as Json, { event: positions.event });
});

/** Where the correction and the grade stand that the last two doors speak of. */
const positions = { before: 0, event: 0 };
/** Does what a reviewer may; answers its ledger position. */
async function done(door: string, command: Json): Promise<number> {
  const { text } = await review(door, command);
  return (JSON.parse(text) as { result: { data: { position: number } } }).result.data.position;
}

/** What each door takes, right as it stands; ids that are taken by being given are minted by `once`. */
const commands: Record<string, Json> = {
  reviseClaim: {
    type: 'ReviseClaim',
    subject,
    claim: 'con-1',
    shownVersion: 2,
    revision: 'con-1-later',
    document: { known: 'doc' },
    answer: { kind: 'count', form: 'exactly', n: 4 },
    claimant: 'src',
    excerpt: { text: 'Four.', language: 'en' },
    note: 'A later bulletin.',
  },
  withdrawClaim: {
    type: 'WithdrawClaim',
    subject,
    claim: 'con-2',
    shownVersion: 3,
    document: { known: 'doc' },
    claimant: 'src',
    excerpt: { text: 'We take it back.', language: 'en' },
    reason: 'It was taken back.',
  },
  markCopyingError: {
    type: 'MarkCopyingError',
    subject,
    claim: 'con-3',
    shownVersion: 4,
    copies: 'con-1',
    reason: 'A digit was dropped.',
  },
  markConflict: { type: 'MarkConflict', subject, claims: ['t-1', 't-2'], conflict: true, reason: 'One place.' },
  gradeClaim: { type: 'GradeClaim', subject, claim: 'con-1', credibility: 2, rationale: 'Probable.' },
  recordDerivation: {
    type: 'RecordDerivation',
    document: 'copy',
    derivation: { how: 'quotes', parent: 'doc' },
    reason: 'It says so.',
  },
  strikeDerivation: { type: 'StrikeDerivation', document: 'other-copy', parent: 'doc', reason: 'It does not.' },
  affiliateSource: { type: 'AffiliateSource', source: 'voice', partOf: 'src', reason: 'Its masthead.' },
  gradeSource: { type: 'GradeSource', source: 'src', reliability: 'B', rationale: 'Borne out.' },
  markEvidence: { type: 'MarkEvidence', ...asked, position: 'con-1', evidence: { document: 'doc' }, mark: 'Against' },
  requestEvidence: { type: 'RequestEvidence', ...asked, request: 'wanted', wanted: 'A list.' },
  meetRequest: { type: 'MeetRequest', ...asked, request: 'open', outcome: 'There is none.' },
  makeRemark: { type: 'MakeRemark', ...asked, remark: 'remark', text: 'Look again.' },
  ruleQuestion: {
    type: 'RuleQuestion',
    ...asked,
    shownVersion: 7,
    shownPosition: 0,
    outcome: { kind: 'position', position: 'con-1' },
    rule: 'best evidence',
    rationale: 'Two saw it.',
    evidence: [cited],
  },
  recordDissent: { type: 'RecordDissent', ...asked, text: 'From afar.' },
  restoreClaim: {
    type: 'RestoreClaim',
    subject,
    claim: 't-2',
    shownVersion: 8,
    before: 0,
    reason: 'It was right.',
  },
  undoAct: { type: 'UndoAct', event: 0, reason: 'It was mine.' },
  reopenRuling: { type: 'ReopenRuling', ...asked, shownVersion: 1, reason: 'A page turned up.' },
};
const doors = Object.keys(commands);

const send = (door: string, rest: Json = {}, person: Record<string, string> = asReviewer) =>
  post(door, JSON.stringify({ id: randomUUID(), command: { ...commands[door], ...rest } }), person);

/** The command of a door with the part at a path made otherwise. */
function otherwise(door: string, path: string, value: unknown): Json {
  const command = JSON.parse(JSON.stringify(commands[door])) as Json;
  const steps = path.split('.');
  const last = steps.pop() as string;
  let at = command;
  for (const step of steps) at = at[step] as Json;
  at[last] = value;
  return command;
}

const places = (paths: Record<string, string[]>) =>
  Object.entries(paths).flatMap(([door, own]) => own.map((path) => [door, path] as const));
/** Of a part with several forms it cannot be told which was meant, so the refusal names the part. */
const fieldOf = (path: string) => new RegExp(`^command\\.${path.split('.')[0]}`);

const texts = places({
  reviseClaim: ['excerpt.text', 'note'],
  withdrawClaim: ['excerpt.text', 'reason'],
  markCopyingError: ['reason'],
  markConflict: ['reason'],
  gradeClaim: ['rationale'],
  recordDerivation: ['reason'],
  strikeDerivation: ['reason'],
  affiliateSource: ['reason'],
  gradeSource: ['rationale'],
  markEvidence: ['attribute'],
  requestEvidence: ['wanted'],
  meetRequest: ['outcome'],
  makeRemark: ['text'],
  ruleQuestion: ['rationale'],
  recordDissent: ['text', 'attribute'],
  reopenRuling: ['reason'],
  restoreClaim: ['reason'],
  undoAct: ['reason'],
});
test.each(texts)('%s: a %s that is no text is refused', async (door, path) => {
  for (const [, text] of notAText)
    await expectRefused(() => send(door, otherwise(door, path, text)), {
      refused: 'invalid-input',
      field: fieldOf(path),
      status: 400,
    });
});

const ids = places({
  reviseClaim: ['claim', 'revision', 'document.known', 'claimant', 'subject.id'],
  withdrawClaim: ['claim', 'document.known', 'claimant'],
  markCopyingError: ['claim', 'copies'],
  markConflict: ['claims.0', 'claims.1'],
  gradeClaim: ['claim'],
  restoreClaim: ['claim'],
  recordDerivation: ['document', 'derivation.parent'],
  strikeDerivation: ['document', 'parent'],
  affiliateSource: ['source', 'partOf'],
  gradeSource: ['source'],
  markEvidence: ['position', 'evidence.document', 'subject.id'],
  requestEvidence: ['request'],
  meetRequest: ['request'],
  makeRemark: ['remark'],
  ruleQuestion: ['outcome.position', 'evidence.0.claim', 'evidence.0.subject.id'],
});
const noIds = ['', ' ', 'A', 'a b', '__proto__', '../x', 'a-', 'x'.repeat(65), 'a\u0000', '\ud800', 5, [], {}, true];
test.each(ids)('%s: a %s that is no identifier is refused', async (door, path) => {
  for (const id of noIds)
    await expectRefused(() => send(door, otherwise(door, path, id)), {
      refused: 'invalid-input',
      field: fieldOf(path),
      status: 400,
    });
});

const toBeKnown = ids.filter(([, path]) => !['revision', 'remark'].includes(path));
test.each(toBeKnown.filter(([door]) => door !== 'requestEvidence'))(
  '%s: a %s that is not on record is refused by its place',
  async (door, path) => {
    const isOfCitation = path === 'evidence.0.subject.id';
    for (const id of ['constructor', 'valueof', 'nothing-there']) {
      const outcome = { refused: door === 'strikeDerivation' && path === 'parent' ? 'nothing-changed' : 'unknown-id' };
      const field = path === 'subject.id' ? 'subject' : isOfCitation ? 'evidence.0.claim' : path;
      await expectRefused(() => send(door, otherwise(door, path, id)), { ...outcome, field });
    }
  },
);

const numbers = places({
  reviseClaim: ['shownVersion', 'answer.n'],
  withdrawClaim: ['shownVersion'],
  markCopyingError: ['shownVersion'],
  gradeClaim: ['credibility'],
  ruleQuestion: ['shownVersion', 'shownPosition'],
  reopenRuling: ['shownVersion'],
  restoreClaim: ['shownVersion', 'before'],
  undoAct: ['event'],
});
test.each(numbers)('%s: a %s that is no such number is refused', async (door, path) => {
  for (const number of [-1, 1.5, 2 ** 60, '1', null, true, [], {}])
    await expectRefused(() => send(door, otherwise(door, path, number)), {
      refused: 'invalid-input',
      field: `command.${path}`,
    });
  const body = JSON.stringify({ id: randomUUID(), command: otherwise(door, path, 'HUGE') });
  for (const huge of ['1e999', '-1e999'])
    await expectRefused(() => post(door, body.replace('"HUGE"', huge), asReviewer), { field: `command.${path}` });
  await expectRefused(() => post(door, body.replace('"HUGE"', 'NaN'), asReviewer), { refused: 'invalid-input' });
});

test.each<[string, string, unknown[]]>([
  ['reviseClaim', 'answer', [{ kind: 'constructor' }, { kind: 'count', form: 'exactly', n: -1 }, null, []]],
  ['reviseClaim', 'validity', ['lately', '2021-05-04/2021-05-02', '['.repeat(60), 5, null, '/']],
  ['reviseClaim', 'document', [{}, { known: 'doc', document: 'd' }, { document: 'd' }, null, [], 'doc']],
  ['withdrawClaim', 'document', [{ document: fresh('d'), title: 'T', publisher: 'src', address: 'javascript:1' }]],
  ['markConflict', 'claims', [['t-1'], ['t-1', 't-2', 't-1'], [], null, { 0: 't-1', 1: 't-2', length: 2 }]],
  ['markConflict', 'conflict', ['true', 1, null]],
  ['gradeClaim', 'credibility', [0, 7, '2']],
  ['gradeSource', 'reliability', ['G', 'a', '__proto__', null, ['A']]],
  ['recordDerivation', 'derivation', [{ how: 'constructor' }, { how: 'quotes' }, { how: 'first-hand', parent: 'doc' }]],
  ['affiliateSource', 'partOf', [undefined, 5, []]],
  ['markEvidence', 'mark', ['against', 'toString', undefined, 5]],
  ['markEvidence', 'evidence', [{}, { claim: 'con-1' }, { document: 'doc', claim: 'con-1', subject }, null, [cited]]],
  ['ruleQuestion', 'rule', ['constructor', '__proto__', 'toString', null, '']],
  [
    'ruleQuestion',
    'outcome',
    [{}, { kind: 'undecidable', position: 'con-1' }, { kind: 'position' }, { kind: 'range' }],
  ],
  ['ruleQuestion', 'evidence', [null, {}, Array(51).fill(cited), Array(10_000).fill(cited), [null], ['con-1']]],
])('%s: a %s of the wrong form is refused', async (door, path, wrong) => {
  for (const value of wrong)
    await expectRefused(() => send(door, otherwise(door, path, value)), {
      refused: 'invalid-input',
      field: fieldOf(path),
      status: 400,
    });
});

describe.each(doors)('%s', (door) => {
  test('refuses a stranger in what it is given, and what is no command of its own', async () => {
    for (const name of ['stranger', '__proto__', 'constructor', 'toString']) {
      const body = JSON.stringify({ id: randomUUID(), command: { ...commands[door], stranger: 1 } });
      await expectRefused(() => post(door, body.replace('"stranger":1', `"${name}":{"polluted":true}`), asReviewer), {
        refused: 'invalid-input',
      });
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const other = commands[door === 'gradeSource' ? 'makeRemark' : 'gradeSource'];
    for (const command of [null, [], 5, 'x', {}, { type: '__proto__' }, other])
      await expectRefused(() => post(door, JSON.stringify({ id: randomUUID(), command }), asReviewer), {
        refused: 'invalid-input',
      });
  });

  test('refuses whoever is nobody', async () => {
    for (const cookie of ['', 'palimpsest_person=__proto__', 'palimpsest_person=nobody'])
      await expectRefused(() => send(door, {}, { cookie }), { refused: 'not-allowed', status: 403 });
  });
});

test('what was made wrong above is taken as it stands: each by its door, once', async () => {
  for (const door of doors) {
    const command = commands[door] as Json;
    // Argued meanwhile: a ruling and its reopening send the version they were shown.
    const isShown = door === 'ruleQuestion' || door === 'reopenRuling';
    const shown = isShown ? { shownVersion: (await stateOf('incident:inc')).questions.wounded.version } : {};
    // The claim it named was revised by the first door: a ruling is for the answer that stands.
    const standing = door === 'ruleQuestion' ? { outcome: { kind: 'position', position: 'con-1-later' } } : {};
    const body = JSON.stringify({ id: randomUUID(), command: { ...command, ...shown, ...standing } });
    const before = await everything();
    const { status, text } = await post(door, body, asReviewer);
    expect(status, `${door}: ${text.slice(0, 300)}`).toBe(200);
    const after = await everything();
    expect(after).not.toEqual(before);
    expect((await post(door, body, asReviewer)).status).toBe(200);
    expect(await everything()).toEqual(after);
  }
});

describe('what undoes and restores', () => {
  const undo = (event: number, who: Record<string, string> = asReviewer) => send('undoAct', { event }, who);
  const restore = (rest: Json) => send('restoreClaim', rest);

  test('is refused by name where there is nothing to undo, or nobody’s own', async () => {
    const mark = { ...commands.markEvidence, evidence: { claim: 't-1', subject } };
    const event = await done('markEvidence', mark);
    await expectRefused(() => undo(Number.MAX_SAFE_INTEGER), { refused: 'unknown-id', field: 'event', status: 404 });
    await expectRefused(() => undo(0), { refused: 'not-your-own-act', field: 'event', status: 403 });
    for (const who of [steward, {}])
      await expectRefused(() => undo(event, who), { refused: 'not-your-own-act', field: 'event', status: 403 });
    const remark = await done('makeRemark', { ...commands.makeRemark, remark: fresh('m') });
    await expectRefused(() => undo(remark), { refused: 'cannot-be-undone', field: 'event', status: 400 });
    const later = await done('markEvidence', { ...mark, mark: 'Neutral' });
    await expectRefused(() => undo(event), { refused: 'not-your-last', field: 'event', status: 409 });
    expect((await undo(later)).status).toBe(200);
    await expectRefused(() => undo(later), { refused: 'already-undone', field: 'event', status: 409 });
  });

  test('names the event that stands in the way', async () => {
    const event = await done('gradeSource', { ...commands.gradeSource, reliability: 'C' });
    const later = await done('gradeSource', { ...commands.gradeSource, reliability: 'D' });
    const { text } = await undo(event);
    expect(text).toContain(`#${later}`);
  });

  test('is open to who may do no more than argue, for what they argued', async () => {
    const mark = { ...commands.markEvidence, evidence: { claim: 't-2', subject } };
    const { text } = await post('markEvidence', JSON.stringify({ id: randomUUID(), command: mark }));
    const { position } = (JSON.parse(text) as { result: { data: { position: number } } }).result.data;
    expect((await undo(position, {})).status).toBe(200);
    expect((await send('restoreClaim', {}, {})).status).toBe(403);
  });

  test('restores nothing from elsewhere, from before it was there, or over what is newer', async () => {
    const claims = (await stateOf('incident:inc')).claims;
    const shown = { claim: 't-2', shownVersion: claims['t-2'].version };
    const far = { ...shown, before: Number.MAX_SAFE_INTEGER };
    await expectRefused(() => restore(far), { refused: 'unknown-id', field: 'before', status: 404 });
    await expectRefused(() => restore({ ...shown, before: 0 }), { refused: 'another-record', field: 'before' });
    const other = { claim: 'con-1-later', shownVersion: claims['con-1-later'].version };
    await expectRefused(() => restore({ ...other, before: positions.before }), {
      refused: 'not-yet-recorded',
      field: 'before',
    });
    await expectRefused(() => restore({ ...shown, before: positions.before, shownVersion: 6 }), {
      refused: 'changed-meanwhile',
      field: 'shownVersion',
      status: 409,
    });
    await expectRefused(() => restore({ ...shown, before: positions.before }), { refused: 'nothing-changed' });
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { denoteTime } from '@/domain/answer/time';
import type { Subject } from '@/domain/identifier';
import { positionsAtIssue } from '@/domain/question/stage';
import { findQuestion } from '@/queries/find-question';
import { findRecord } from '@/queries/find-record';
import { isRecorded } from '@/queries/is-recorded';
import { loadSampleRecord, type SampleRecord } from '../support/sample-record';

let sample: SampleRecord;
const balad: Subject = { kind: 'incident', id: 'balad-2021-05-03' };
/** An incident of the tests' own: nobody argues on it but they. */
const own: Subject = { kind: 'incident', id: 'made' };
const question = async (attribute = 'rockets', subject = balad) => {
  const page = await findQuestion(sample.db, subject, attribute);
  if (!page) throw new Error(`Nobody answered ${attribute} of ${subject.id}.`);
  return page;
};
let made = 0;
/** A report by the reviewer, accepted at once: one answer in a document of its own. */
const report = async (claim: object, published?: string) => {
  const n = ++made;
  await sample.give({
    type: 'SubmitReport',
    report: `r-made-${n}`,
    sources: [],
    incidents: [],
    sites: [],
    document: { document: `d-made-${n}`, title: `Made ${n}`, publisher: 'src-upi', ...(published && { published }) },
    claims: [
      { claim: `c-made-${n}`, subject: balad, attribute: 'rockets', scope: 'fired', claimant: 'src-upi', ...claim },
    ],
  } as never);
  return `c-made-${n}`;
};

beforeAll(async () => {
  sample = await loadSampleRecord();
});
afterAll(() => sample.drop());

describe('every question on record', () => {
  test('has a page, disputed or not, with the positions a ruling chooses between at issue', async () => {
    for (const subject of [balad, { kind: 'site', id: 'balad-air-base' } as const]) {
      const record = await findRecord(sample.db, subject);
      for (const { attribute, assessment } of record?.view.questions ?? []) {
        const page = await question(attribute, subject);
        expect(
          await isRecorded(sample.db, `/questions/${subject.kind}/${subject.id}/${encodeURIComponent(attribute)}`),
        ).toBe(true);
        expect(page.positions.filter(({ isAtIssue }) => isAtIssue)).toHaveLength(positionsAtIssue(assessment).length);
        for (const { behind, name, value } of page.positions) {
          expect(behind).toContain(name);
          expect(value, `${subject.id} ${attribute}`).not.toBe('');
        }
      }
    }
  });

  test('tells its positions line by line in the order in which they were first reported', async () => {
    const record = await findRecord(sample.db, balad);
    let compared = 0;
    for (const { attribute } of record?.view.questions ?? []) {
      const page = await question(attribute);
      const claims = new Map(page.record.claims.map((claim) => [claim.id, claim]));
      const reportedAt = (id: string) => {
        const claim = claims.get(id);
        const published = claim && page.record.documents[claim.documentId]?.published;
        const from = published ? (denoteTime(published)?.spans[0]?.from ?? Number.MAX_VALUE) : Number.MAX_VALUE;
        return [from, claim?.recordedAtPosition ?? 0] as const;
      };
      const isEarlier = (a: string, b: string) => {
        const [[first, one], [second, other]] = [reportedAt(a), reportedAt(b)];
        return first < second || (first === second && one <= other);
      };
      for (const [at, position] of page.positions.entries()) {
        const next = page.positions[at + 1];
        for (const id of position.behind) expect(isEarlier(position.behind[0] as string, id)).toBe(true);
        if (next?.scope !== position.scope || next.attribute !== position.attribute) continue;
        expect(isEarlier(position.behind[0] as string, next.behind[0] as string), attribute).toBe(true);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(3);
  });

  test('puts a position that an older document asserts first, however late it is recorded', async () => {
    const claim = await report({ answer: { kind: 'count', form: 'exactly', n: 55 } }, '2021-05-02');
    const last = await report({ answer: { kind: 'count', form: 'exactly', n: 66 } });
    const fired = (await question()).positions.filter(({ scope }) => scope === 'fired');
    expect(fired[0]?.name).toBe(claim);
    expect(fired.at(-1)?.name).toBe(last);
  });

  test('is not there where nobody ever answered', async () => {
    for (const attribute of ['nothing', '__proto__', 'x'.repeat(4000), '\0', ''])
      expect(await findQuestion(sample.db, balad, attribute)).toBeNull();
    expect(await findQuestion(sample.db, { kind: 'incident', id: 'nowhere' }, 'rockets')).toBeNull();
    expect(await findQuestion(sample.db, { kind: 'site', id: balad.id }, 'rockets')).toBeNull();
    for (const path of [
      'incident/nowhere/rockets',
      'incident/balad-2021-05-03/nothing',
      'source/src-afp/name',
      'site/%00/a',
      'incident/balad-2021-05-03/%00',
    ])
      expect(await isRecorded(sample.db, `/questions/${path}`), path).toBe(false);
  });
});

describe('an argument', () => {
  const asked = { subject: own, attribute: 'rockets' };
  let document: string;

  beforeAll(async () => {
    await sample.give({ type: 'OpenIncident', incident: own.id, title: 'Made', kind: 'Other' });
    const claim = await report({ subject: own, answer: { kind: 'count', form: 'exactly', n: 3 } });
    await report({ subject: own, answer: { kind: 'count', form: 'exactly', n: 5 } });
    await report({ subject: own, attribute: 'wounded', scope: 'persons', answer: { kind: 'count', form: 'none' } });
    document = (await findRecord(sample.db, own))?.view.claims.find(({ id }) => id === claim)?.documentId as string;
    await sample.give({
      type: 'MakeRemark',
      subject: own,
      attribute: 'wounded',
      remark: 'm-other',
      text: 'Who counted?',
    });
  });

  test('is read with the evidence it rests on, of other subjects and whole documents too', async () => {
    const { positions } = await question('rockets', own);
    const position = positions[0]?.name as string;
    const base: Subject = { kind: 'site', id: 'balad-air-base' };
    const elsewhere = (await findRecord(sample.db, base))?.view.claims[0];
    await sample.give({
      type: 'MarkEvidence',
      ...asked,
      position,
      evidence: { claim: elsewhere?.id as string, subject: base },
      mark: 'Neutral',
    });
    await sample.give({
      type: 'MarkEvidence',
      ...asked,
      position,
      evidence: { document },
      mark: 'Against',
    });
    await sample.give({ type: 'MakeRemark', ...asked, remark: 'm-1', text: 'Look at the base as well.' });
    const page = await question('rockets', own);
    expect(page.argument.marks.map(({ mark }) => mark)).toEqual(['Neutral', 'Against']);
    expect(page.evidence[elsewhere?.id as string]).toMatchObject({ subject: { ...base, title: expect.any(String) } });
    expect(page.record.documents[elsewhere?.documentId as string]).toBeDefined();
    expect(page.record.documents[document]?.title).toMatch(/^Made \d/);
    expect(page.people[page.argument.marks[0]?.by as string]).toBe('Reviewer (local)');
    expect(page.moments[page.argument.remarks[0]?.setBy as number]).toMatch(/^20\d\d-/);
  });

  test('has the history of its own question, and of no other of its subject', async () => {
    const { history } = await question('rockets', own);
    expect(history.latest.length).toBeGreaterThan(1);
    expect(history.count.count).toBeGreaterThan(history.latest.length);
    for (const { event, effects } of history.latest) {
      const isOwn = 'attribute' in event.data && event.data.attribute === 'rockets';
      expect(isOwn || effects.some(({ attribute }) => attribute === 'rockets'), event.type).toBe(true);
    }
  });

  test('keeps a challenged ruling, with the claims that challenge it', async () => {
    const { positions, argument, record } = await question('rockets', own);
    const ruled = positions.find(({ isAtIssue }) => isAtIssue)?.name as string;
    await sample.give({
      type: 'RuleQuestion',
      ...asked,
      shownVersion: argument.version,
      shownPosition: record.asOf,
      outcome: { kind: 'position', position: ruled },
      rule: 'best evidence',
      rationale: 'It was counted.',
      evidence: [{ claim: ruled, subject: own }],
    });
    expect((await question('rockets', own)).question).toMatchObject({ stage: 'Settled', challengedBy: [] });
    const late = await report({ subject: own, answer: { kind: 'count', form: 'exactly', n: 88 } });
    const challenged = await question('rockets', own);
    expect(challenged.question).toMatchObject({ stage: 'Open', challengedBy: [late] });
    expect(challenged.question.assessment.state).toBe('Settled');
    expect(challenged.positions.map(({ name }) => name)).toContain(late);
  });
});

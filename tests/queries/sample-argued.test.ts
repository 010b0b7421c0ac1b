import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Subject } from '@/domain/identifier';
import { findSubject } from '@/queries/find-subject';
import { loadSampleRecord, type SampleRecord } from '../support/sample-record';

let sample: SampleRecord;
beforeAll(async () => {
  sample = await loadSampleRecord();
}, 120_000);
afterAll(() => sample.drop());

const subject = async (kind: Subject['kind'], id: string) => {
  const found = await findSubject(sample.db, { kind, id });
  if (!found) throw new Error(`${id} is not on record.`);
  return found;
};

const question = async (kind: Subject['kind'], id: string, attribute: string) => {
  const found = (await subject(kind, id)).questions.find((each) => each.attribute === attribute);
  if (!found) throw new Error(`Nobody speaks of ${attribute}.`);
  return found;
};

describe('the sample, loaded into a ledger', () => {
  test.each([
    ['ain-al-asad-2021-03-03', 'date'],
    ['baghdad-airport-2021-04-22', 'rockets'],
    ['baghdad-airport-2021-04-22', 'launch site'],
  ])('settles what was ruled and challenges it with nothing: %s, %s', async (id, attribute) => {
    expect(await question('incident', id, attribute)).toMatchObject({
      stage: 'Settled',
      challengedBy: [],
      assessment: { state: 'Settled' },
    });
  });

  test('challenges one ruling with the claim that was entered after it', async () => {
    expect(await question('incident', 'erbil-airport-2021-04-14', 'weapon')).toMatchObject({
      stage: 'Open',
      challengedBy: ['c144'],
    });
  });

  test.each([
    ['incident', 'balad-2021-05-03', 'rockets', 'Evidence wanted'],
    ['incident', 'balad-2021-05-03', 'date', 'Evidence wanted'],
    ['incident', 'balad-2021-05-03', 'wounded', 'Evidence wanted'],
    ['incident', 'balad-2021-04-18', 'rockets', 'Open'],
    ['incident', 'balad-2021-04-18', 'damage', 'Open'],
    ['incident', 'baghdad-airport-2021-05-02', 'rockets', 'Ready to rule'],
    ['site', 'balad-air-base', 'houses', 'Open'],
  ] as const)('leaves disputed what nobody ruled on: %s %s, %s is %s', async (kind, id, attribute, stage) => {
    expect(await question(kind, id, attribute)).toMatchObject({
      stage,
      ruling: null,
      assessment: { state: 'Disputed' },
    });
  });

  test('leaves the attack of 29 April with one source', async () => {
    const occurred = await question('incident', 'baghdad-airport-2021-04-29', 'occurred');
    expect(occurred).toMatchObject({ stage: null, assessment: { state: 'One source', origins: [1, 1] } });
  });

  test('has each said by the person the line names', async () => {
    const rulings = (await question('incident', 'ain-al-asad-2021-03-03', 'date')).ruling;
    expect(rulings).toMatchObject({ by: 'p-two', dissents: [{ by: 'p-one' }] });
  });

  test('shows a revised claim as revised and a slip as a slip', async () => {
    const { claims } = await subject('incident', 'balad-2021-05-03');
    const standing = Object.fromEntries(claims.map((claim) => [claim.id, claim.standing]));
    expect(standing).toMatchObject({ c013: 'revised', c027: 'miscopied', c044: 'miscopied' });
  });
});

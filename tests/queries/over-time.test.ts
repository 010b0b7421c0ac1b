import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalDay } from '@/domain/answer/local-day';
import { denoteTime } from '@/domain/answer/time';
import { findRecord, type RecordPage } from '@/queries/find-record';
import type { LineOverTime, OverTime } from '@/queries/over-time';
import { loadSampleRecord, type SampleRecord } from '../support/sample-record';
import { camp, siteOverTime } from '../support/site-over-time';

let sample: SampleRecord;

beforeAll(async () => {
  sample = await loadSampleRecord();
  for (const command of siteOverTime) await sample.give(command);
});
afterAll(() => sample.drop());

const day = (text: string): LocalDay => ({ text, ...(denoteTime(text)?.spans[0] as { from: number; to: number }) });
const recordOf = async (kind: 'site' | 'incident', id: string, on?: string): Promise<RecordPage> => {
  const record = await findRecord(sample.db, { kind, id }, on === undefined ? null : day(on));
  if (!record) throw new Error(`${id} is not on record.`);
  return record;
};
const overTime = async (on?: string, id = camp): Promise<OverTime> => {
  const { overTime: found } = await recordOf('site', id, on);
  if (!found) throw new Error(`Nothing of ${id} holds over time.`);
  return found;
};
const line = ({ questions }: OverTime, scope: string): LineOverTime =>
  questions.flatMap(({ lines }) => lines).find((each) => each.scope === scope) as LineOverTime;
const bearings = ({ rows }: LineOverTime) =>
  Object.fromEntries(rows.flatMap(({ claims }) => claims.map(({ claim, bearing }) => [claim.id, bearing])));

describe('a site over time', () => {
  test('answers as of the day asked, and another day otherwise', async () => {
    const may = line(await overTime('2021-05-03'), 'US troops');
    expect(may.answer).toMatchObject({
      state: 'Disputed',
      values: [
        { value: 'yes', origins: [2, 2] },
        { value: 'no', origins: [2, 2] },
      ],
    });
    const before = line(await overTime('2020-06-01'), 'US troops');
    expect(before.answer.values.map(({ value, origins }) => [value, origins[1]])).toEqual([
      ['yes', 2],
      ['no', 1],
    ]);
  });

  test('counts the origins that speak of that very day, and tells which claim is nearest beside them', async () => {
    expect(line(await overTime('2021-05-03'), 'US troops').answer.speaking).toEqual([2, 2]);
    const none = line(await overTime('2021-03-10'), 'US troops').answer;
    expect(none).toMatchObject({ speaking: [0, 0], nearest: 'ot-a-0' });
  });

  test('says of each claim whether it speaks of the day, may hold then, or does not', async () => {
    expect(bearings(line(await overTime('2021-05-03'), 'US troops'))).toEqual({
      'ot-a-0': 'speaks of it',
      'ot-b-0': 'does not hold',
      'ot-c-0': 'speaks of it',
      'ot-d-0': 'may hold',
      'ot-e-0': 'may hold',
    });
  });

  test('says nothing of a day that no claim may hold on', async () => {
    const { answer } = line(await overTime('2021-05-03'), 'US nationals');
    expect(answer).toMatchObject({ state: 'Not reported', values: [], nearest: null, abstaining: 0 });
    expect(line(await overTime('2021-06-03'), 'US nationals').answer.state).toBe('One source');
  });

  test('has every claim of the question, each once, on any day', async () => {
    const { view } = await recordOf('site', camp);
    for (const on of ['1990-01-01', '2021-05-03', '2099-12-31']) {
      const shown = (await overTime(on)).questions.flatMap(({ lines }) =>
        lines.flatMap(({ rows }) => rows.flatMap(({ claims }) => claims.map(({ claim }) => claim.id))),
      );
      expect(shown.sort(), on).toEqual(view.claims.map(({ id }) => id).sort());
    }
  });

  test('is asked of the newest incident here where no day is', async () => {
    expect((await overTime()).day?.text).toBe('2021-07-01');
    expect((await overTime(undefined, 'balad-air-base')).day?.text).toBe('2021-06-09');
  });

  test('of the sample agrees with the whole question where no claim says for when', async () => {
    const { view, overTime: found } = await recordOf('site', 'balad-air-base', '1990-01-01');
    const timeless = view.claims.filter(({ attribute }) => attribute === 'houses').every(({ validity }) => !validity);
    const assessed = view.questions.find(({ attribute }) => attribute === 'houses')?.assessment;
    for (const { scope, answer } of found?.questions[0]?.lines ?? [])
      if (timeless) expect(answer.state).toBe(assessed?.lines.find((each) => each.scope === scope)?.state);
    expect(found?.questions[0]?.lines.length).toBeGreaterThan(2);
  });

  test('is nothing where nothing was asked of the site', async () => {
    const sites = await sample.db.sql<{ id: string }[]>`
      select id from record.site s where not exists
        (select from record.claim c where c.subject_id = s.id and (c.attribute = 'houses' or c.validity is not null))`;
    for (const { id } of sites) expect((await recordOf('site', id)).overTime).toBeNull();
  });
});

describe('an incident shows its place', () => {
  test('as of its date', async () => {
    const { placeThen } = await recordOf('incident', 'ot-may');
    expect(placeThen?.asOf.map(({ days }) => days.map(({ text }) => text))).toEqual([['2021-05-03']]);
    const troops = placeThen?.asOf[0]?.lines.find(({ scope }) => scope === 'US troops');
    expect(troops?.answer).toEqual(line(await overTime('2021-05-03'), 'US troops').answer);
  });

  test('on each of several days where they differ, and once where they are the same', async () => {
    const { placeThen } = await recordOf('incident', 'ot-two-days');
    expect(placeThen?.asOf.map(({ days }) => days.map(({ text }) => text))).toEqual([['2021-05-31'], ['2021-06-02']]);
    const same = await recordOf('incident', 'balad-2021-05-03');
    expect(same.placeThen?.asOf.flatMap(({ days }) => days.map(({ text }) => text))).toEqual([
      '2021-05-02',
      '2021-05-03',
    ]);
  });

  test('for all the time an open date leaves', async () => {
    const { placeThen } = await recordOf('incident', 'ot-undated');
    expect(placeThen?.asOf).toMatchObject([{ days: [], when: { to: Number.POSITIVE_INFINITY } }]);
  });
});

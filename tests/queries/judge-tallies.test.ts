import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '@/domain/answer/answer';
import { answerSchema } from '@/domain/answer/answer';
import { findClaim } from '@/queries/find-claim';
import { findRecord } from '@/queries/find-record';
import { type JudgedTally, judgeTallies, mostIncidentsRead } from '@/queries/judge-tallies';
import { loadSampleRecord, type SampleRecord } from '../support/sample-record';

let sample: SampleRecord;

/** What a claim of the sample comes to now. */
async function judged(id: string): Promise<JudgedTally> {
  const page = await findClaim(sample.db, id);
  if (!page?.tally) throw new Error(`${id} is not a claim about many incidents.`);
  return page.tally;
}

/** What a claim that is not on record would come to. */
async function judgedAs(answer: Extract<Answer, { kind: 'tally' }>): Promise<JudgedTally> {
  const [one] = await judgeTallies(sample.db, [{ id: 'c-asked', answer }]);
  return one as JudgedTally;
}

const ids = (incidents: readonly { id: string }[]) => incidents.map(({ id }) => id);

/** Opens an incident, with answers by one source in one document. */
async function recordIncident(incident: string, site: string | undefined, answers: Record<string, Answer>) {
  await sample.give({ type: 'OpenIncident', incident, title: incident, kind: 'Other', ...(site && { site }) });
  await claim(incident, answers);
}

let count = 0;
async function claim(incident: string, answers: Record<string, Answer>, claimant = 'src-iraqi-military') {
  count += 1;
  if (Object.keys(answers).length === 0) return;
  await sample.give({
    type: 'SubmitReport',
    report: `r-${count}`,
    sources: [],
    document: { document: `d-${count}`, title: 'A page', publisher: 'src-zagros' },
    claims: Object.entries(answers).map(([attribute, answer], at) => ({
      claim: `c-${count}-${at}`,
      subject: { kind: 'incident' as const, id: incident },
      attribute,
      ...(attribute === 'rockets' ? { scope: 'fired' } : {}),
      answer,
      claimant,
    })),
  });
}

const on = (edtf: string): Answer => ({ kind: 'time', edtf });

describe('claims about many incidents, held against the sample', () => {
  beforeAll(async () => {
    sample = await loadSampleRecord();
  });
  afterAll(() => sample.drop());

  test('second in ten days at the airport is undetermined, and names 29 April as what it hangs on', async () => {
    for (const id of ['c055', 'c062']) {
      const { verdict, least, most, counted, uncertain } = await judged(id);
      expect([verdict, least, most]).toEqual(['undetermined', 1, 3]);
      expect(ids(counted)).toEqual(['baghdad-airport-2021-05-02']);
      expect(uncertain).toMatchObject([
        { id: 'baghdad-airport-2021-04-22', doubts: ['edge'], mayBe: null },
        { id: 'baghdad-airport-2021-04-29', doubts: ['duplicate'], mayBe: { id: 'baghdad-airport-2021-04-22' } },
      ]);
    }
  });

  test('third in three days is consistent: the airport, Balad and Ain al-Asad', async () => {
    const { verdict, counted, uncertain } = await judged('c077');
    expect(verdict).toBe('consistent');
    expect(ids(counted)).toEqual(['baghdad-airport-2021-05-02', 'balad-2021-05-03', 'ain-al-asad-2021-05-04']);
    expect(uncertain).toEqual([]);
  });

  test('almost thirty since January is beyond the record, which holds ten for certain', async () => {
    expect(await judged('c245')).toMatchObject({ verdict: 'beyond the record', least: 10, most: 11, isCut: false });
  });

  test('a window that opens after it closes holds nothing, and is refused when it is reported', async () => {
    const backwards = { kind: 'tally', ordinal: 3, window: { since: '2021-06-10' }, on: '2021-05-01' } as const;
    expect(await judgedAs(backwards)).toMatchObject({ verdict: 'beyond the record', least: 0, most: 0 });
    expect(answerSchema.safeParse(backwards).error?.issues[0]?.path).toEqual(['window', 'since']);
    expect(answerSchema.safeParse({ ...backwards, window: { since: '2021-05-01' } }).success).toBe(true);
  });

  test('of disputed dates each is possible', async () => {
    const { uncertain } = await judged('c072');
    expect(uncertain.find(({ id }) => id === 'balad-2021-05-03')?.doubts).toEqual(['date']);
  });

  test('the record of a subject has one verdict for each answer, with every claim that gives it', async () => {
    const record = await findRecord(sample.db, { kind: 'incident', id: 'baghdad-airport-2021-05-02' });
    expect(record?.tallies.map(({ claims }) => [...claims].sort())).toEqual([['c055', 'c062'], ['c064'], ['c072']]);
  });
});

describe('a verdict is made anew as the record grows', () => {
  beforeAll(async () => {
    sample = await loadSampleRecord();
  });
  afterAll(() => sample.drop());

  test('a fourth attack in the three days contradicts it, until whether that occurred is disputed', async () => {
    await recordIncident('fourth', 'erbil-airport', {
      date: on('2021-05-03'),
      occurred: { kind: 'truth', value: 'yes' },
    });
    expect(await judged('c083')).toMatchObject({ verdict: 'contradicted', least: 4 });
    await claim('fourth', { occurred: { kind: 'truth', value: 'no' } }, 'src-reuters');
    const { verdict, uncertain } = await judged('c083');
    expect(verdict).toBe('undetermined');
    expect(uncertain.find(({ id }) => id === 'fourth')?.doubts).toEqual(['occurrence']);
  });

  test('a ruling that it did not occur counts it no more, until a contrary claim challenges the ruling', async () => {
    const denial = `c-${count}-0`;
    const subject = { kind: 'incident' as const, id: 'fourth' };
    await sample.give({
      type: 'RuleQuestion',
      subject,
      attribute: 'occurred',
      shownVersion: 0,
      shownPosition: Number.MAX_SAFE_INTEGER,
      outcome: { kind: 'position', position: denial },
      rule: 'best evidence',
      rationale: 'Nobody was there to tell of it.',
      evidence: [{ subject, claim: denial }],
    });
    const ruled = await judged('c083');
    expect(ruled.verdict).toBe('consistent');
    expect(ids([...ruled.counted, ...ruled.uncertain])).not.toContain('fourth');
    await claim('fourth', { occurred: { kind: 'truth', value: 'yes' } }, 'src-zagros');
    expect((await judged('c083')).verdict).toBe('undetermined');
  });

  test('an incident of which no day is known, or no place, is only possible', async () => {
    await recordIncident('undated', 'baghdad-airport', {});
    await recordIncident('unplaced', undefined, { date: on('2021-05-01') });
    const { counted, uncertain } = await judged('c055');
    for (const id of ['undated', 'unplaced']) expect(ids(counted)).not.toContain(id);
    expect(uncertain.find(({ id }) => id === 'undated')?.doubts).toEqual(['date']);
    expect(uncertain.find(({ id }) => id === 'unplaced')?.doubts).toEqual(['site']);
  });

  test('an attack that a second source tells of is no double any more', async () => {
    await claim('baghdad-airport-2021-04-29', { rockets: { kind: 'count', form: 'exactly', n: 3 } }, 'src-reuters');
    await claim('baghdad-airport-2021-04-29', { rockets: { kind: 'count', form: 'exactly', n: 3 } });
    const { counted } = await judged('c055');
    expect(ids(counted)).toContain('baghdad-airport-2021-04-29');
  });

  test('at most 500 incidents are read, and it says so', async () => {
    const owner = postgres(sample.url, { max: 1, onnotice: () => {} });
    await owner`insert into record.incident (id, title, kind, site_id, earliest, latest, dates, card, last_change, set_by, since)
      select 'many-' || n, 'One of many', 'Other', 'iraq', 100000 * n, 100000 * n + 1,
        int8multirange(int8range(100000 * n, 100000 * n + 1)), '{}', 1, 1, 1 from generate_series(1, 600) n`;
    await owner`insert into record.facet (incident_id, facet, sort_at, since)
      select 'many-' || n, 'all', 100000 * n, 1 from generate_series(1, 600) n`;
    await owner.end();
    const many = await judgedAs({
      kind: 'tally',
      count: { form: 'at-least', n: 700 },
      window: { since: '1970-01-01' },
      on: '1973-01-01',
    });
    expect(many).toMatchObject({ most: mostIncidentsRead, isCut: true });
    const few = await judgedAs({ kind: 'tally', ordinal: 4, window: { days: 1 }, on: '1970-01-02' });
    expect(few.isCut).toBe(false);
    expect(few.most).toBeLessThan(40);
  });
});

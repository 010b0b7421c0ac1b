import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimStandings } from '@/domain/question/claim-standing';
import { findSource, mostCounted, mostListed } from '@/queries/find-source';
import { findSubject } from '@/queries/find-subject';
import { isRecorded } from '@/queries/is-recorded';
import { listClaims } from '@/queries/list-claims';
import { listSources } from '@/queries/list-sources';
import { listVoices } from '@/queries/list-voices';
import { loadSampleRecord, type SampleRecord } from '../support/sample-record';

let sample: SampleRecord;
const source = async (id: string) => {
  const page = await findSource(sample.db, id);
  if (!page) throw new Error(`${id} is not on record.`);
  return page;
};

beforeAll(async () => {
  sample = await loadSampleRecord();
});
afterAll(() => sample.drop());

describe('a source of the sample', () => {
  test('names the institutions above it and the voices within it', async () => {
    const cell = await source('src-security-media-cell');
    expect(cell.institutions.map(({ id }) => id)).toEqual(['src-iraqi-military']);
    const military = await source('src-iraqi-military');
    expect(military.institutions).toEqual([]);
    expect(military.members.map(({ id }) => id)).toContain('src-security-media-cell');
  });

  test('counts its claims, the questions they answer and the disputed ones among them', async () => {
    const { claims, counts } = await source('src-afp');
    const questions = new Map(claims.map((claim) => [`${claim.subjectId} ${claim.attribute}`, claim.state]));
    expect(counts).toMatchObject({
      claims: claims.length,
      questions: questions.size,
      disputed: [...questions.values()].filter((state) => state === 'Disputed').length,
    });
    expect(counts.disputed).toBeGreaterThan(0);
  });

  test('tells whose word it passes on, and the other tells who passes on its', async () => {
    const coalition = await source('src-oir-spokesperson-1');
    expect(coalition.relays).toContainEqual({
      id: 'src-security-media-cell',
      name: 'Security Media Cell',
      count: expect.any(Number),
    });
    const cell = await source('src-security-media-cell');
    expect(cell.relayedBy.map(({ id }) => id)).toContain('src-oir-spokesperson-1');
    expect(cell.relayed.map(({ claimantId }) => claimantId)).toContain('src-oir-spokesperson-1');
  });

  test('tells whose documents its documents come from, both ways', async () => {
    const persia = await source('src-track-persia');
    expect(persia.derivesFrom).toEqual([{ id: 'src-jerusalem-post', name: 'The Jerusalem Post', count: 1 }]);
    const post = await source('src-jerusalem-post');
    expect(post.derivedBy.map(({ id }) => id)).toContain('src-track-persia');
    expect(post.derivesFrom).toEqual([{ id: 'src-afp', name: 'AFP', count: expect.any(Number) }]);
  });

  test('is not there where no such id is', async () => {
    for (const id of ['unknown', '__proto__', 'x'.repeat(4000), '%00', ''])
      expect(await findSource(sample.db, id)).toBeNull();
    expect(await isRecorded(sample.db, '/sources/unknown')).toBe(false);
    expect(await isRecorded(sample.db, '/sources/src-afp')).toBe(true);
  });
});

describe('the track record of a source', () => {
  test('counts each of its claims under the one standing a list finds it by', async () => {
    for (const id of ['src-afp', 'src-security-media-cell', 'src-oir-spokesperson-1', 'src-track-persia']) {
      const { record, counts } = await source(id);
      for (const standing of claimStandings) {
        const { rows } = await listClaims(sample.db, { claimant: id, standing });
        expect(record.standings[standing], `${id} ${standing}`).toEqual({ count: rows.length, isMore: false });
      }
      const positions = claimStandings.reduce((sum, standing) => sum + record.standings[standing].count, 0);
      expect(positions + record.without.count).toBe(counts.claims);
    }
  });

  test('of an institution counts all its voices as well, and of a single voice does not', async () => {
    const { record, recordWithVoices } = await source('src-iraqi-military');
    const voices = await listVoices(sample.db, 'src-iraqi-military');
    const each = await Promise.all(voices.map((id) => source(id)));
    for (const standing of claimStandings) {
      const sum = each.reduce((total, voice) => total + voice.record.standings[standing].count, 0);
      expect(recordWithVoices?.standings[standing].count).toBe(sum);
      const { rows } = await listClaims(sample.db, { claimant: 'src-iraqi-military', voices: '1', standing });
      expect(rows).toHaveLength(Math.min(sum, 50));
    }
    expect(record).not.toEqual(recordWithVoices);
    expect((await source('src-track-persia')).recordWithVoices).toBeNull();
  });
});

describe('what is recorded of a source', () => {
  test('its grades stand with who gave them and why, every one of them, and lists find it by the last', async () => {
    expect((await source('src-upi')).grades).toEqual([]);
    await sample.give({ type: 'GradeSource', source: 'src-upi', reliability: 'F', rationale: 'Nothing to go by.' });
    await sample.give({ type: 'GradeSource', source: 'src-upi', reliability: 'B', rationale: 'Two years of reports.' });
    const { grades, source: row, affiliations } = await source('src-upi');
    expect(row.reliability).toBe('B');
    expect(grades.map(({ event, actor }) => [event.data, actor])).toEqual([
      [{ reliability: 'F', rationale: 'Nothing to go by.' }, expect.stringMatching(/\S/)],
      [{ reliability: 'B', rationale: 'Two years of reports.' }, expect.stringMatching(/\S/)],
    ]);
    expect(affiliations.map(({ event }) => event.type)).toEqual(['SourceRegistered']);
    const found = async (grade: 'B' | 'F') =>
      (await listSources(sample.db, { grade })).rows.map(({ id, reliability }) => [id, reliability]);
    expect(await found('B')).toContainEqual(['src-upi', 'B']);
    expect(await found('F')).not.toContainEqual(['src-upi', 'F']);
  });

  test('its affiliation is told with its reason, joins its origins, and is told again when it speaks for itself', async () => {
    const questions = async () =>
      (await findSubject(sample.db, { kind: 'incident', id: 'balad-2021-05-03' }))?.questions ?? [];
    const originsOf = async () => (await questions()).map(({ assessment }) => assessment.origins);
    const several = (await questions()).find(({ assessment }) => assessment.origins[0] > 1)?.assessment;
    const certain = (several?.positions ?? [])
      .flatMap(({ claims }) => claims.flatMap((id) => several?.originOf[id] ?? []))
      .flatMap((origin) => (origin.certain && origin.origins.length === 1 ? origin.origins : []));
    const [voice = '', whole = ''] = new Set(certain);
    const before = await originsOf();

    await sample.give({ type: 'AffiliateSource', source: voice, partOf: whole, reason: 'It signs as the other.' });
    const joined = await source(voice);
    expect(joined.institutions.map(({ id }) => id)).toEqual([whole]);
    expect(joined.affiliations.at(-1)).toMatchObject({
      event: { type: 'SourceAffiliated', data: { partOf: whole, reason: 'It signs as the other.' } },
      names: { [whole]: (await source(whole)).source.name },
    });
    expect((await source(whole)).members.map(({ id }) => id)).toContain(voice);
    expect(await originsOf()).not.toEqual(before);

    await sample.give({ type: 'AffiliateSource', source: voice, partOf: null, reason: 'It does not.' });
    expect((await source(voice)).affiliations.map(({ event }) => event.type)).toEqual([
      'SourceRegistered',
      'SourceAffiliated',
      'SourceAffiliated',
    ]);
    expect(await originsOf()).toEqual(before);
  });
});

test('of a source with very many claims, the newest 50 are read and at most 10,001 counted', async () => {
  const owner = postgres(sample.url, { max: 1, onnotice: () => {} });
  await owner`insert into record.claim
    select (jsonb_populate_record(c, jsonb_build_object(
      'id', 'many-' || n, 'claimant_id', 'src-rudaw', 'recorded_at_position', 1000000 + n))).*
    from record.claim c, generate_series(1, ${mostCounted + 100}::int) n where c.id = 'c003'`;
  await owner.end();
  const { claims, counts, record } = await source('src-rudaw');
  expect(claims).toHaveLength(mostListed);
  expect(claims[0]?.id).toBe(`many-${mostCounted + 100}`);
  expect(counts.claims).toBe(mostCounted + 1);
  expect(Object.values(record.standings)).toContainEqual({ count: mostCounted, isMore: true });
});

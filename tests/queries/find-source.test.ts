import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findSource, mostCounted, mostListed } from '@/queries/find-source';
import { isRecorded } from '@/queries/is-recorded';
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

test('of a source with very many claims, the newest 50 are read and at most 10,001 counted', async () => {
  const owner = postgres(sample.url, { max: 1, onnotice: () => {} });
  await owner`insert into record.claim
    select (jsonb_populate_record(c, jsonb_build_object(
      'id', 'many-' || n, 'claimant_id', 'src-rudaw', 'recorded_at_position', 1000000 + n))).*
    from record.claim c, generate_series(1, ${mostCounted + 100}::int) n where c.id = 'c003'`;
  await owner.end();
  const { claims, counts } = await source('src-rudaw');
  expect(claims).toHaveLength(mostListed);
  expect(claims[0]?.id).toBe(`many-${mostCounted + 100}`);
  expect(counts.claims).toBe(mostCounted + 1);
});

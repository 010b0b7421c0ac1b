import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '@/domain/command';
import { findClaim } from '@/queries/find-claim';
import { isRecorded } from '@/queries/is-recorded';
import { listClaims } from '@/queries/list-claims';
import { loadSampleRecord, type SampleRecord } from '../support/sample-record';

let sample: SampleRecord;
const claim = async (id: string) => {
  const page = await findClaim(sample.db, id);
  if (!page) throw new Error(`${id} is not on record.`);
  return page;
};
const types = async (id: string) => (await claim(id)).history.map(({ event }) => event.type);

/** Records an act on a claim as it stands now. */
const act = async (id: string, rest: object) => {
  const page = await claim(id);
  const about = { subject: page.record.subject, claim: id, shownVersion: page.claim.version };
  await sample.give({ ...about, ...rest } as Command);
};
const exactly = (n: number) => ({ kind: 'count', form: 'exactly', n });
const known = { known: 'doc-rudaw-2021-05-03' };

/** An incident of the tests' own with a document that tells of it: nobody revised, marked or graded these but they. */
const made = { kind: 'incident', id: 'made' } as const;
const counted = (claim: string, n: number) => ({
  claim,
  subject: made,
  attribute: 'wounded',
  scope: 'persons',
  answer: exactly(n),
  claimant: 'src-joc-spokesperson',
});
const struck = (claim: string, text: string) => ({
  claim,
  subject: made,
  attribute: 'impact',
  answer: { kind: 'text', text },
  claimant: 'src-joc-spokesperson',
});

beforeAll(async () => {
  sample = await loadSampleRecord();
  await sample.give({
    type: 'SubmitReport',
    report: 'r-made',
    sources: [],
    incidents: [{ incident: made.id, title: 'Made', kind: 'Other' }],
    document: { document: 'doc-made', title: 'Made', publisher: 'src-al-jazeera' },
    claims: [
      counted('toll', 2),
      counted('other-toll', 1),
      counted('graded', 4),
      struck('canteen', 'The canteen.'),
      struck('runway', 'The runway.'),
      struck('gate', 'The gate.'),
    ],
  } as Command);
});
afterAll(() => sample.drop());

describe('revisions', () => {
  test('a claim and those that replaced it stand in one chain, whichever of them is asked for', async () => {
    await act('toll', { type: 'ReviseClaim', revision: 'toll-b', document: known, answer: exactly(7) });
    await act('toll-b', { type: 'ReviseClaim', revision: 'toll-c', document: known, answer: exactly(9) });
    for (const id of ['toll', 'toll-b', 'toll-c'])
      expect((await claim(id)).revisions.map((one) => one.id)).toEqual(['toll', 'toll-b', 'toll-c']);
    expect((await claim('other-toll')).revisions.map((one) => one.id)).toEqual(['other-toll']);
  });

  test('the event of a revision is in the history of both claims, and that of the next one in no more', async () => {
    expect(await types('toll')).toEqual(['ClaimRecorded', 'ClaimRevised']);
    expect(await types('toll-b')).toEqual(['ClaimRevised', 'ClaimRevised']);
    expect(await types('toll-c')).toEqual(['ClaimRevised']);
  });

  test('one recorded by mistake is put right by a correction, which both histories keep', async () => {
    await act('toll-c', { type: 'CorrectClaim', corrected: { revises: null }, reason: 'Another spokesman.' });
    expect((await claim('toll-b')).revisions.map((one) => one.id)).toEqual(['toll', 'toll-b']);
    expect((await claim('toll-c')).revisions.map((one) => one.id)).toEqual(['toll-c']);
    expect(await types('toll-b')).toEqual(['ClaimRevised', 'ClaimRevised', 'ClaimCorrected']);
    expect(await types('toll-c')).toEqual(['ClaimRevised', 'ClaimCorrected']);
  });

  test('a list leads from either to the other', async () => {
    const { among } = await listClaims(sample.db, { document: 'doc-made' });
    expect(among.claims).toContainEqual(expect.objectContaining({ id: 'toll-b', revises: 'toll' }));
    const later = await listClaims(sample.db, { document: 'doc-rudaw-2021-05-03' });
    expect(later.among.claims).toContainEqual(expect.objectContaining({ id: 'toll', answer: expect.anything() }));
  });
});

describe('a withdrawal', () => {
  test('is told with who took it back, where that was read and why, until it is found to be none', async () => {
    const document = { document: 'doc-retraction', title: 'We were wrong', publisher: 'src-al-jazeera' };
    const excerpt = { text: 'We retract.', language: 'en' };
    await act('other-toll', {
      type: 'WithdrawClaim',
      document,
      excerpt,
      claimant: 'src-joc-spokesperson',
      reason: 'Misheard.',
    });
    expect((await claim('other-toll')).withdrawal).toMatchObject({
      claimant: 'src-joc-spokesperson',
      excerpt,
      reason: 'Misheard.',
      by: 'Reviewer (local)',
      document: { id: 'doc-retraction', title: 'We were wrong' },
    });
    await act('other-toll', { type: 'CorrectClaim', corrected: { withdrawn: null }, reason: 'It was another toll.' });
    expect((await claim('other-toll')).withdrawal).toBeNull();
    expect(await types('other-toll')).toEqual(['ClaimRecorded', 'ClaimWithdrawn', 'ClaimCorrected']);
  });

  test('of what somebody else said is refused', async () => {
    await expect(
      act('other-toll', { type: 'WithdrawClaim', document: known, claimant: 'src-afp', reason: 'No.' }),
    ).rejects.toThrow('not-its-own-claim');
  });
});

describe('marks', () => {
  test('an error in copying is told with its reason and who marked it, and no more once the mark is taken away', async () => {
    await act('c001-copy', { type: 'MarkCopyingError', copies: 'c001', reason: 'The same text but for a digit.' });
    expect((await claim('c001-copy')).copyingError).toMatchObject({
      copies: 'c001',
      reason: 'The same text but for a digit.',
      by: 'Reviewer (local)',
    });
    await act('c001-copy', { type: 'MarkCopyingError', copies: null, reason: 'It was another edition.' });
    expect((await claim('c001-copy')).copyingError).toBeNull();
    expect(await types('c001-copy')).toEqual(['ClaimRecorded', 'CopyingErrorMarked', 'CopyingErrorMarked']);
  });

  test('answers that exclude each other both tell of it, from one event', async () => {
    const { record } = await claim('canteen');
    const mark = (conflict: boolean, reason: string): Command => ({
      type: 'MarkConflict',
      subject: record.subject,
      claims: ['canteen', 'runway'],
      conflict,
      reason,
    });
    await sample.give(mark(true, 'One place only.'));
    const [one, other] = [await claim('canteen'), await claim('runway')];
    expect(one.exclusions).toEqual([expect.objectContaining({ other: 'runway', reason: 'One place only.' })]);
    expect(other.exclusions).toEqual([{ ...one.exclusions[0], other: 'canteen' }]);
    await sample.give(mark(false, 'Both were hit.'));
    for (const id of ['canteen', 'runway']) {
      expect((await claim(id)).exclusions).toEqual([]);
      expect((await types(id)).filter((type) => type === 'ConflictMarked')).toHaveLength(2);
    }
    expect(await types('gate')).not.toContain('ConflictMarked');
  });
});

describe('grades', () => {
  const grade = async (id: string, credibility: number, rationale: string) =>
    sample.give({
      type: 'GradeClaim',
      subject: (await claim(id)).record.subject,
      claim: id,
      credibility,
      rationale,
    } as Command);

  test('stand with their reasons, the last first', async () => {
    await grade('graded', 3, 'Nothing else says so.');
    await grade('graded', 4, 'Its pictures are of another day.');
    expect((await claim('graded')).grades).toMatchObject([
      { credibility: 4, rationale: 'Its pictures are of another day.', by: 'Reviewer (local)' },
      { credibility: 3, rationale: 'Nothing else says so.' },
    ]);
  });

  test('need for the best of them as many origins as the page counts', async () => {
    const all = (await claim('c003')).record.claims.filter(({ answer }) => answer.kind === 'count');
    const support = new Map(await Promise.all(all.map(async ({ id }) => [id, (await claim(id)).support] as const)));
    const ids = [...support.keys()];
    const confirmed = ids.find((id) => (support.get(id)?.[0] ?? 0) > 1);
    const alone = ids.find((id) => support.get(id)?.[0] === 1);
    await grade(String(confirmed), 1, 'Two origins.');
    const [least, most] = support.get(String(alone)) ?? [];
    await expect(grade(String(alone), 1, 'It is so.')).rejects.toThrow(
      `On record: ${least === most ? least : `${least} to ${most}`}.`,
    );
  });
});

test('what can be recorded of a claim has an address only where the claim is', async () => {
  for (const act of ['correct', 'revise', 'withdraw', 'copying', 'exclusion', 'grade']) {
    expect(await isRecorded(sample.db, `/claims/c003/${act}`)).toBe(true);
    expect(await isRecorded(sample.db, `/claims/unknown/${act}`)).toBe(false);
  }
});

import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findAddress, findDocument } from '@/queries/find-document';
import { isRecorded } from '@/queries/is-recorded';
import { loadSampleRecord, type SampleRecord } from '../support/sample-record';

let sample: SampleRecord;
const document = async (id: string) => {
  const page = await findDocument(sample.db, id);
  if (!page) throw new Error(`${id} is not on record.`);
  return page;
};
const steps = (list: { document: string; how: string; parent: string }[]) =>
  list.map(({ document: from, how, parent }) => `${from} ${how} ${parent}`);

beforeAll(async () => {
  sample = await loadSampleRecord();
});
afterAll(() => sample.drop());

describe('a document of the sample', () => {
  test('has its lineage to the end, each step with its reason and the event that set it', async () => {
    const { above, below, named } = await document('doc-track-persia-2021-05-06');
    expect(steps(above)).toEqual([
      'doc-track-persia-2021-05-06 republishes doc-jerusalem-post-2021-05',
      expect.stringMatching(/^doc-jerusalem-post-2021-05 based on doc-afp/),
      expect.stringMatching(/^doc-jerusalem-post-2021-05 based on doc-afp/),
    ]);
    expect(below).toEqual([]);
    for (const { reason, setBy, parent } of above) {
      expect(reason).toEqual(expect.any(String));
      expect(setBy).toBeGreaterThan(0);
      expect(named[parent]?.title).toEqual(expect.any(String));
    }
  });

  test('tells what comes from it, however far', async () => {
    const last = (await document('doc-track-persia-2021-05-06')).above.at(-1)?.parent ?? '';
    const { below } = await document(last);
    expect(below.map((step) => step.document)).toEqual(
      expect.arrayContaining(['doc-jerusalem-post-2021-05', 'doc-track-persia-2021-05-06']),
    );
  });

  test('has the claims read in it, and the reports that brought them', async () => {
    const { claims, counts, reports } = await document('doc-jerusalem-post-2021-05');
    expect(counts).toEqual({ claims: claims.length, excerpts: 0 });
    expect(claims.every(({ documentId }) => documentId === 'doc-jerusalem-post-2021-05')).toBe(true);
    expect(reports.reduce((sum, report) => sum + report.claims, 0)).toBe(counts.claims);
    expect(reports.length).toBeGreaterThan(1);
  });

  test('is not there where no such id is, and leads out only where an address is on record', async () => {
    expect(await findDocument(sample.db, 'unknown')).toBeNull();
    expect(await findAddress(sample.db, 'doc-jerusalem-post-2021-05')).toBeNull();
    expect((await findAddress(sample.db, 'doc-rudaw-2021-05-03'))?.address).toMatch(/^https:\/\/rudaw\.net\//);
    for (const [path, is] of [
      ['/documents/doc-rudaw-2021-05-03/open', true],
      ['/documents/doc-jerusalem-post-2021-05/open', false],
      ['/documents/unknown/open', false],
      ['/documents/__proto__', false],
      ['/documents/doc-rudaw-2021-05-03', true],
    ] as const)
      expect(await isRecorded(sample.db, path), path).toBe(is);
  });
});

describe('what is recorded of where a document comes from', () => {
  const child = 'doc-rudaw-2021-05-03';
  const parent = 'doc-jerusalem-post-2021-05';

  test('names who set each step, and keeps what was struck in its history', async () => {
    const before = await document(child);
    await sample.give({
      type: 'RecordDerivation',
      document: child,
      derivation: { how: 'unknown', parent },
      reason: 'The same figures.',
    });
    const linked = await document(child);
    const step = linked.above.find((each) => each.document === child && each.parent === parent);
    expect(step).toMatchObject({ how: 'unknown', reason: 'The same figures.' });
    for (const { setBy } of linked.above) expect(linked.setters[setBy]).toMatch(/\S/);
    await sample.give({ type: 'StrikeDerivation', document: child, parent, reason: 'It is not.' });
    const struck = await document(child);
    expect(struck.above.some((each) => each.document === child && each.parent === parent)).toBe(false);
    expect(struck.history.slice(before.history.length).map(({ event }) => event.type)).toEqual([
      'DerivationRecorded',
      'DerivationStruck',
    ]);
    expect(struck.history.at(-1)).toMatchObject({ event: { data: { parent, reason: 'It is not.' } } });
  });
});

test('a lineage that goes round, or very far, ends', async () => {
  const owner = postgres(sample.url, { max: 1, onnotice: () => {} });
  await owner`insert into record.document
    select (jsonb_populate_record(d, jsonb_build_object('id', 'far-' || n, 'lineage', 'derived'))).*
    from record.document d, generate_series(0, 300) n where d.id = 'doc-rudaw-2021-05-03'`;
  await owner`insert into record.derivation (document_id, parent_id, how, reason, set_by, since)
    select 'far-' || n, 'far-' || ((n + 1) % 301), 'quotes', null, 1, 1
    from generate_series(0, 300) n`;
  await owner.end();
  const { above, below, isLineageCut } = await document('far-0');
  expect([above.length, below.length, isLineageCut]).toEqual([200, 200, true]);
});

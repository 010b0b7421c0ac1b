import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import type { Command } from '@/domain/command';
import { handleCommand } from '@/handle-command';
import { sequence } from '@/ledger/sequencer';
import { followOnce } from '@/projections/follow';
import { findOwnReport } from '@/queries/find-own-report';
import { listChoices } from '@/queries/list-choices';
import { listMeanwhile } from '@/queries/list-meanwhile';
import { createTestDatabase, type TestDatabase } from '../support/cluster';

let database: TestDatabase;
let db: Database;

const give = async (actor: string, command: object) => {
  const outcome = await handleCommand(db, { id: randomUUID(), actor, command: command as Command });
  expect(outcome).not.toHaveProperty('refused');
};
const follow = async () => {
  await sequence(db.direct);
  while ((await followOnce(db)) > 0);
};

const claim = (id: string, incident: string, claimant = 'afp') => ({
  claim: id,
  subject: { kind: 'incident', id: incident },
  attribute: 'occurred',
  answer: { kind: 'truth', value: 'yes' },
  claimant,
});

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  await give('steward', { type: 'RegisterPerson', person: 'steward', name: 'S', roles: ['steward'] });
  for (const person of ['one', 'other'])
    await give('steward', { type: 'RegisterPerson', person, name: person, roles: ['contributor'] });
  await give('steward', { type: 'RegisterSource', source: 'afp', name: 'AFP', kind: 'news agency' });
  await give('steward', {
    type: 'RegisterSite',
    site: 'hit',
    name: 'Hit',
    aliases: [],
    kind: 'town',
    within: ['Iraq'],
  });
  for (const incident of ['first', 'second'])
    await give('steward', { type: 'OpenIncident', incident, title: `The ${incident}`, kind: 'Other', site: 'hit' });
  await give('steward', { type: 'RecordDocument', document: 'wire', title: 'A wire', publisher: 'afp' });
  await follow();
});

afterAll(async () => {
  await db.end();
  await database.drop();
});

test('a form begins with what it is asked about, and with nothing for what is not there', async () => {
  const found = await listChoices(db, { kind: 'incident', id: 'first' });
  expect(found.about).toMatchObject({ kind: 'incident', id: 'first', label: 'The first', detail: expect.any(String) });
  expect(found.asOf).toBeGreaterThan(0);
  expect(await listChoices(db, { kind: 'site', id: 'first' })).toMatchObject({ about: null });
  expect(await listChoices(db, null)).toMatchObject({ about: null, vocabulary: { attributes: [], scopes: [] } });
});

test('what was recorded since is told of the subjects asked for alone, from the same document first', async () => {
  const { asOf } = await listChoices(db, null);
  const report = (id: string, document: object, claims: object[]) =>
    give('steward', { type: 'SubmitReport', report: id, sources: [], document, claims });
  await report('r1', { document: 'other-wire', title: 'Another wire', publisher: 'afp' }, [claim('c1', 'first')]);
  await report('r2', { known: 'wire' }, [claim('c2', 'first'), claim('c3', 'second')]);
  await follow();
  const asked = { after: asOf, subjects: [{ kind: 'incident' as const, id: 'first' }], document: 'wire' };
  expect(await listMeanwhile(db, asked)).toEqual([
    {
      id: 'c2',
      subject: 'The first',
      attribute: 'occurred',
      answer: { kind: 'truth', value: 'yes' },
      claimant: 'AFP',
      document: 'A wire',
      isSameDocument: true,
    },
    expect.objectContaining({ id: 'c1', isSameDocument: false }),
  ]);
  expect(await listMeanwhile(db, { ...asked, after: (await listChoices(db, null)).asOf })).toEqual([]);
  expect(await listMeanwhile(db, { ...asked, subjects: [] })).toEqual([]);
});

test('a report is given back to who submitted it, while it waits, with the names of what it refers to', async () => {
  await give('one', {
    type: 'SubmitReport',
    report: 'waits',
    sources: [{ source: 'voice', name: 'A voice', kind: 'spokesperson', partOf: 'afp' }],
    incidents: [{ incident: 'third', title: 'The third', kind: 'Other', site: 'hit' }],
    document: { known: 'wire' },
    claims: [claim('w1', 'third', 'voice'), claim('w2', 'first')],
  });
  await follow();
  const own = await findOwnReport(db, 'waits', 'one');
  expect(own).toMatchObject({ report: 'waits', version: 1, question: null, contents: { document: { known: 'wire' } } });
  expect(own?.names.map(({ kind, id }) => `${kind}:${id}`).sort()).toEqual([
    'document:wire',
    'incident:first',
    'site:hit',
    'source:afp',
  ]);
  expect(await findOwnReport(db, 'waits', 'other')).toBeNull();
  expect(await findOwnReport(db, 'nothing', 'one')).toBeNull();
  expect(await findOwnReport(db, "no'; identifier", 'one')).toBeNull();

  await give('steward', { type: 'ReturnReport', report: 'waits', shownVersion: 1, question: 'Which wire?' });
  await follow();
  expect(await findOwnReport(db, 'waits', 'one')).toMatchObject({ version: 2, question: 'Which wire?' });

  await give('steward', { type: 'RejectReport', report: 'waits', shownVersion: 2, reason: 'No answer came.' });
  await follow();
  expect(await findOwnReport(db, 'waits', 'one')).toBeNull();
});

import postgres from 'postgres';
import { say, since } from '@/cli/say';
import { type Database, openDatabase } from '@/db/client';
import { findOverview } from '@/queries/find-overview';
import { findRecord } from '@/queries/find-record';
import { claimFiltersSchema, listClaims } from '@/queries/list-claims';
import { documentFiltersSchema, listDocuments } from '@/queries/list-documents';
import { incidentFiltersSchema, listIncidents } from '@/queries/list-incidents';
import { listSources, sourceFiltersSchema } from '@/queries/list-sources';
import { drive, type Figure, figureOf, interleave } from './compare';
import { checkCopies, fillLists, roundSize } from './fill-lists';

const rounds = 5;
const roundMs = 300;

/** A hundred times as many incidents, with all that is said of them. */
const largeRounds = 100;

/** What is asked of the views, once. */
export type Ask = (db: Database) => Promise<unknown>;

/** A full page of a list of incidents. */
export const incidents =
  (asked: Record<string, string>): Ask =>
  async (db) => {
    const { rows } = await listIncidents(db, incidentFiltersSchema.parse(asked));
    // A page that is not full would be compared with one that is.
    if (rows.length !== 50) throw new Error(`The list of ${JSON.stringify(asked)} shows ${rows.length} incidents.`);
  };

const middle = Buffer.from(JSON.stringify([Date.UTC(2012, 0, 1) / 1000, 'i'])).toString('base64url');

const lists: Record<string, Ask> = {
  'incidents, all': incidents({}),
  'incidents by site': incidents({ site: 'site-3' }),
  'incidents by place': incidents({ within: 'Anbar' }),
  'incidents by state': incidents({ state: 'Disputed' }),
  'incidents by question and state': incidents({ attribute: 'rockets', state: 'Disputed' }),
  'incidents by source': incidents({ source: 'src-8' }),
  'incidents by a word': incidents({ text: 'mortars' }),
  'incidents by two words as they sound': incidents({ text: 'irbil matar' }),
  'incidents by range of dates': incidents({ from: '2010', to: '2012' }),
  'incidents by site and state': incidents({ site: 'site-3', state: 'Disputed' }),
  'incidents by place, word and dates': incidents({ within: 'Baghdad', text: 'baghd', from: '2004', to: '2020' }),
  'incidents, a deep page': incidents({ after: middle }),
  'nothing found': (db) => listIncidents(db, incidentFiltersSchema.parse({ site: 'site-3', text: 'zurbatiyah' })),
  'claims, all': (db) => listClaims(db, claimFiltersSchema.parse({})),
  'claims by claimant and question': (db) =>
    listClaims(db, claimFiltersSchema.parse({ claimant: 'src-8', attribute: 'rockets' })),
  'documents, all': (db) => listDocuments(db, documentFiltersSchema.parse({})),
  'documents by word': (db) => listDocuments(db, documentFiltersSchema.parse({ text: 'mortars' })),
  'sources, all': (db) => listSources(db, sourceFiltersSchema.parse({})),
  'overview page': findOverview,
  'site page': (db) => findRecord(db, { kind: 'site', id: 'site-3' }),
};

/**
 * Every list over the views of 100,000 incidents, against the same list over those of 1,000: what a hundred times as many
 * cost. Both show a full page. The queries themselves are measured, one at a time.
 */
export async function measureLists(smallUrl: string, largeUrl: string): Promise<Figure[]> {
  const small = await openDatabase(smallUrl);
  const large = await openDatabase(largeUrl);
  try {
    await fill(small, smallUrl, 1);
    await fill(large, largeUrl, largeRounds);
    await checkCopies(large, largeRounds);
    const figures: Figure[] = [];
    for (const [figure, ask] of Object.entries(lists)) {
      const comparison = await interleave(
        rounds,
        () => drive({ clients: 1, ms: roundMs }, () => ask(large)),
        () => drive({ clients: 1, ms: roundMs }, () => ask(small)),
      );
      const about = { figure, measure: 'medianMs' as const, baselineName: 'the same among 1,000 incidents' };
      const meaning = (ratio: string) => `${ratio} times as long among 100,000 incidents`;
      figures.push(figureOf({ ...about, meaning }, comparison));
    }
    return figures;
  } finally {
    await Promise.all([small.end(), large.end()]);
  }
}

async function fill(db: Database, url: string, rounds: number): Promise<void> {
  const began = Date.now();
  await fillLists(db, rounds);
  // As the server does by itself in time; the application's role may not.
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  await owner`vacuum analyze`;
  await owner.end({ timeout: 1 });
  say(`Filled the views with ${(rounds * roundSize).toLocaleString('en')} incidents (${since(began)})`);
}

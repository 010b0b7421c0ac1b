import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import type { Subject } from '@/domain/identifier';
import { findSubject, type SubjectView } from './find-subject';
import { type JudgedTally, judgeTallies } from './judge-tallies';
import { type HistoryEntry, listChanges } from './list-changes';
import { type PlacedIncidents, readPlacedIncidents } from './list-placed-incidents';

/**
 * The record of one incident or site, what its claims about many incidents come to, how it came to be, and, of a site, when
 * its incidents were.
 */
export type RecordPage = {
  view: SubjectView;
  tallies: JudgedTally[];
  history: HistoryEntry[];
  here: PlacedIncidents | null;
};

/** A record with its history as of one position, or null when there is no such subject. */
export const findRecord = (db: Database, subject: Subject): Promise<RecordPage | null> =>
  snapshot(db, async (at) => {
    const view = await findSubject(at, subject);
    return (
      view && {
        view,
        tallies: await judgeTallies(at, view.claims),
        history: await listChanges(at, { subject }),
        here: subject.kind === 'site' ? await readPlacedIncidents(at, { site: subject.id }) : null,
      }
    );
  });

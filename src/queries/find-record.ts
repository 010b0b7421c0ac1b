import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import type { LocalDay } from '@/domain/answer/local-day';
import type { Subject } from '@/domain/identifier';
import { findPlaceThen, type PlaceThen } from './find-place-then';
import { findSubject, type SubjectView } from './find-subject';
import { type JudgedTally, judgeTallies } from './judge-tallies';
import { type BriefHistory, briefHistory } from './list-history';
import { listPeople } from './list-people';
import { type PlacedIncidents, readPlacedIncidents } from './list-placed-incidents';
import { type OverTime, overTimeOf } from './over-time';

/**
 * The record of one incident or site, what its claims about many incidents come to, how it came to be, and, of a site, when
 * its incidents were. `people` are the names, by id, of those who may have ruled.
 */
export type RecordPage = {
  view: SubjectView;
  tallies: JudgedTally[];
  people: Record<string, string>;
  history: BriefHistory;
  here: PlacedIncidents | null;
  /** Of a site, what is said of it over time; of an incident, what is said of its place as of then. */
  overTime: OverTime | null;
  placeThen: PlaceThen | null;
};

/**
 * A record with its history as of one position, or null when there is no such subject. `day` is the day for which the answers
 * about a site are asked.
 */
export const findRecord = (db: Database, subject: Subject, day: LocalDay | null = null): Promise<RecordPage | null> =>
  snapshot(db, async (at) => {
    const view = await findSubject(at, subject);
    if (!view) return null;
    const here = subject.kind === 'site' ? await readPlacedIncidents(at, { site: subject.id }) : null;
    return {
      view,
      tallies: await judgeTallies(at, view.claims),
      people: Object.fromEntries((await listPeople(at)).map(({ id, name }) => [id, name])),
      history: await briefHistory(at, subject),
      here,
      overTime: here && overTimeOf(view, here, day),
      placeThen: await findPlaceThen(at, view),
    };
  });

/** A record alone, as of one position: enough to compare its claims. Null when there is no such subject. */
export const findRecordAlone = (db: Database, subject: Subject): Promise<SubjectView | null> =>
  snapshot(db, (at) => findSubject(at, subject));

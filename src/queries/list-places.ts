import { and, asc, count, desc, eq, isNull } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { followedTo } from '@/projections/follow';
import { question } from '@/projections/question.table';
import { incident, site } from '@/projections/subject.table';
import { erased } from './names';

/** A site with what is recorded there: how many incidents, and on how many of them sources disagree about anything. */
export type Place = {
  id: string;
  name: string;
  within: string[];
  coordinates: { latitude: number; longitude: number; precisionMetres: number } | null;
  incidents: number;
  disputed: number;
  setBy: number;
};

/** Sites, and the incidents recorded at none. The lists hold the first of many; `…Count` counts all. */
export type Places = {
  /** Sites with and without coordinates, those with most incidents first. */
  places: Place[];
  placeCount: number;
  /** Incidents without a site, the last opened first. */
  unplaced: { id: string; title: string; setBy: number }[];
  unplacedCount: number;
  asOf: number;
};

/** So many sites fit on a map and in a list that can still be read. */
const mostPlaces = 300;

/** So many incidents without a site are named. */
const mostUnplaced = 50;

/** Where incidents are recorded, and which are recorded nowhere. */
export const listPlaces = (db: Database): Promise<Places> =>
  snapshot(db, async (at) => {
    const disputed = at.view
      .selectDistinct({ id: question.subjectId })
      .from(question)
      .where(and(eq(question.subjectKind, 'incident'), eq(question.state, 'Disputed')))
      .as('disputed');
    const unplaced = isNull(incident.siteId);
    return {
      places: await at.view
        .select({
          id: site.id,
          name: site.name,
          within: site.within,
          coordinates: site.coordinates,
          setBy: site.setBy,
          incidents: count(incident.id),
          disputed: count(disputed.id),
        })
        .from(site)
        .leftJoin(incident, eq(incident.siteId, site.id))
        .leftJoin(disputed, eq(disputed.id, incident.id))
        // As of then the views have no key on which the rest would depend.
        .groupBy(site.id, site.name, site.within, site.coordinates, site.setBy)
        .orderBy(desc(count(incident.id)), asc(site.name))
        .limit(mostPlaces),
      placeCount: await at.view.$count(site),
      unplaced: (
        await at.view
          .select({ id: incident.id, title: incident.title, setBy: incident.setBy })
          .from(incident)
          .where(unplaced)
          .orderBy(desc(incident.setBy))
          .limit(mostUnplaced)
      ).map(({ title, ...row }) => ({ ...row, title: title ?? erased })),
      unplacedCount: await at.view.$count(incident, unplaced),
      asOf: await followedTo(at),
    };
  });

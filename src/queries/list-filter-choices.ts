import { asc } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { type Vocabulary, vocabularyWith } from '@/domain/question/vocabulary';
import { source } from '@/projections/source.table';
import { site } from '@/projections/subject.table';
import { erased } from './names';
import { readVocabulary } from './read-vocabulary';

/** So many of a kind are offered to choose from; others are reached from their own page or by the address. */
const mostOffered = 200;

/** What the forms above lists offer: the first by name. */
export type FilterChoices = {
  sites: { id: string; name: string }[];
  /** Names of places that the sites offered lie in. */
  places: string[];
  sources: { id: string; name: string }[];
  attributes: Pick<Vocabulary['attributes'][number], 'id' | 'label' | 'subjects'>[];
};

/** What lists can be filtered by, to choose from. */
export const listFilterChoices = (db: Database): Promise<FilterChoices> =>
  snapshot(db, async (at) => {
    const sites = await at.view
      .select({ id: site.id, name: site.name, within: site.within })
      .from(site)
      .orderBy(asc(site.sortName), asc(site.id))
      .limit(mostOffered);
    const sources = await at.view
      .select({ id: source.id, name: source.name })
      .from(source)
      .orderBy(asc(source.sortName), asc(source.id))
      .limit(mostOffered);
    const vocabulary = vocabularyWith(await readVocabulary(at));
    return {
      sites: sites.map(({ id, name }) => ({ id, name })),
      places: [...new Set(sites.flatMap(({ within }) => within))].sort(),
      sources: sources.map(({ id, name }) => ({ id, name: name ?? erased })),
      attributes: vocabulary.attributes.map(({ id, label, subjects }) => ({ id, label, subjects })),
    };
  });

import { asc } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import type { VocabularyAdditions } from '@/domain/question/vocabulary';
import { document } from '@/projections/document.table';
import { incident, site } from '@/projections/subject.table';
import { erased, readSources, type SourceName } from './names';
import { readVocabulary } from './read-vocabulary';

/** What the report form offers to pick from: sources, documents and subjects on record. */
export type Choices = {
  sources: SourceName[];
  documents: { id: string; title: string; publisher: string; published: string | null; address: string | null }[];
  subjects: { kind: 'incident' | 'site'; id: string; title: string }[];
  vocabulary: VocabularyAdditions;
};

/** Everything the form can refer to, by name. */
export function listChoices(db: Database): Promise<Choices> {
  return snapshot(db, async (at) => {
    const sources = Object.values(await readSources(at)).sort((a, b) => a.name.localeCompare(b.name));
    const documents = await at.view.select().from(document).orderBy(asc(document.title));
    const incidents = await at.view.select().from(incident).orderBy(asc(incident.id));
    const sites = await at.view.select().from(site).orderBy(asc(site.name));
    return {
      vocabulary: await readVocabulary(at),
      sources,
      documents: documents.map(({ id, title, publisherId, published, address }) => ({
        id,
        title: title ?? erased,
        publisher: publisherId,
        published,
        address,
      })),
      subjects: [
        ...incidents.map(({ id, title }) => ({ kind: 'incident' as const, id, title: title ?? erased })),
        ...sites.map(({ id, name }) => ({ kind: 'site' as const, id, title: name })),
      ],
    };
  });
}

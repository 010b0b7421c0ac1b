import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import type { Subject } from '@/domain/identifier';
import type { VocabularyAdditions } from '@/domain/question/vocabulary';
import { followedTo } from '@/projections/follow';
import { type NameFound, namesOf } from './find-names';
import { readVocabulary } from './read-vocabulary';

/** What the report form begins with: what it is about, when that is known, what can be asked, and how far the record is. */
export type Choices = { about: NameFound | null; vocabulary: VocabularyAdditions; asOf: number };

/** What a form about a subject can ask. All else is found by its name as it is typed. */
export const listChoices = (db: Database, about: Subject | null): Promise<Choices> =>
  snapshot(db, async (at) => {
    const [found] = about ? await namesOf(at, [about]) : [];
    return { about: found ?? null, vocabulary: await readVocabulary(at), asOf: await followedTo(at) };
  });

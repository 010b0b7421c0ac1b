import type { Database } from '@/db/client';
import type { VocabularyAdditions } from '@/domain/question/vocabulary';
import { additionsIn, vocabulary } from '@/projections/vocabulary.table';

/** What stewards have added to the vocabulary. There is little of it, so it is read whole. */
export const readVocabulary = async (db: Database): Promise<VocabularyAdditions> =>
  additionsIn(await db.view.select().from(vocabulary));

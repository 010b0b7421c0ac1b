import { asc } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import type { VocabularyAdditions } from '@/domain/question/vocabulary';
import { readPositions } from '@/ledger/read';
import { followedTo } from '@/projections/follow';
import { person } from '@/projections/person.table';
import { additionsIn, vocabulary } from '@/projections/vocabulary.table';
import { erased } from './names';

/** Who added something to the vocabulary, and by which event. */
export type Addition = { setBy: number; person: string };

/** What can be asked and counted, with the event and the person behind everything stewards added. */
export type VocabularyPage = {
  additions: VocabularyAdditions;
  /** By `attribute id` and `scope list id`. */
  addedBy: Record<string, Addition>;
  asOf: number;
};

/** The vocabulary, whole: stewards add little to it. */
export function listVocabulary(db: Database): Promise<VocabularyPage> {
  return snapshot(db, async (at) => {
    const rows = await at.view.select().from(vocabulary).orderBy(asc(vocabulary.setBy));
    const events = await readPositions(
      at.sql,
      rows.map(({ setBy }) => setBy),
    );
    const people = await at.view.select({ id: person.id, name: person.name }).from(person);
    const nameOf = new Map(people.map(({ id, name }) => [id, name ?? erased]));
    const actorAt = new Map(events.map(({ position, actor }) => [position, actor]));
    return {
      additions: additionsIn(rows),
      addedBy: Object.fromEntries(
        rows.map(({ kind, id, setBy }) => {
          const actor = actorAt.get(setBy) ?? '';
          return [`${kind} ${id.replace('\n', ' ')}`, { setBy, person: nameOf.get(actor) ?? actor }];
        }),
      ),
      asOf: await followedTo(at),
    };
  });
}

import type { Derivation, Lineage } from './claim';

/** A document's record: who published it and what its content comes from. */
type DocumentRecord = {
  id: string;
  publisher: string;
  lineage: 'unknown' | 'first-hand' | 'derived';
  parents: readonly { document: string; how: string }[];
};

/** What the record knows of who belongs to whom and what copies what, in the form `assess` reads. */
export const lineageOf = (
  sources: readonly { id: string; partOf: string | null }[],
  documents: readonly DocumentRecord[],
): Lineage => ({
  sources: Object.fromEntries(sources.map(({ id, partOf }) => [id, partOf === null ? {} : { partOf }])),
  documents: Object.fromEntries(
    documents.map(({ id, publisher, lineage, parents }) => {
      if (lineage === 'unknown') return [id, { publisher, lineage }];
      if (lineage === 'first-hand') return [id, { publisher }];
      const derivesFrom = parents.map(({ document, how }) => ({ document, how: how as Derivation }));
      return [id, { publisher, derivesFrom }];
    }),
  ),
});

'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import {
  builtInVocabulary,
  type Vocabulary,
  type VocabularyAdditions,
  vocabularyWith,
} from '@/domain/question/vocabulary';

const VocabularyContext = createContext<Vocabulary>(builtInVocabulary);

/** Gives the forms inside the vocabulary as stewards have left it. */
export function VocabularyOffered({ additions, children }: { additions: VocabularyAdditions; children: ReactNode }) {
  const vocabulary = useMemo(() => vocabularyWith(additions), [additions]);
  return <VocabularyContext value={vocabulary}>{children}</VocabularyContext>;
}

/** What can be asked and counted. */
export const useVocabulary = (): Vocabulary => useContext(VocabularyContext);

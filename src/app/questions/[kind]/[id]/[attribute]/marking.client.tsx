'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import buttons from '@/app/_ui/buttons.module.css';
import type { Evidence } from '@/domain/question/command';

/** A piece of evidence that is being marked, in words. */
export type Marked = { evidence: Evidence; words: string };

type Marking = { marked: Marked | null; mark: (one: Marked | null) => void };

const MarkingContext = createContext<Marking>({ marked: null, mark: () => {} });

/** Holds which evidence is being marked, for the matrix and the form below it. */
export function MarkingProvided({ children }: { children: ReactNode }) {
  const [marked, mark] = useState<Marked | null>(null);
  return <MarkingContext value={{ marked, mark }}>{children}</MarkingContext>;
}

/** Which evidence is being marked. */
export const useMarking = (): Marking => useContext(MarkingContext);

/** Takes a piece of evidence of the matrix into the form. */
export function MarkButton({ evidence, words }: Marked) {
  const { mark } = useMarking();
  return (
    <button type="button" className={buttons.quiet} onClick={() => mark({ evidence, words })}>
      Mark it<span className="hidden">: {words}</span>
    </button>
  );
}

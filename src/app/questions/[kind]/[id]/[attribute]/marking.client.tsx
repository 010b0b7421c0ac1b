'use client';

import { createContext, type ReactNode, type RefObject, useContext, useMemo, useRef, useState } from 'react';
import buttons from '@/app/_ui/buttons.module.css';
import type { Evidence } from '@/domain/question/command';

/** A piece of evidence that is being marked, in words. */
export type Marked = { evidence: Evidence; words: string };

type Marking = {
  marked: Marked | null;
  mark: (one: Marked | null) => void;
  /** What the form is folded in: it opens with the evidence that is taken into it. */
  fold: RefObject<HTMLDetailsElement | null>;
};

const MarkingContext = createContext<Marking>({ marked: null, mark: () => {}, fold: { current: null } });

/** Holds which evidence is being marked, for the matrix and the form below it. */
export function MarkingProvided({ children }: { children: ReactNode }) {
  const [marked, setMarked] = useState<Marked | null>(null);
  const fold = useRef<HTMLDetailsElement>(null);
  const marking = useMemo(() => {
    const mark = (one: Marked | null) => {
      // At once, since what is folded away cannot take the focus.
      if (one && fold.current) fold.current.open = true;
      setMarked(one);
    };
    return { marked, mark, fold };
  }, [marked]);
  return <MarkingContext value={marking}>{children}</MarkingContext>;
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

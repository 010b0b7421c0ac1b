'use client';

import { useState } from 'react';
import buttons from '@/app/_ui/buttons.module.css';
import styles from '@/app/_ui/form.module.css';

type DraftLineProps = { keptAt: string; onDiscard: () => () => void };

/** Says when the draft was last kept, and discards it; `onDiscard` answers the way to take that back. */
export function DraftLine({ keptAt, onDiscard }: DraftLineProps) {
  const [takeBack, setTakeBack] = useState<(() => void) | null>(null);
  if (!keptAt && !takeBack) return null;
  return (
    <p className={styles.fine}>
      {keptAt ? (
        <>
          <span>Draft kept in this tab {keptAt}</span>
          <button type="button" className={buttons.quiet} onClick={() => setTakeBack(() => onDiscard())}>
            Discard draft
          </button>
        </>
      ) : (
        <>
          <span role="status">The draft is discarded.</span>
          <button
            type="button"
            className={buttons.quiet}
            onClick={() => {
              takeBack?.();
              setTakeBack(null);
            }}
          >
            Bring it back
          </button>
        </>
      )}
    </p>
  );
}

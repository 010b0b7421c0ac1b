'use client';

import { useState } from 'react';
import buttons from '@/app/_ui/buttons.module.css';
import styles from '@/app/_ui/form.module.css';
import { TakeBack } from '@/app/_ui/take-back.client';

type DraftLineProps = { keptAt: number | null; state: string; onDiscard: () => () => void };

/** Says where the draft stands and when it was last kept, and discards it; `onDiscard` answers the way to take that back. */
export function DraftLine({ keptAt, state, onDiscard }: DraftLineProps) {
  const [takeBack, setTakeBack] = useState<(() => void) | null>(null);
  if (keptAt === null)
    return <p className={styles.fine}>This browser keeps no drafts. What you type is lost when this tab is closed.</p>;
  if (!keptAt && !takeBack) return null;
  return (
    <p className={styles.fine}>
      {keptAt ? (
        <>
          <span>
            {state} · kept in this browser {clock(keptAt)}
          </span>
          <button type="button" className={buttons.quiet} onClick={() => setTakeBack(() => onDiscard())}>
            Discard draft
          </button>
        </>
      ) : (
        <>
          <span role="status">The draft is discarded.</span>
          <TakeBack
            onTakeBack={() => {
              takeBack?.();
              setTakeBack(null);
            }}
          >
            Bring it back
          </TakeBack>
        </>
      )}
    </p>
  );
}

const clock = (at: number): string => new Date(at).toTimeString().slice(0, 5);

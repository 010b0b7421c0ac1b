'use client';

import { useEffect, useState } from 'react';
import buttons from '@/app/_ui/buttons.module.css';
import styles from '@/app/_ui/form.module.css';
import { TakeBack } from '@/app/_ui/take-back.client';
import { type DraftState, forgetKept, type Kept, keepDraft, listKept } from './kept-draft.client';

const stateWords: Record<DraftState, string> = {
  draft: 'Draft',
  sending: 'Was being sent: send it again, it is recorded once',
  'not sent': 'Not sent',
  received: 'Received',
};

/** The drafts kept in this browser beside the one that is open, with the way to each and the way to be rid of it. */
export function DraftList({ open }: { open: string }) {
  const [kept, setKept] = useState<Kept[]>([]);
  const [discarded, setDiscarded] = useState<Kept | null>(null);
  useEffect(() => {
    const read = () => setKept(listKept());
    read();
    window.addEventListener('storage', read);
    return () => window.removeEventListener('storage', read);
  }, []);
  const others = kept.filter(({ draft }) => draft.report !== open);
  if (others.length === 0 && !discarded) return null;
  return (
    <section aria-labelledby="your-drafts" className={styles.notice}>
      <h2 id="your-drafts">Your drafts</h2>
      <ul>
        {others.map((one) => (
          <li key={one.draft.report} className={buttons.buttons}>
            <span>
              <a href={one.state === 'received' ? `/reports/${one.draft.report}` : `/report?draft=${one.draft.report}`}>
                {titleOf(one)}
              </a>{' '}
              <span className={styles.hint}>
                {stateWords[one.state]} · {answers(one)} · kept {new Date(one.at).toLocaleString('en-GB', shortTime)}
              </span>
            </span>
            <button
              type="button"
              className={buttons.quiet}
              onClick={() => {
                forgetKept(one.draft.report);
                setDiscarded(one);
                setKept(listKept());
              }}
            >
              Discard<span className="hidden"> the draft {titleOf(one)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div role="status">
        {discarded && (
          <span className={buttons.buttons}>
            “{titleOf(discarded)}” is discarded.
            <TakeBack
              onTakeBack={() => {
                keepDraft(discarded.draft, discarded.state);
                setDiscarded(null);
                setKept(listKept());
              }}
            >
              Bring it back
            </TakeBack>
          </span>
        )}
      </div>
    </section>
  );
}

const shortTime = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;

function titleOf({ draft: { document, names } }: Kept): string {
  const known = document.from === 'record' ? names[`document:${document.known}`]?.label : undefined;
  return known ?? (document.title.trim() || 'A document without a title yet');
}

function answers({ draft }: Kept): string {
  const count = draft.answers.filter(({ answer }) => answer.form).length;
  return count === 1 ? '1 answer' : `${count} answers`;
}

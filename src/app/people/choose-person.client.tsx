'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import buttons from '@/app/_ui/buttons.module.css';
import { trpc } from '@/app/_ui/trpc.client';
import { useSending } from '@/app/_ui/use-sending.client';
import styles from './page.module.css';

type ChoosePersonProps = { person: string | null; isChosen: boolean; from: string | null; children: string };

/** Acts as a person from here on, or as nobody; then goes back to where the choice was asked for. */
export function ChoosePerson({ person, isChosen, from, children }: ChoosePersonProps) {
  const router = useRouter();
  const { sending, send, rest } = useSending();
  const [failure, setFailure] = useState('');
  const [hasChosen, setChosen] = useState(false);
  const choose = async () => {
    const sent = await send(() => trpc.choosePerson.mutate({ person }));
    if (!sent) return;
    if ('failed' in sent) return setFailure(sent.failed.reason);
    rest();
    setFailure('');
    setChosen(true);
    if (from) router.push(from);
    router.refresh();
  };
  return (
    <div className={styles.choose}>
      <button
        type="button"
        className={buttons.secondary}
        aria-disabled={sending}
        aria-pressed={isChosen}
        onClick={() => void choose()}
      >
        {children}
      </button>
      <span role="status">{failure || (hasChosen && isChosen && 'Chosen.')}</span>
    </div>
  );
}

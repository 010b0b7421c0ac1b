'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import styles from '@/app/_ui/form.module.css';
import { trpc } from '@/app/_ui/trpc.client';
import { useSending } from '@/app/_ui/use-sending.client';

type ChoosePersonProps = { person: string | null; isChosen: boolean; from: string | null; children: string };

/** Acts as a person from here on, or as nobody; then goes back to where the choice was asked for. */
export function ChoosePerson({ person, isChosen, from, children }: ChoosePersonProps) {
  const router = useRouter();
  const { sending, send, rest } = useSending();
  const [said, setSaid] = useState('');
  const choose = async () => {
    const sent = await send(() => trpc.choosePerson.mutate({ person }));
    if (!sent) return;
    if ('failed' in sent) return setSaid(sent.failed.reason);
    rest();
    setSaid(person === null ? 'You are just reading.' : 'Chosen.');
    if (from) router.push(from);
    router.refresh();
  };
  return (
    <div className={styles.buttons}>
      <button
        type="button"
        className={isChosen ? styles.primary : styles.secondary}
        aria-disabled={sending}
        aria-pressed={isChosen}
        onClick={() => void choose()}
      >
        {children}
      </button>
      <span role="status">{said}</span>
    </div>
  );
}

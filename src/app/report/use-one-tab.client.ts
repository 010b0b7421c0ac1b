import { useEffect, useRef, useState } from 'react';
import { keptKey } from './kept-draft.client';

/** How long a tab that holds a draft has to let go of it, in milliseconds; one that does not answer is passed over. */
const patienceMs = 1_500;

/** Whether this tab writes the draft, another does, or it is there no more. */
export type Hold = 'ours' | 'theirs' | 'gone';

type Holding = {
  /** Keeps what is typed here: another tab takes over. */
  onLeave: () => void;
  /** Reads the kept draft: another tab wrote it. */
  onFollow: () => void;
};

/**
 * Lets one tab of a browser write a draft, held by a lock that ends with the tab. Others follow what it keeps and may
 * take over: the holder keeps its text first, so that nothing is lost.
 */
export function useOneTab(report: string, { onLeave, onFollow }: Holding) {
  const [hold, setHold] = useState<Hold>('ours');
  const take = useRef(() => {});
  const acts = useRef({ onLeave, onFollow });
  acts.current = { onLeave, onFollow };

  useEffect(() => {
    setHold('ours');
    if (!report || !navigator.locks) return;
    const name = keptKey(report);
    const channel = new BroadcastChannel('palimpsest-drafts');
    let release = () => {};
    let isOurs = false;
    const holdIt = (lock: Lock | null) => {
      isOurs = lock !== null;
      setHold(isOurs ? 'ours' : 'theirs');
      return isOurs
        ? new Promise<void>((resolve) => {
            release = resolve;
          })
        : undefined;
    };
    const letGo = () => {
      if (isOurs) setHold('theirs');
      isOurs = false;
      release();
    };
    // Rejected when another tab passes this one over, or while leaving.
    const request = (options: LockOptions) => navigator.locks.request(name, options, holdIt).catch(letGo);
    take.current = () => {
      channel.postMessage({ take: report });
      void navigator.locks
        .request(name, { signal: AbortSignal.timeout(patienceMs) }, (lock) => {
          acts.current.onFollow();
          return holdIt(lock);
        })
        .catch(() => {
          if (!isOurs) void request({ steal: true });
        });
    };
    channel.onmessage = ({ data }: MessageEvent<{ take: string }>) => {
      if (data.take !== report || !isOurs) return;
      acts.current.onLeave();
      letGo();
    };
    const follow = ({ key, newValue }: StorageEvent) => {
      if (key !== name || isOurs) return;
      if (newValue === null) setHold('gone');
      else acts.current.onFollow();
    };
    void request({ ifAvailable: true });
    window.addEventListener('storage', follow);
    return () => {
      isOurs = false;
      release();
      channel.close();
      window.removeEventListener('storage', follow);
    };
  }, [report]);

  return { hold, takeOver: () => take.current() };
}

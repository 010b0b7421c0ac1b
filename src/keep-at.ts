/** Work that goes on until it is told to stop. */
export type Kept = {
  /** Says that there is something to do, so that it is done now and not at the next look. */
  wake(): void;
  /** Ends it; resolves when the turn under way is done. */
  stop(): Promise<void>;
};

/**
 * Does one turn of work after another for as long as there is something to do (`work` answers true), then looks again
 * after `idleMs` milliseconds or when woken. Failures are reported to `onError` and tried again at the next look.
 */
export function keepAt(work: () => Promise<boolean>, idleMs: number, onError: (error: unknown) => void): Kept {
  let stopped = false;
  let woken = false;
  let rouse = () => {};
  const wake = () => {
    woken = true;
    rouse();
  };
  const finished = (async () => {
    while (!stopped) {
      woken = false;
      try {
        if (await work()) continue;
      } catch (error) {
        if (!stopped) onError(error);
      }
      if (!woken && !stopped)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, idleMs);
          rouse = () => {
            clearTimeout(timer);
            resolve();
          };
        });
    }
  })();
  return {
    wake,
    stop: () => {
      stopped = true;
      wake();
      return finished;
    },
  };
}

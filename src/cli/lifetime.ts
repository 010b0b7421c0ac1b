import { env } from '@/env';

/** What a long-running command holds open, and the one way it ends. */
export type Lifetime = {
  /** Adds something to close at the end; the newest is closed first. */
  onStop(close: () => unknown): void;
  /** From now on a signal is the ordinary way to end: the exit code is 0. */
  becomeReady(): void;
  isStopping(): boolean;
  /** Closes everything and ends the process; a second call waits with the first. */
  stop(code: number): Promise<never>;
};

/** People who press Ctrl-C wait no longer than this. */
const longestStopMs = 2_800;

const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Takes over Ctrl-C, SIGTERM and SIGHUP: they close everything within three seconds.
 * The exit code is 0 once the command was ready, else 128 and the signal's number. npm passes Ctrl-C on
 * a second time, so repeated signals change nothing.
 */
export function createLifetime(say: (line: string) => void): Lifetime {
  const closers: (() => unknown)[] = [];
  let ready = false;
  let ending: Promise<never> | undefined;

  async function end(code: number): Promise<never> {
    setTimeout(() => process.exit(code), longestStopMs).unref();
    for (const close of closers.toReversed()) {
      try {
        await close();
      } catch {
        // The rest must still be closed.
      }
    }
    process.exit(code);
  }

  const lifetime: Lifetime = {
    onStop: (close) => closers.push(close),
    becomeReady: () => {
      ready = true;
    },
    isStopping: () => ending !== undefined,
    stop: (code) => {
      ending ??= end(code);
      return ending;
    },
  };
  const stopFor = (number: number) => {
    if (!lifetime.isStopping()) say('Stopping …');
    void lifetime.stop(ready ? 0 : 128 + number);
  };
  for (const [signal, number] of Object.entries(numbers)) process.on(signal, () => stopFor(number));
  if (env().npm_lifecycle_event) watchParent(() => stopFor(numbers.SIGTERM));
  return lifetime;
}

/** npm passes SIGTERM to a shell between it and us, and Debian's shell ends without passing it on. */
function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onGone();
  }, 300);
  watch.unref();
}

import { useRef, useState } from 'react';
import { type Failure, failureOf } from './trpc.client';

/** How long a sending may take before it counts as not reached, in milliseconds. */
export const patienceMs = 30_000;

/** What came of sending: what the server answered, why it failed, or nothing because one was already under way. */
type Sent<Answered> = { answered: Answered } | { failed: Failure } | null;

/** Sends one thing at a time. After an answer it stays busy until `rest`, so that nothing is sent again on the way out. */
export function useSending() {
  const busy = useRef(false);
  const [sending, setSending] = useState(false);
  const turn = (on: boolean) => {
    busy.current = on;
    setSending(on);
  };
  async function send<Answered>(call: () => Promise<Answered>): Promise<Sent<Answered>> {
    if (busy.current) return null;
    turn(true);
    try {
      return { answered: await call() };
    } catch (error) {
      turn(false);
      return { failed: failureOf(error) };
    }
  }
  return { sending, send, rest: () => turn(false) };
}

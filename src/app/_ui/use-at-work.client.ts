import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether the page's script is at work: before that nothing may be typed, since it would be lost. */
export const useAtWork = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

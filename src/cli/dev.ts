import { say } from './say';
import { serve } from './serve';

/** `npm run dev`: the same data, and pages compiled as they are opened and changed. Returns when the process ends. */
export function dev(root: string): Promise<never> {
  return serve(root, 'dev', say);
}

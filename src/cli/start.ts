import { say } from './say';
import { serve } from './serve';

/** `npm start`: the built application on the user's data. Returns when the process ends. */
export function start(root: string): Promise<never> {
  return serve(root, 'start', say);
}

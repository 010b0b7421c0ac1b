import type { State } from '@/domain/question/assess';

/** What an event did to the state of one question. */
export type Effect = { attribute: string; before: State; after: State; origins: [number, number] };

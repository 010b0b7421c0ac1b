import type { OriginCount } from '@/domain/question/origin-count';
import type { QuestionState } from '@/domain/question/state';

/** What an event did to the state of one question. */
export type Effect = { attribute: string; before: QuestionState; after: QuestionState; origins: OriginCount };

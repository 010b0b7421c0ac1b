import type { OriginCount } from '@/domain/question/origin-count';
import type { QuestionState } from '@/domain/question/state';

/** A question whose assessment an event changed: its state before and after, which may be the same, and its origins after. */
export type Effect = { attribute: string; before: QuestionState; after: QuestionState; origins: OriginCount };

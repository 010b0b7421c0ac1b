import type { OriginCount } from '@/domain/question/origin-count';
import type { QuestionState } from '@/domain/question/state';

/** What a history can be the history of: the kinds of streams events are on. */
export const changedKinds = ['incident', 'site', 'source', 'document', 'report', 'person', 'vocabulary'] as const;

/** A record that an event bears on. */
export type Changed = { kind: (typeof changedKinds)[number]; id: string };

/** A question whose assessment an event changed: its state and its origins before and after, which may be the same. */
export type Effect = {
  attribute: string;
  before: QuestionState;
  after: QuestionState;
  originsBefore: OriginCount;
  origins: OriginCount;
};

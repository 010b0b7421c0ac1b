import { labelOf } from '@/domain/question/vocabulary';
import type { Effect } from '@/projections/change';
import { Sign } from './sign';
import { StateChip } from './state-chip';

/** What an event did to a question: the state it turned, or the state that stands on other answers or counts. */
export function EffectWords({
  attribute,
  before,
  after,
  became = 'became',
}: Pick<Effect, 'attribute' | 'before' | 'after'> & { became?: string }) {
  return before === after ? (
    <>
      {labelOf(attribute)}: still <StateChip state={after} />
    </>
  ) : (
    <>
      {labelOf(attribute)}: <StateChip state={before} /> <Sign name="onwards" />
      <span className="hidden"> {became} </span> <StateChip state={after} />
    </>
  );
}

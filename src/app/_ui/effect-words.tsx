import type { Effect } from '@/projections/change';
import { StateChip } from './state-chip';
import { attributeWords } from './words';

/** What an event did to a question: the state it turned, or the state that stands on other answers or counts. */
export function EffectWords({ attribute, before, after }: Pick<Effect, 'attribute' | 'before' | 'after'>) {
  return before === after ? (
    <>
      {attributeWords(attribute)}: still <StateChip state={after} />
    </>
  ) : (
    <>
      {attributeWords(attribute)}: <StateChip state={before} /> <span aria-hidden="true">→</span>
      <span className="hidden"> became </span> <StateChip state={after} />
    </>
  );
}

import { type QuestionState, worstFirst } from '@/domain/question/state';
import { Sign, type SignName } from './sign';
import styles from './state-chip.module.css';

const look: Record<QuestionState, { sign: SignName; className: string | undefined; counted: string }> = {
  Agreed: { sign: 'agreed', className: styles.agreed, counted: 'agreed' },
  Uncontradicted: { sign: 'uncontradicted', className: styles.uncontradicted, counted: 'uncontradicted' },
  'One source': { sign: 'one source', className: styles.one, counted: 'with one source' },
  Disputed: { sign: 'unequal', className: styles.disputed, counted: 'disputed' },
  Settled: { sign: 'settled', className: styles.settled, counted: 'settled' },
  'Not reported': { sign: 'unreported', className: styles.unreported, counted: 'not reported' },
  Withdrawn: { sign: 'withdrawn', className: styles.withdrawn, counted: 'withdrawn' },
};

/** The state of a question: always word, sign, colour and border together, so none of them is needed alone. */
export function StateChip({ state, count }: { state: QuestionState; count?: number }) {
  const { sign, className, counted } = look[state];
  return (
    <span className={`${styles.chip} ${className}`} data-state={state}>
      <Sign name={sign} />
      {count === undefined ? state : `${count} ${counted}`}
    </span>
  );
}

/** How many questions are in each state, those that ask for attention first. */
export function StateCounts({ counts }: { counts: Readonly<Partial<Record<QuestionState, number>>> }) {
  return worstFirst.flatMap((state) =>
    !counts[state] ? [] : [<StateChip key={state} state={state} count={counts[state]} />],
  );
}

import { type QuestionState, worstFirst } from '@/domain/question/state';
import styles from './state-chip.module.css';

const look: Record<QuestionState, { icon: string; className: string | undefined }> = {
  Agreed: { icon: '●', className: styles.agreed },
  Uncontradicted: { icon: '◐', className: styles.uncontradicted },
  'One source': { icon: '◌', className: styles.one },
  Disputed: { icon: '≠', className: styles.disputed },
  Settled: { icon: '§', className: styles.settled },
  'Not reported': { icon: '–', className: styles.unreported },
  Withdrawn: { icon: '⌫', className: styles.withdrawn },
};

/** The state of a question: always word, icon, colour and border together, so none of them is needed alone. */
export function StateChip({ state, count }: { state: QuestionState; count?: number }) {
  const { icon, className } = look[state];
  return (
    <span className={`${styles.chip} ${className}`} data-state={state}>
      <span aria-hidden="true" className={styles.icon}>
        {icon}
      </span>
      {count === undefined ? state : `${count} ${state.toLowerCase()}`}
    </span>
  );
}

/** How many questions are in each state, those that ask for attention first. */
export function StateCounts({ counts }: { counts: Readonly<Partial<Record<QuestionState, number>>> }) {
  return worstFirst.flatMap((state) =>
    !counts[state] ? [] : [<StateChip key={state} state={state} count={counts[state]} />],
  );
}

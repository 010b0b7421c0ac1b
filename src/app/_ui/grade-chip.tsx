import type { Reliability } from '@/domain/source/command';
import styles from './grade-chip.module.css';
import { reliabilityWords } from './grade-words';

/** How reliable a source was graded: the letter always with its words, of one colour, since F is not the worst. */
export function GradeChip({ grade }: { grade: Reliability }) {
  return (
    <span className={styles.chip}>
      <strong>{grade}</strong> {reliabilityWords[grade]}
    </span>
  );
}

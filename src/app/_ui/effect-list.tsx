import type { QuestionEffect } from '@/queries/rehearse';
import styles from './effect-list.module.css';
import { EffectWords } from './effect-words';

/** What a report, or what undoes an act, would do to the record, a line a question, with the sentence of every conflict that would be new. */
export function EffectList({ questions }: { questions: readonly QuestionEffect[] }) {
  if (questions.length === 0) return <p>It would change the state of no question.</p>;
  return (
    <ul className={styles.list}>
      {questions.map(({ subject, title, conflicts, ...effect }) => (
        <li key={`${subject.kind} ${subject.id} ${effect.attribute}`}>
          <p className={styles.line}>
            <EffectWords {...effect} became="would become" /> <span className={styles.about}>{title}</span>
          </p>
          {conflicts.map((reason) => (
            <p key={reason} className={styles.reason}>
              {reason}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

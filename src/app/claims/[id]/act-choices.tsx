import { type Act, acts } from './acts';
import styles from './page.module.css';

/** What can be recorded of a claim, told apart in plain words: what is wrong with it, and what to do then. */
export function ActChoices({ claim, which }: { claim: string; which: readonly Act[] }) {
  return (
    <ul className={styles.acts}>
      {which.map((act) => (
        <li key={act}>
          <p>
            {acts[act].when} <span aria-hidden="true">→</span>{' '}
            <a href={`/claims/${claim}/${act}`} className={styles.act}>
              {acts[act].link}
            </a>
          </p>
          <p className={styles.muted}>{acts[act].does}</p>
          <p className={styles.example}>For example: {acts[act].example}</p>
        </li>
      ))}
    </ul>
  );
}

import type { BackPreview } from '@/queries/preview-back';
import { EffectList } from './effect-list';
import { EventSentence } from './event-sentence';
import styles from './would-append.module.css';

/** What would be appended, in the words it will be told in, and what that would change. */
export function WouldAppend({ preview: { events, questions } }: { preview: BackPreview }) {
  return (
    <>
      <section aria-labelledby="would-append" className={styles.section}>
        <h2 id="would-append">What will be appended</h2>
        <ul className={styles.list}>
          {events.map((told) => (
            <li key={told.event.position}>
              <EventSentence {...told} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="would-change" className={styles.section}>
        <h2 id="would-change">What it will change</h2>
        <EffectList questions={questions} />
      </section>
    </>
  );
}

import { localDayAt } from '@/domain/answer/local-day';
import { questionValue } from '@/domain/recorded-value';
import type { AnswersThen, PlaceThen as PlaceThenView } from '@/queries/find-place-then';
import { answerInBrief, lineTitle } from './as-of-words';
import styles from './over-time.module.css';
import { keepMoment } from './reading';
import { SetBy } from './set-by';
import { StateChip } from './state-chip';
import { dateWords } from './words';

/** What is said of an incident's place as of when the incident was: once for each day, where the days differ. */
export function PlaceThen({ placeThen: { site, asOf } }: { placeThen: PlaceThenView }) {
  const address = (day: string | undefined) => `/sites/${site.id}${day ? `?on=${day}` : ''}#over-time`;
  return (
    <section id="place-then" aria-labelledby="place-then-title" className={styles.section}>
      <h2 id="place-then-title">The place at that time</h2>
      {asOf.length === 0 ? (
        <p className={styles.explain}>
          When it happened is not known, so nothing can be said of {site.name} as of then.{' '}
          <a href={keepMoment(address(undefined))}>What is said of it over time</a>
        </p>
      ) : (
        <p className={styles.explain}>
          What sources say of <a href={keepMoment(`/sites/${site.id}`)}>{site.name}</a> for when this happened, as far
          as they say.
        </p>
      )}
      {asOf.map((then) => (
        <div key={`${then.when.from}`} className={styles.line}>
          <h3>
            {site.name} as of {timeWords(then)}
          </h3>
          <ul className={styles.then}>
            {then.lines.map(({ attribute, scope, answer, setBy }) => (
              <li key={`${attribute} ${scope}`}>
                <span>{lineTitle(attribute, scope)}</span>{' '}
                {answer.values.length > 0 ? (
                  <>
                    <StateChip state={answer.state} />
                    {': '}
                  </>
                ) : null}
                <strong>{answerInBrief(answer)}</strong>{' '}
                {setBy === null ? null : (
                  <SetBy
                    position={setBy}
                    of={questionValue('question', { kind: 'site', id: site.id }, attribute)}
                    what="The state of the question"
                  />
                )}
              </li>
            ))}
          </ul>
          <p className={styles.muted}>
            Who says so, and for when:{' '}
            {then.days.length === 0 ? <a href={keepMoment(address(undefined))}>{site.name} over time</a> : null}
            {then.days.map(({ text }, index) => (
              <span key={text}>
                {index > 0 ? ', ' : ''}
                <a href={keepMoment(address(text))}>
                  {site.name} on {dateWords(text)}
                </a>
              </span>
            ))}
          </p>
        </div>
      ))}
    </section>
  );
}

/** “3 May 2021”, “2 May 2021 or 3 May 2021: the same on both”, or the time a date leaves open. */
function timeWords({ days, when }: AnswersThen): string {
  if (days.length === 0) return openTimeWords(when);
  const words = days.map(({ text }) => dateWords(text)).join(' or ');
  return days.length === 1 ? words : `${words}: the same on ${days.length === 2 ? 'both' : 'each'}`;
}

/** A date on more days than are told one by one, or without an end. */
function openTimeWords({ from, to }: AnswersThen['when']): string {
  const [first, last] = [localDayAt(from), localDayAt(to - 1)].map((day) => day && dateWords(day.text));
  if (first && last) return `some time between ${first} and ${last}`;
  return first ? `some time from ${first} on` : last ? `some time until ${last}` : 'a time not known';
}

import type { ReactNode } from 'react';
import type { Verdict as VerdictWord } from '@/domain/tally/tally';
import type { DecidingIncident, JudgedTally } from '@/queries/judge-tallies';
import { keepMoment } from './reading';
import styles from './verdict.module.css';

/** So many incidents stand open; more are behind a summary. */
const mostAtSight = 4;

/** Of those it hangs on, so many: they are what a reader has to look at. */
const mostUncertain = 12;

/** What a claim about many incidents comes to, held against the record, with the incidents that decide it. */
export function Verdict({ tally }: { tally: JudgedTally }) {
  const { verdict, counted, uncertain, isCut } = tally;
  return (
    <div className={styles.verdict} data-verdict={verdict}>
      <p>
        <strong>{names[verdict]}</strong>
        {`: ${sentence(tally)}`}
      </p>
      {uncertain.length > 0 ? (
        <>
          <p className={styles.label}>{verdict === 'undetermined' ? 'It hangs on' : 'Not certain to count'}</p>
          <Folded
            most={mostUncertain}
            items={uncertain.map(({ id, title, doubts, mayBe }) => (
              <li key={id}>
                <a href={keepMoment(`/incidents/${id}`)}>{title}</a>
                {': '}
                {doubts.map((doubt, index) => (
                  <span key={doubt}>
                    {index > 0 ? ', ' : ''}
                    {doubt === 'duplicate' && mayBe ? <MayBe other={mayBe} /> : doubtWords[doubt]}
                  </span>
                ))}
              </li>
            ))}
          />
        </>
      ) : null}
      {counted.length > 0 ? (
        <>
          <p className={styles.label}>Counted</p>
          <Folded
            most={mostAtSight}
            items={counted.map(({ id, title }) => (
              <li key={id}>
                <a href={keepMoment(`/incidents/${id}`)}>{title}</a>
              </li>
            ))}
          />
        </>
      ) : null}
      {isCut ? (
        <p className={styles.label}>More than 500 incidents lie near the window; only the first 500 were read.</p>
      ) : null}
    </div>
  );
}

const MayBe = ({ other }: { other: DecidingIncident }) => (
  <>
    it rests on one source, and may be <a href={keepMoment(`/incidents/${other.id}`)}>{other.title}</a>, of which the
    same is told
  </>
);

function Folded({ items, most }: { items: ReactNode[]; most: number }) {
  if (items.length <= most) return <ul>{items}</ul>;
  return (
    <details>
      <summary>{items.length} incidents</summary>
      <ul>{items}</ul>
    </details>
  );
}

const names: Record<VerdictWord, string> = {
  consistent: 'Consistent with the record',
  contradicted: 'Contradicted by the record',
  'beyond the record': 'Beyond the record',
  undetermined: 'Undetermined',
};

const doubtWords = {
  date: 'it may lie outside the window, by its date',
  edge: 'at the edge of the window, which is vague by a day',
  occurrence: 'whether it occurred is disputed',
  duplicate: 'it may be another incident, told twice',
  site: 'where it was is not known',
} as const;

/** The verdict as a sentence with the numbers it rests on. */
function sentence({ verdict, least, most }: JudgedTally): string {
  const held = least === most ? `${least}` : `${least} to ${most}`;
  switch (verdict) {
    case 'consistent':
      return `the record holds ${held} in its window, and the claim allows that.`;
    case 'contradicted':
      return `the record certainly holds ${least} in its window, more than the claim allows, if each is of the sort it counts.`;
    case 'beyond the record':
      return `it needs incidents that are not on record, which holds ${held} in its window. What is not on record may have happened.`;
    case 'undetermined':
      return `the record holds ${held} in its window.`;
  }
}

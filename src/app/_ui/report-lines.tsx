import { thingValue } from '@/domain/recorded-value';
import type { ReportLine } from '@/queries/list-reports';
import { EffectWords } from './effect-words';
import { Moment } from './moment';
import styles from './report-lines.module.css';
import { ReportStateChip } from './report-state';
import { SetBy } from './set-by';

/** So many effects of one report stand in a list; its own page tells all. */
const effectsAtSight = 3;

/** Reports one under the other: document, state, who and when, what they are about, and what accepting them would do. */
export function ReportLines({ reports, to }: { reports: readonly ReportLine[]; to: '/reports' | '/review' }) {
  return (
    <ol className={styles.list}>
      {reports.map((report) => (
        <li key={report.id}>
          <p className={styles.head}>
            <a href={`${to}/${report.id}`} className={styles.title}>
              {report.document}
            </a>
            <ReportStateChip state={report.state} declined={report.declined} />
          </p>
          <p className={styles.about}>
            {to === '/review' ? `${report.submittedBy} · ` : ''}
            <Moment at={report.submittedAt} /> · {report.answers} {report.answers === 1 ? 'answer' : 'answers'} on{' '}
            {report.subjects.map(({ title, isNew }) => (isNew ? `${title} (new)` : title)).join(', ')}{' '}
            <SetBy position={report.setBy} of={thingValue('report', report.id)} what="The report" />
          </p>
          {report.answer === null ? null : (
            <p className={styles.said} dir="auto">
              {report.answer}
            </p>
          )}
          {to === '/review' && report.state !== 'accepted' && report.state !== 'rejected' ? (
            <Effect effect={report.effect} />
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function Effect({ effect }: { effect: ReportLine['effect'] }) {
  if (effect === null) return <p className={styles.about}>What it would change is told on its own page.</p>;
  const turned = effect.filter(({ before, after, conflicts }) => before !== after || conflicts.length > 0);
  if (turned.length === 0) return <p className={styles.about}>It would turn no question.</p>;
  const more = turned.length - effectsAtSight;
  return (
    <ul className={styles.effects} aria-label="What it would turn">
      {turned.slice(0, effectsAtSight).map((question) => (
        <li key={`${question.subject.kind} ${question.subject.id} ${question.attribute}`}>
          <EffectWords {...question} became="would become" />
        </li>
      ))}
      {more > 0 ? <li className={styles.about}>and {more} more</li> : null}
    </ul>
  );
}

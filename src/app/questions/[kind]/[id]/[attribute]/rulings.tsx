import { keepMoment } from '@/app/_ui/reading';
import { ruledWords, ruleWords } from '@/app/_ui/ruling-line';
import { dateWords, plural } from '@/app/_ui/words';
import { type Ruling, standingRuling } from '@/domain/question/argument';
import type { QuestionPage } from '@/queries/find-question';
import { erased } from '@/queries/names';
import { describeEvidence } from './evidence-matrix';
import { NotForYou } from './not-for-you';
import styles from './page.module.css';
import { SayForm } from './say-form.client';
import type { You } from './you';

/** The ruling that stands with all that was said to it, and the forms to dissent and to reopen. */
export function StandingRuling({ page, you }: { page: QuestionPage; you: You }) {
  const { record, question, argument } = page;
  const ruling = standingRuling(argument);
  if (!ruling) return null;
  const about = { subject: record.subject, attribute: question.attribute };
  return (
    <section id="ruling" aria-labelledby="ruling-title" className={`${styles.section} ${styles.ruling}`}>
      <h2 id="ruling-title">What was ruled</h2>
      <RulingWords ruling={ruling} page={page} />
      <div className={styles.forms}>
        {you.mayArgue ? (
          <details className={styles.act}>
            <summary>Dissent from it</summary>
            <SayForm type="RecordDissent" {...about} />
          </details>
        ) : (
          <NotForYou you={you} what="argue" />
        )}
        {you.mayRule ? (
          <details className={styles.act}>
            <summary>Reopen the question</summary>
            <SayForm type="ReopenRuling" {...about} shownVersion={argument.version} />
          </details>
        ) : null}
      </div>
    </section>
  );
}

/** The rulings that were reopened or replaced, newest first. */
export function EarlierRulings({ page }: { page: QuestionPage }) {
  const standing = standingRuling(page.argument);
  const earlier = page.argument.rulings.filter((ruling) => ruling !== standing).toReversed();
  if (earlier.length === 0) return null;
  return (
    <section id="earlier" aria-labelledby="earlier-title" className={styles.section}>
      <h2 id="earlier-title">Earlier rulings</h2>
      <ol className={styles.said}>
        {earlier.map((ruling) => (
          <li key={ruling.setBy}>
            <RulingWords ruling={ruling} page={page} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function RulingWords({ ruling, page }: { ruling: Ruling; page: QuestionPage }) {
  const { rule, rationale, evidence, by, setBy, dissents, reopened } = ruling;
  const { people, question, moments } = page;
  const named = (id: string) => people[id] ?? id;
  const recordedAt = moments[setBy]?.slice(0, 10);
  return (
    <div className={styles.words}>
      <p className={styles.value}>
        <span aria-hidden="true">§ </span>
        {ruledWords(ruling, question.assessment)}
      </p>
      <p>
        Ruled by {named(by)}
        {recordedAt ? `, ${dateWords(recordedAt)}` : ''}, <a href={`/ledger/${setBy}`}>#{setBy}</a>, by the rule “{rule}
        ”: {ruleWords(rule)}
      </p>
      <p className={styles.rationale}>{rationale ?? erased}</p>
      <p className={styles.muted}>It rests on</p>
      <ul className={styles.cited}>
        {evidence
          .map((each) => describeEvidence(page, each))
          .map(({ key, href, words, about, from }) => (
            <li key={key}>
              <a href={keepMoment(href)}>{words}</a>{' '}
              <span className={styles.muted}>
                {about ? `about ${about}, ` : ''}
                {from}
              </span>
            </li>
          ))}
      </ul>
      {dissents.length > 0 ? (
        <div className={styles.dissents}>
          <h3>{plural(dissents.length, 'dissent')}</h3>
          {dissents.map((dissent) => (
            <figure key={dissent.setBy}>
              <blockquote>{dissent.text ?? erased}</blockquote>
              <figcaption className={styles.muted}>
                {named(dissent.by)}, <a href={`/ledger/${dissent.setBy}`}>#{dissent.setBy}</a>
              </figcaption>
            </figure>
          ))}
        </div>
      ) : null}
      {reopened ? (
        <p>
          Reopened by {named(reopened.by)}, <a href={`/ledger/${reopened.setBy}`}>#{reopened.setBy}</a>:{' '}
          {reopened.reason ?? erased}
        </p>
      ) : null}
    </div>
  );
}

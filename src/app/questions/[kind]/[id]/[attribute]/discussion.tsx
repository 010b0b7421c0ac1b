import { dateWords } from '@/app/_ui/words';
import type { QuestionPage } from '@/queries/find-question';
import { erased } from '@/queries/names';
import { NotForYou } from './not-for-you';
import styles from './page.module.css';
import { SayForm } from './say-form.client';
import type { You } from './you';

/** What would change our mind, and the remarks, oldest first. */
export function Discussion({ page, you }: { page: QuestionPage; you: You }) {
  return (
    <>
      <Wanted page={page} you={you} />
      <Remarks page={page} you={you} />
    </>
  );
}

function Wanted({ page: { record, question, argument, people }, you }: { page: QuestionPage; you: You }) {
  const about = { subject: record.subject, attribute: question.attribute };
  return (
    <section id="wanted" aria-labelledby="wanted-title" className={styles.section}>
      <h2 id="wanted-title">What would change our mind</h2>
      <p className={styles.explain}>Evidence that is being looked for, and how looking for it ended.</p>
      {argument.requests.length === 0 ? (
        <p className={styles.muted}>Nobody has asked for evidence.</p>
      ) : (
        <ol className={styles.said}>
          {argument.requests.map(({ request, wanted, by, setBy, met }) => (
            <li key={request}>
              <p className={styles.words}>{wanted ?? erased}</p>
              <p className={styles.muted}>
                {people[by] ?? by}, <a href={`/ledger/${setBy}`}>#{setBy}</a> · {met ? 'ended' : 'open'}
              </p>
              {met ? (
                <div className={styles.answer}>
                  <p className={styles.words}>{met.outcome ?? erased}</p>
                  <p className={styles.muted}>
                    {people[met.by] ?? met.by}, <a href={`/ledger/${met.setBy}`}>#{met.setBy}</a>
                  </p>
                </div>
              ) : you.mayRule ? (
                <details className={styles.fold}>
                  <summary>Say how it ended</summary>
                  <SayForm type="MeetRequest" {...about} request={request} />
                </details>
              ) : null}
            </li>
          ))}
        </ol>
      )}
      <div className={styles.forms}>
        {you.mayArgue ? (
          <details className={styles.act}>
            <summary>Ask for evidence</summary>
            <SayForm type="RequestEvidence" {...about} />
          </details>
        ) : (
          <NotForYou you={you} what="argue" />
        )}
      </div>
    </section>
  );
}

const dayOf = (moment: string | undefined): string => (moment ? `, ${dateWords(moment.slice(0, 10))}` : '');

function Remarks({ page: { record, question, argument, people, moments }, you }: { page: QuestionPage; you: You }) {
  return (
    <section id="remarks" aria-labelledby="remarks-title" className={styles.section}>
      <h2 id="remarks-title">Remarks</h2>
      {argument.remarks.length === 0 ? <p className={styles.muted}>No remark yet.</p> : null}
      <ol className={styles.said}>
        {argument.remarks.map(({ remark, text, by, setBy }) => (
          <li key={remark}>
            <p className={styles.words}>{text ?? erased}</p>
            <p className={styles.muted}>
              {people[by] ?? by}
              {dayOf(moments[setBy])} · set by <a href={`/ledger/${setBy}`}>#{setBy}</a>
            </p>
          </li>
        ))}
      </ol>
      <div className={styles.forms}>
        {you.mayArgue ? (
          <details className={styles.act}>
            <summary>Add a remark</summary>
            <SayForm type="MakeRemark" subject={record.subject} attribute={question.attribute} />
          </details>
        ) : (
          <NotForYou you={you} what="argue" />
        )}
      </div>
    </section>
  );
}

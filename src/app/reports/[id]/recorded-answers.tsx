import { EffectWords } from '@/app/_ui/effect-words';
import { SetBy } from '@/app/_ui/set-by';
import { answerWords, attributeWords, questionAnchor } from '@/app/_ui/words';
import { describeValidity } from '@/domain/answer/describe-validity';
import { questionValue, thingValue } from '@/domain/recorded-value';
import type { ReportView } from '@/queries/find-report';
import styles from './page.module.css';

/** Each answer of a report in words, with where it shows and the way to correct it. */
export function RecordedAnswers({ report }: { report: ReportView }) {
  const name = (id: string) => report.sources[id]?.name ?? id;
  return (
    <ol className={styles.claims}>
      {report.claims.map((claim) => (
        <li key={claim.id} className={styles.claim}>
          <h3>
            {attributeWords(claim.attribute, claim.scope)}: {answerWords(claim.answer)}
          </h3>
          <p>
            {report.titles[`${claim.subjectKind}:${claim.subjectId}`]}
            <span className={styles.muted}>
              {' · '}says {name(claim.claimantId)}
              {claim.relaysId ? `, passing on the word of ${name(claim.relaysId)}` : ''}
              {claim.validity ? `, ${describeValidity(claim.validity)}` : ''}
            </span>{' '}
            <SetBy position={claim.setBy} of={thingValue('claim', claim.id)} what="The claim" />
          </p>
          {claim.excerpt ? (
            <blockquote lang={claim.excerptLanguage ?? undefined} dir="auto">
              {claim.excerpt}
            </blockquote>
          ) : null}
          {claim.corrections > 0 ? (
            <p className={styles.muted}>Corrected since it was reported: this is what it says now.</p>
          ) : null}
          <p className={styles.links}>
            <a href={`/${claim.subjectKind}s/${claim.subjectId}#${questionAnchor(claim.attribute)}`}>
              See where it shows
              <span className="hidden"> for {attributeWords(claim.attribute, claim.scope)}</span>
            </a>
            <a href={`/claims/${claim.id}/correct`}>
              Correct this claim
              <span className="hidden"> on {attributeWords(claim.attribute, claim.scope)}</span>
            </a>
          </p>
        </li>
      ))}
    </ol>
  );
}

/** What a report did to the states of questions: the first state before it and the last after it, a line a question. */
export function StatesChanged({ report }: { report: ReportView }) {
  type Line = Pick<ReportView['changes'][number], 'position' | 'subjectKind' | 'subjectId'> & {
    subject: string;
    effect: ReportView['changes'][number]['effects'][number];
  };
  const lines = new Map<string, Line>();
  for (const { position, subjectKind, subjectId, effects } of report.changes) {
    const subject = report.titles[`${subjectKind}:${subjectId}`] ?? subjectId;
    for (const effect of effects) {
      const key = `${subjectKind} ${subjectId} ${effect.attribute}`;
      const before = lines.get(key)?.effect.before ?? effect.before;
      lines.set(key, { position, subjectKind, subjectId, subject, effect: { ...effect, before } });
    }
  }
  if (lines.size === 0) return <p>It changed the state of no question.</p>;
  return (
    <ul className={styles.effects}>
      {[...lines].map(([key, { position, subjectKind: kind, subjectId: id, subject, effect }]) => (
        <li key={key}>
          <EffectWords {...effect} /> <span className={styles.muted}>{subject}</span>{' '}
          <SetBy
            position={position}
            of={questionValue('question', { kind, id }, effect.attribute)}
            what="The state of the question"
          />
        </li>
      ))}
    </ul>
  );
}

import type { Subject } from '@/domain/identifier';
import type { Ruling } from '@/domain/question/argument';
import type { Assessment } from '@/domain/question/assess';
import { rulingRules } from '@/domain/question/command';
import type { QuestionView } from '@/queries/find-subject';
import styles from './ruling-line.module.css';
import { answerWords, plural, questionAddress } from './words';

/** The ruling on a question beside its value: what was ruled, by which rule and whom, who dissents, what challenges it. */
export function RulingLine({
  question: { attribute, assessment, ruling, challengedBy },
  subject,
  people,
}: {
  question: Pick<QuestionView, 'attribute' | 'assessment' | 'ruling' | 'challengedBy'>;
  subject: Subject;
  people: Readonly<Record<string, string>>;
}) {
  if (!ruling) return null;
  const { rule, by, setBy, dissents } = ruling;
  return (
    <div className={styles.ruling}>
      <p>
        Ruled <strong>{ruledWords(ruling, assessment)}</strong> by {people[by] ?? by},{' '}
        <a href={`/ledger/${setBy}`}>#{setBy}</a>, on {rule}: {rulingRules[rule]}
      </p>
      <p>
        {dissents.length > 0 ? `${plural(dissents.length, 'dissent')} · ` : ''}
        <a href={questionAddress(subject, attribute)}>The positions, the evidence and the ruling</a>
      </p>
      {challengedBy.length > 0 ? (
        <p className={styles.challenged}>Challenged by {plural(challengedBy.length, 'claim')} recorded after it.</p>
      ) : null}
    </div>
  );
}

function ruledWords({ outcome }: Pick<Ruling, 'outcome'>, { lines }: Assessment): string {
  if (outcome.kind === 'undecidable') return 'it cannot be decided';
  if (outcome.kind === 'range') return answerWords(outcome.answer);
  const named = lines
    .flatMap(({ positions }) => positions)
    .find(({ asserting }) => asserting.includes(outcome.position));
  return named?.value ?? 'an answer that no longer stands';
}

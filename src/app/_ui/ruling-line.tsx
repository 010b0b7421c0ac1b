import type { Subject } from '@/domain/identifier';
import type { RuledAnswer, Ruling } from '@/domain/question/argument';
import type { Assessment } from '@/domain/question/assess';
import { type RulingRule, rulingRules } from '@/domain/question/command';
import type { QuestionView } from '@/queries/find-subject';
import { keepMoment } from './reading';
import styles from './ruling-line.module.css';
import { answerWords, plural, questionAddress } from './words';

/** What a ruling came to in words, as it was ruled; the scope is told where the question has several. */
export const ruledWords = ({ ruled }: Pick<Ruling, 'ruled'>, { lines }: Pick<Assessment, 'lines'>): string =>
  outcomeWords(ruled && (lines.length > 1 ? ruled : { answer: ruled.answer }));

/** The answer a ruling goes by in words, with its scope where it is given; without an answer, that there is none. */
export function outcomeWords(ruled: Pick<RuledAnswer, 'answer' | 'scope'> | null | undefined): string {
  if (!ruled) return 'It cannot be decided';
  const words = answerWords(ruled.answer);
  return ruled.scope ? `${words} (${ruled.scope})` : words;
}

/** The sentence of what a ruling goes by. */
export const ruleWords = (rule: RulingRule): string => rulingRules[rule];

/**
 * The ruling on a question beside its value: what was ruled, by which rule and whom, how many dissent, and whether what came
 * later challenges it. Nothing where no ruling stands. `people` are names by id.
 */
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
  const dissenters = [...new Set(dissents.map((dissent) => people[dissent.by] ?? dissent.by))];
  return (
    <div className={styles.ruling}>
      <p>
        <span className={styles.label}>Ruled</span> <strong>{ruledWords(ruling, assessment)}</strong> by{' '}
        {people[by] ?? by}, <a href={`/ledger/${setBy}`}>#{setBy}</a>, by the rule “{rule}”: {ruleWords(rule)}
      </p>
      <p className={styles.more}>
        {dissents.length > 0 ? (
          <>
            {plural(dissents.length, 'dissent')}, by {dissenters.join(' and ')} ·{' '}
          </>
        ) : null}
        <a href={keepMoment(questionAddress(subject, attribute))}>The positions, the evidence and the ruling</a>
      </p>
      {challengedBy.length > 0 ? (
        <p className={styles.challenged}>
          Challenged by {plural(challengedBy.length, 'claim')} that came or changed after it: somebody should look
          again.
        </p>
      ) : null}
    </div>
  );
}

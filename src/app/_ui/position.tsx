import type { Span } from '@/domain/answer/span';
import { denoteValidity } from '@/domain/answer/validity';
import type { LinePosition } from '@/domain/question/line';
import { countOrigins } from '@/domain/question/origin-count';
import type { ClaimView, QuestionView, SubjectView } from '@/queries/find-subject';
import type { JudgedTally } from '@/queries/judge-tallies';
import styles from './record-lines.module.css';
import { Answers, Speakers } from './speakers';
import { Verdict } from './verdict';
import { answerWords, originWords } from './words';

/** Texts and claims about many incidents are not compared, so none is the value that others fit: each stands by itself. */
export function apart(
  positions: readonly LinePosition[],
  claims: ReadonlyMap<string, ClaimView>,
): readonly LinePosition[] {
  const told = new Set<string>();
  return positions.flatMap((position) => {
    const texts = new Map<string, string[]>();
    for (const id of position.claims) {
      const answer = claims.get(id)?.answer;
      if (answer?.kind !== 'text' && answer?.kind !== 'tally') return [position];
      texts.set(answerWords(answer), [...(texts.get(answerWords(answer)) ?? []), id]);
    }
    return [...texts].flatMap(([value, ids]) => {
      // A text that stands beside two others that exclude each other is in both positions, and is told once.
      if (told.has(ids.join(' '))) return [];
      told.add(ids.join(' '));
      return [{ ...position, value, claims: ids, asserting: ids, allowing: [] }];
    });
  });
}

/** One position of a line: its value, who asserts it, and whose answer only fits it. */
export function Position({
  position,
  question,
  view,
  tallies,
}: {
  position: LinePosition;
  question: QuestionView;
  view: SubjectView;
  tallies: readonly JudgedTally[];
}) {
  const differs = position.allowing.filter((id) => isReconciled(id, position.asserting, question, view));
  const elsewhen = position.allowing.filter((id) => isOfAnotherTime(id, position.asserting, view));
  const fits = position.allowing.filter((id) => !differs.includes(id) && !elsewhen.includes(id));
  // A bound or a wider range only allows a value: its origins do not stand behind it.
  const behind = position.asserting.length > 0 ? position.asserting : position.claims;
  const isRepeat = (id: string) => ['copy', 'relay'].includes(question.assessment.originOf[id]?.through ?? 'claimant');
  const own = position.asserting.filter((id) => !isRepeat(id));
  // Where only copies are on record, the first of them speaks for what they copy.
  const first = own.length > 0 ? own : position.asserting.slice(0, 1);
  const repeating = position.asserting.filter((id) => !first.includes(id));
  const judged = tallies.find(({ claims }) => claims.some((id) => position.claims.includes(id)));
  const origins = countOrigins(behind.flatMap((id) => question.assessment.originOf[id] ?? []));
  return (
    <li className={styles.position}>
      <strong className={styles.value}>{position.value}</strong>
      <div className={styles.speakers}>
        {first.length > 0 ? <Speakers ids={first} view={view} withNotes={false} /> : null}
        {repeating.length > 0 ? (
          <details className={styles.repeats}>
            <summary>
              +{repeating.length} that {repeating.length === 1 ? 'repeats' : 'repeat'} it
            </summary>
            <Speakers ids={repeating} view={view} withNotes={false} />
          </details>
        ) : null}
        {fits.length > 0 ? (
          <p className={styles.allowing}>
            {position.asserting.length > 0 ? 'also fits ' : 'fits '}
            <Answers ids={fits} view={view} />
          </p>
        ) : null}
        {differs.length > 0 ? (
          <p className={styles.allowing}>
            differs, reconcilable: <Answers ids={differs} view={view} />
          </p>
        ) : null}
        {elsewhen.length > 0 ? (
          <p className={styles.allowing}>
            for another time: <Answers ids={elsewhen} view={view} withTime />
          </p>
        ) : null}
        {judged ? <Verdict tally={judged} /> : null}
      </div>
      <span className={styles.count}>{originWords(origins)}</span>
    </li>
  );
}

/** Whether an answer stands in a position only because it holds at no time at which those that assert the value do. */
function isOfAnotherTime(id: string, asserting: readonly string[], view: SubjectView): boolean {
  const timeOf = (of: string): Span | undefined => {
    const validity = view.claims.find((claim) => claim.id === of)?.validity;
    const held = validity == null ? undefined : denoteValidity(validity);
    return held?.asOf ?? held?.possible;
  };
  const own = timeOf(id);
  if (!own || asserting.length === 0) return false;
  return asserting.every((other) => {
    const time = timeOf(other);
    return time !== undefined && (time.to <= own.from || own.to <= time.from);
  });
}

/** Whether an answer stands in a position only because a convention explains the difference: bare neighbouring days, one night. */
function isReconciled(
  id: string,
  asserting: readonly string[],
  { assessment }: QuestionView,
  view: SubjectView,
): boolean {
  const answers = new Map(view.claims.map((claim) => [claim.id, JSON.stringify(claim.answer)]));
  const asserted = new Set(asserting.map((other) => answers.get(other)));
  return assessment.reconcilable.some(({ claims }) => {
    const pair = claims.map((other) => answers.get(other));
    return pair.includes(answers.get(id)) && pair.some((answer) => answer !== answers.get(id) && asserted.has(answer));
  });
}

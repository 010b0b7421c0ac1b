import type { ReactNode } from 'react';
import { type Evidence, evidenceKey } from '@/domain/question/command';
import type { ArgumentChange, Change } from '@/queries/compare-revisions';
import type { ComparedRevisions } from '@/queries/find-comparison';
import { erased } from '@/queries/names';
import { BeforeAfterTable, type ComparedPart } from './before-after-table';
import styles from './compared-question.module.css';
import { MarkedWords } from './marked-words';
import { answerWords } from './words';

/** What people argued on a question between two revisions: marks, what would change minds, remarks and rulings in their words. */
export function ComparedArgument({ argument, compared }: { argument: ArgumentChange; compared: ComparedRevisions }) {
  const parts = partsOf(argument, compared);
  if (parts.length === 0) return null;
  return (
    <article aria-labelledby="changed-argument" className={styles.question}>
      <h3 id="changed-argument">What was argued</h3>
      <BeforeAfterTable name="What was argued" parts={parts} from={compared.from.position} to={compared.to.position} />
    </article>
  );
}

function partsOf({ marks, requests, remarks, rulings }: ArgumentChange, of: ComparedRevisions): ComparedPart[] {
  const said = (what: string, by: string | undefined) => `${what}, by ${of.people[by ?? ''] ?? by}`;
  const text = <Part,>(
    { before, after }: Change<Part>,
    textOf: (part: Part) => string | null | undefined,
  ): ReactNode => (
    <MarkedWords
      before={before === null ? null : (textOf(before) ?? erased)}
      after={after === null ? null : (textOf(after) ?? erased)}
    />
  );
  return [
    ...marks.map(({ before, after }): ComparedPart => {
      const mark = after ?? before;
      return {
        key: `mark ${mark?.by} ${mark?.position} ${mark ? evidenceKey(mark.evidence) : ''}`,
        label: said('Mark', mark?.by),
        before: before ? <MarkThen mark={before} of={of} /> : null,
        after: after ? <MarkThen mark={after} of={of} /> : null,
        absent: 'no mark',
      };
    }),
    ...requests.flatMap((change): ComparedPart[] => {
      const { before, after } = change;
      const request = after ?? before;
      const wanted = {
        key: `request ${request?.request}`,
        label: said('What would change a mind', request?.by),
        marked: before && after ? (after.wanted ?? erased) : text(change, (each) => each.wanted),
      };
      const met = { before: before?.met ?? null, after: after?.met ?? null };
      return met.before?.setBy === met.after?.setBy
        ? [wanted]
        : [
            wanted,
            {
              key: `met ${request?.request}`,
              label: said('How the search for it ended', (met.after ?? met.before)?.by),
              marked: text(met, (each) => each.outcome),
            },
          ];
    }),
    ...remarks.map((change): ComparedPart => {
      const remark = change.after ?? change.before;
      return {
        key: `remark ${remark?.remark}`,
        label: said('Remark', remark?.by),
        marked: text(change, (each) => each.text),
      };
    }),
    ...rulings.flatMap((change): ComparedPart[] => {
      const { before, after } = change;
      const ruling = after ?? before;
      const reopened = { before: before?.reopened ?? null, after: after?.reopened ?? null };
      const known = new Set(before?.dissents.map(({ setBy }) => setBy));
      return [
        ...(before && after
          ? []
          : [
              {
                key: `ruling ${ruling?.setBy}`,
                label: said(`Why it was ruled so, #${ruling?.setBy}`, ruling?.by),
                marked: text(change, ({ rationale }) => rationale),
              },
            ]),
        ...(after?.dissents ?? [])
          .filter(({ setBy }) => !known.has(setBy))
          .map((dissent) => ({
            key: `dissent ${dissent.setBy}`,
            label: said(`Dissent from the ruling of #${ruling?.setBy}`, dissent.by),
            marked: <MarkedWords before={null} after={dissent.text ?? erased} />,
          })),
        ...(reopened.after && !reopened.before
          ? [
              {
                key: `reopened ${ruling?.setBy}`,
                label: said(`Why the ruling of #${ruling?.setBy} was reopened`, reopened.after.by),
                marked: text(reopened, ({ reason }) => reason),
              },
            ]
          : []),
      ];
    }),
  ];
}

function MarkThen({
  mark: { mark, evidence, position },
  of,
}: {
  mark: { mark: string; evidence: Evidence; position: string };
  of: ComparedRevisions;
}) {
  return (
    <>
      <strong>{mark}</strong>
      <span className={styles.speaking}>
        <Cited evidence={evidence} of={of} /> for the position <Claimed id={position} of={of} />
      </span>
    </>
  );
}

const Cited = ({ evidence, of }: { evidence: Evidence; of: ComparedRevisions }) =>
  'document' in evidence ? (
    <a href={`/documents/${evidence.document}`}>{of.names[evidence.document] ?? evidence.document}</a>
  ) : (
    <Claimed id={evidence.claim} of={of} />
  );

function Claimed({ id, of: { claims, names } }: { id: string; of: ComparedRevisions }) {
  const claim = claims[id];
  return (
    <a href={`/claims/${id}`}>
      {claim ? `${names[claim.claimantId] ?? claim.claimantId}: ${answerWords(claim.answer)}` : 'another claim'}
    </a>
  );
}

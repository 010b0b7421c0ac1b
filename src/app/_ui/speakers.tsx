import { describeValidity } from '@/domain/answer/describe-validity';
import { thingValue } from '@/domain/recorded-value';
import type { ClaimView, SubjectView } from '@/queries/find-subject';
import { ClaimMarks } from './claim-marks';
import { keepMoment } from './reading';
import styles from './record-lines.module.css';
import { SetBy } from './set-by';
import { answerWords, dateWords } from './words';

/**
 * The claimants of these claims, each once, with the documents they were read in and the events that set the claims. Where
 * their notes stand elsewhere on the page, `withNotes` is false.
 */
export function Speakers({
  ids,
  view,
  withAnswer = false,
  withNotes = true,
}: {
  ids: readonly string[];
  view: SubjectView;
  withAnswer?: boolean;
  withNotes?: boolean;
}) {
  const byClaimant = new Map<string, ClaimView[]>();
  for (const claim of view.claims)
    if (ids.includes(claim.id)) byClaimant.set(claim.claimantId, [...(byClaimant.get(claim.claimantId) ?? []), claim]);
  return [...byClaimant].map(([claimant, claims]) => {
    const [first] = claims;
    if (!first) return null;
    const document = view.documents[first.documentId];
    const notes = [
      ...new Set(claims.flatMap((claim) => [(withNotes && claim.note) || [], whyStale(view, claim)].flat())),
    ];
    const published = document ? publishedWords(document) : '';
    return (
      <span key={claimant} className={styles.speaker}>
        <a href={keepMoment(`/claims/${first.id}`)}>{nameOf(view, claimant)}</a>
        {withAnswer ? ` “${answerWords(first.answer)}”` : ''}
        <span className={styles.documents}>
          {' '}
          in{' '}
          {claims.length === 1 ? (
            <>
              <a href={keepMoment(`/documents/${first.documentId}`)} className="quiet">
                {document?.title ?? 'a document'}
              </a>
              {published}
            </>
          ) : (
            `${claims.length} documents`
          )}{' '}
          ·
          {claims.map((claim) => (
            <span key={claim.id}>
              {' '}
              <a href={`/ledger/${claim.setBy}`}>#{claim.setBy}</a>
            </span>
          ))}
        </span>
        {notes.map((note) => (
          <span key={note} className={styles.remark}>
            {note}
          </span>
        ))}
        {claims.map((claim) => (
          <ClaimMarks key={claim.id} claim={claim} among={view} />
        ))}
      </span>
    );
  });
}

/**
 * What these claims answer and who gives it, each answer once, in one sentence: the claim's page has the rest. `withTime`
 * says for when each holds.
 */
export function Answers({
  ids,
  view,
  withTime = false,
}: {
  ids: readonly string[];
  view: SubjectView;
  withTime?: boolean;
}) {
  const answers = new Map<string, ClaimView[]>();
  for (const claim of view.claims) {
    const time = withTime && claim.validity !== null ? ` ${describeValidity(claim.validity)}` : '';
    const words = `“${answerWords(claim.answer)}”${time}`;
    if (ids.includes(claim.id)) answers.set(words, [...(answers.get(words) ?? []), claim]);
  }
  return [...answers].map(([words, claims], at) => (
    <span key={words}>
      {at > 0 ? '; ' : ''}
      {words} <Names claims={claims} view={view} />
    </span>
  ));
}

/** Who gives these claims, in one line: each name leads to its claim, which has the rest. */
export function Names({ claims, view }: { claims: readonly ClaimView[]; view: SubjectView }) {
  return claims.map(({ id, claimantId, setBy }, index) => (
    <span key={id}>
      {index > 0 ? ', ' : ''}
      <a href={keepMoment(`/claims/${id}`)}>{nameOf(view, claimantId)}</a>{' '}
      <SetBy position={setBy} of={thingValue('claim', id)} what="The claim" />
    </span>
  ));
}

/** Why an answer that repeats another is out of date, where its origin has spoken again. */
const whyStale = (view: SubjectView, { id, attribute }: ClaimView): string[] =>
  (view.questions.find((question) => question.attribute === attribute)?.assessment.outdated ?? [])
    .filter(({ claim }) => claim === id)
    .map(({ reason }) => reason);

/** When a document was published, unless its title says the day already. */
const publishedWords = ({ title, published }: SubjectView['documents'][string]): string => {
  const date = published === null ? '' : dateWords(published);
  return date === '' || title.includes(date.replace(/ \d{4}$/, '')) ? '' : `, ${date}`;
};

/** A source's name, or its id where the views do not know it. */
export const nameOf = (view: SubjectView, id: string): string => view.sources[id]?.name ?? id;

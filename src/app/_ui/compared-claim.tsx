import type { ClaimContent } from '@/domain/claim/event';
import type { Change } from '@/queries/compare-revisions';
import type { ComparedRevisions } from '@/queries/find-comparison';
import type { ClaimView } from '@/queries/find-subject';
import { erased } from '@/queries/names';
import styles from './compared-claim.module.css';
import { ClaimSentence, differences } from './event-sentence';
import { credibilityWords } from './grade-words';
import { MarkedWords } from './marked-words';
import { Sign } from './sign';
import { answerWords, lowerFirst } from './words';

type Context = Pick<ComparedRevisions, 'names' | 'claims'>;

/** What was recorded of one claim between two revisions: the claim that came, or what of it is another now, part by part. */
export function ComparedClaim({ change, of }: { change: Change<ClaimView>; of: Context }) {
  const { before, after } = change;
  const claim = after ?? before;
  if (!claim) return null;
  const document = of.names[claim.documentId] ?? claim.documentId;
  return (
    <li className={before && after ? styles.claim : `${styles.claim} ${after ? styles.added : styles.gone}`}>
      <p>
        <strong className={styles.deed}>{deedWords(change)}</strong>{' '}
        {before && after ? (
          <ClaimSentence content={contentOf(after)} names={of.names} />
        ) : after ? (
          <ins>
            <ClaimSentence content={contentOf(after)} names={of.names} />
          </ins>
        ) : (
          <del>
            <ClaimSentence content={contentOf(claim)} names={of.names} />
          </del>
        )}{' '}
        <span className={styles.muted}>
          In “
          <a href={`/documents/${claim.documentId}`} className="quiet">
            {document}
          </a>
          ”, <a href={`/claims/${claim.id}`}>the claim</a>, set by <a href={`/ledger/${claim.setBy}`}>#{claim.setBy}</a>
        </span>
      </p>
      {before && after ? <Parts before={before} after={after} of={of} /> : null}
      {before && after ? null : <Quoted claim={claim} />}
    </li>
  );
}

/** What was done to a claim, in words. */
function deedWords({ before, after }: Change<ClaimView>): string {
  if (!after) return 'No longer here.';
  if (!before) return after.revises ? 'Recorded, a revision.' : 'Recorded.';
  const deeds = [
    after.corrections !== before.corrections ? 'corrected' : '',
    after.withdrawn && !before.withdrawn ? 'taken back by its claimant' : '',
    after.credibility !== before.credibility ? 'graded' : '',
    after.miscopies !== before.miscopies || after.against.join() !== before.against.join() ? 'marked' : '',
  ].filter(Boolean);
  const words = deeds.length > 0 ? deeds.join(', ') : 'changed';
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** The parts of a claim that are others, words of its excerpt and its note marked one by one. */
function Parts({ before, after, of }: { before: ClaimView; after: ClaimView; of: Context }) {
  const parts = [
    ...differences(contentOf(before), contentOf(after), of.names).filter(({ part }) => part !== 'Excerpt'),
    ...[
      { part: 'Credibility', was: gradeWords(before), is: gradeWords(after) },
      { part: 'Marked as excluding', was: excludedWords(before, of), is: excludedWords(after, of) },
      ...(before.miscopies !== null && after.miscopies !== null
        ? [{ part: 'An error in copying', was: saidWords(before.miscopies, of), is: saidWords(after.miscopies, of) }]
        : []),
    ].filter(({ was, is }) => was !== is),
  ];
  const hasExcerptChanged = before.excerpt !== after.excerpt || before.excerptLanguage !== after.excerptLanguage;
  const hasNoteChanged = before.note !== after.note;
  if (parts.length === 0 && !hasExcerptChanged && !hasNoteChanged)
    return <p className={styles.muted}>It was changed meanwhile, and reads the same again.</p>;
  return (
    <ul className={styles.parts}>
      {parts.map(({ part, was, is }) => (
        <li key={part}>
          <span className={styles.muted}>{part}</span> <del>{was}</del> <Sign name="onwards" />
          <span className="hidden"> became </span> <ins>{is}</ins>
        </li>
      ))}
      {hasExcerptChanged ? (
        <li>
          <span className={styles.muted}>Excerpt</span>{' '}
          <MarkedWords
            before={excerptOf(before)}
            after={excerptOf(after)}
            language={after.excerptLanguage ?? before.excerptLanguage}
          />
        </li>
      ) : null}
      {hasNoteChanged ? (
        <li>
          <span className={styles.muted}>Note</span> <MarkedWords before={before.note} after={after.note} />
        </li>
      ) : null}
    </ul>
  );
}

/** The excerpt and the note of a claim that one revision has alone. */
function Quoted({ claim }: { claim: ClaimView }) {
  const excerpt = excerptOf(claim);
  return (
    <>
      {excerpt === null ? null : (
        <p className={styles.quoted} lang={claim.excerptLanguage ?? undefined} dir="auto">
          {excerpt}
        </p>
      )}
      {claim.note ? <p className={styles.quoted}>{claim.note}</p> : null}
    </>
  );
}

/** An excerpt; null where there is none. */
const excerptOf = ({ excerpt, excerptLanguage }: ClaimView): string | null =>
  excerptLanguage === null ? null : (excerpt ?? erased);

const gradeWords = ({ credibility }: ClaimView): string =>
  credibility === null ? 'not graded' : `${credibility}, ${lowerFirst(credibilityWords[credibility])}`;

const excludedWords = ({ against }: ClaimView, of: Context): string =>
  against.length === 0 ? 'none' : against.map((id) => saidWords(id, of)).join('; ');

function saidWords(id: string, { claims, names }: Context): string {
  const claim = claims[id];
  return claim ? `${names[claim.claimantId] ?? claim.claimantId}: ${answerWords(claim.answer)}` : 'another claim';
}

/** What a claim says, as events carry it. */
const contentOf = (claim: ClaimView): ClaimContent => ({
  attribute: claim.attribute,
  answer: claim.answer,
  claimant: claim.claimantId,
  opinion: claim.opinion,
  withdrawn: claim.withdrawn,
  ...(claim.scope === null ? {} : { scope: claim.scope }),
  ...(claim.relaysId === null ? {} : { relays: claim.relaysId }),
  ...(claim.validity === null ? {} : { validity: claim.validity }),
  ...(claim.revises === null ? {} : { revises: claim.revises }),
  ...(claim.miscopies === null ? {} : { miscopies: claim.miscopies }),
});

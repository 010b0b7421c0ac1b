import type { ReactNode } from 'react';
import { Moment } from '@/app/_ui/moment';
import { OnlyNow } from '@/app/_ui/only-now';
import { keepMoment } from '@/app/_ui/reading';
import { answerWords, dateWords, lowerFirst } from '@/app/_ui/words';
import type { ClaimPage } from '@/queries/find-claim';
import type { ClaimView } from '@/queries/find-subject';
import { erased } from '@/queries/names';
import styles from './page.module.css';

/** What became of a claim since it was recorded: revised, taken back, marked. Nothing where nothing did. */
export function Became({ page }: { page: ClaimPage }) {
  const { revisions, withdrawal, copyingError, exclusions } = page;
  if (revisions.length === 1 && !withdrawal && !copyingError && exclusions.length === 0) return null;
  return (
    <section aria-label="What became of it" className={styles.became}>
      <Revisions page={page} />
      <Withdrawal page={page} />
      <CopyingError page={page} />
      {exclusions.map((exclusion) => (
        <Exclusion key={exclusion.other} page={page} exclusion={exclusion} />
      ))}
    </section>
  );
}

function Revisions({ page: { claim, record, revisions } }: { page: ClaimPage }) {
  if (revisions.length === 1) return null;
  const at = revisions.findIndex(({ id }) => id === claim.id);
  const [earlier, later] = [revisions[at - 1], revisions[at + 1]];
  const nameOf = (id: string) => record.sources[id]?.name ?? id;
  const titleOf = (one: ClaimView) => record.documents[one.documentId]?.title ?? one.documentId;
  return (
    <div>
      <ol className={styles.chain} aria-label="Its claimant’s answers, first to last">
        {revisions.map((one) => (
          <li key={one.id}>
            {one.id === claim.id ? (
              <strong aria-current="true">{answerWords(one.answer)}</strong>
            ) : (
              <a href={keepMoment(`/claims/${one.id}`)}>{answerWords(one.answer)}</a>
            )}{' '}
            <span className={styles.muted}>({publishedWords(one, record)})</span>
          </li>
        ))}
      </ol>
      {later ? (
        <p>
          Revised by {nameOf(later.claimantId)} (
          <a href={keepMoment(`/claims/${later.id}`)}>
            {answerWords(claim.answer)} → {answerWords(later.answer)}
          </a>
          ), read in “
          <a href={keepMoment(`/documents/${later.documentId}`)} className="quiet">
            {titleOf(later)}
          </a>
          ”, set by <a href={`/ledger/${later.recordedAtPosition}`}>#{later.recordedAtPosition}</a>. This earlier answer
          takes no position any more.
        </p>
      ) : null}
      {earlier ? (
        <p>
          Replaces <a href={keepMoment(`/claims/${earlier.id}`)}>{answerWords(earlier.answer)}</a>, which{' '}
          {nameOf(earlier.claimantId)} had said in “
          <a href={keepMoment(`/documents/${earlier.documentId}`)} className="quiet">
            {titleOf(earlier)}
          </a>
          ”. Set by <a href={`/ledger/${claim.recordedAtPosition}`}>#{claim.recordedAtPosition}</a>.
        </p>
      ) : null}
    </div>
  );
}

const publishedWords = (claim: ClaimView, { documents }: ClaimPage['record']): string => {
  const published = documents[claim.documentId]?.published;
  return published ? lowerFirst(dateWords(published)) : 'date not known';
};

function Withdrawal({ page: { record, withdrawal } }: { page: ClaimPage }) {
  if (!withdrawal) return null;
  const { document, claimant, excerpt, reason, setBy } = withdrawal;
  return (
    <div>
      <p>
        Taken back by {record.sources[claimant]?.name ?? claimant}
        {document?.published ? ` on ${lowerFirst(dateWords(document.published))}` : ''}
        {document ? (
          <>
            , read in “
            <a href={keepMoment(`/documents/${document.id}`)} className="quiet">
              {document.title}
            </a>
            ”
          </>
        ) : null}
        . It takes no position any more. Set by <a href={`/ledger/${setBy}`}>#{setBy}</a>.
      </p>
      {excerpt ? (
        <blockquote className={styles.excerpt} lang={excerpt.language} dir="auto">
          {excerpt.text ?? erased}
        </blockquote>
      ) : null}
      <p className={styles.reason}>{reason ?? erased}</p>
    </div>
  );
}

function CopyingError({ page: { claim, record, copyingError } }: { page: ClaimPage }) {
  if (!copyingError) return null;
  const parent = record.claims.find(({ id }) => id === copyingError.copies);
  return (
    <Marked mark={copyingError} change={{ href: `/claims/${claim.id}/copying`, words: 'Take the mark away' }}>
      This is an error in copying: it says {answerWords(claim.answer)} where{' '}
      <a href={keepMoment(`/claims/${copyingError.copies}`)}>
        {parent ? (record.sources[parent.claimantId]?.name ?? parent.claimantId) : 'the claim it was copied from'}
      </a>{' '}
      says {parent ? answerWords(parent.answer) : 'otherwise'}. It stays visible and takes no position.
    </Marked>
  );
}

type ExclusionProps = { page: ClaimPage; exclusion: ClaimPage['exclusions'][number] };

function Exclusion({ page: { claim, record }, exclusion }: ExclusionProps) {
  const other = record.claims.find(({ id }) => id === exclusion.other);
  return (
    <Marked mark={exclusion} change={{ href: `/claims/${claim.id}/exclusion`, words: 'Take the mark back' }}>
      Marked as excluding{' '}
      <a href={keepMoment(`/claims/${exclusion.other}`)}>
        {other
          ? `${record.sources[other.claimantId]?.name ?? other.claimantId}: ${answerWords(other.answer)}`
          : 'another answer'}
      </a>
      : both cannot be true.
    </Marked>
  );
}

type MarkedProps = {
  mark: { by: string; recordedAt: string; setBy: number; reason: string | null };
  change: { href: string; words: string };
  children: ReactNode;
};

function Marked({ mark: { by, recordedAt, setBy, reason }, change, children }: MarkedProps) {
  return (
    <div>
      <p>{children}</p>
      <p className={styles.reason}>{reason ?? erased}</p>
      <p className={styles.muted}>
        {by} · <Moment at={recordedAt} /> · set by <a href={`/ledger/${setBy}`}>#{setBy}</a>
        <OnlyNow>
          {' · '}
          <a href={change.href}>{change.words}</a>
        </OnlyNow>
      </p>
    </div>
  );
}

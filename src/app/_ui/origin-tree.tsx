import type { SubjectView } from '@/queries/find-subject';
import styles from './origin-tree.module.css';
import { type ChainStep, chainAbove, type OriginGroup, originTree, type TracedClaim } from './origin-tree-layout';
import { keepMoment } from './reading';
import { nameOf } from './speakers';
import { answerWords, derivationWords, originWords, plural } from './words';

/**
 * How many documents these claims of a record were read in and how many origins they go back to: one sentence, which opens
 * to the origins, each with what repeats it, and every chain of copying to its end. Works without JavaScript.
 */
export function OriginTree({ view, ids }: { view: SubjectView; ids: readonly string[] }) {
  const { documents, origins, groups } = originTree(view, ids);
  if (groups.length === 0) return null;
  return (
    <details className={styles.tree}>
      <summary>
        {plural(documents, 'document')}, {originWords(origins)}
      </summary>
      <ul className={styles.groups}>
        {groups.map((group) => (
          <Group key={group.key} group={group} view={view} />
        ))}
      </ul>
    </details>
  );
}

function Group({ group, view }: { group: OriginGroup; view: SubjectView }) {
  const { origins, certain, own, repeats } = group;
  return (
    <li className={certain ? styles.group : `${styles.group} ${styles.uncertain}`}>
      <p>
        {origins.map((origin, index) => (
          <span key={origin}>
            {index > 0 ? ' or ' : ''}
            <OriginName origin={origin} view={view} />
          </span>
        ))}
        {certain ? null : (
          <span className={styles.muted}> may be an origin, or a copy of another: where this is from is not known</span>
        )}
      </p>
      {own.length > 0 ? <Claims traced={own} view={view} isGroupCertain={certain} /> : null}
      {repeats.length > 0 ? (
        <details className={styles.repeats}>
          <summary>{repeats.length === 1 ? '1 claim repeats it' : `${repeats.length} claims repeat it`}</summary>
          <Claims traced={repeats} view={view} isGroupCertain={certain} />
        </details>
      ) : null}
    </li>
  );
}

/** An origin is an institution, or a document where nobody knows who published it. */
function OriginName({ origin, view }: { origin: string; view: SubjectView }) {
  const document = origin.startsWith('document:') ? origin.slice('document:'.length) : null;
  return document === null ? (
    <a href={keepMoment(`/sources/${origin}`)} className={styles.name}>
      {nameOf(view, origin)}
    </a>
  ) : (
    <DocumentName id={document} view={view} />
  );
}

type ClaimsProps = { traced: TracedClaim[]; view: SubjectView; isGroupCertain: boolean };

function Claims({ traced, view, isGroupCertain }: ClaimsProps) {
  return (
    <ul className={styles.claims}>
      {traced.map(({ claim, through, certain }) => (
        <li key={claim.id}>
          <a href={keepMoment(`/claims/${claim.id}`)}>{nameOf(view, claim.claimantId)}</a>
          {claim.relaysId ? ` passing on the word of ${nameOf(view, claim.relaysId)}` : ''}: {answerWords(claim.answer)}{' '}
          <span className={styles.muted}>
            {claim.scope ? `${claim.scope} ` : ''}in <DocumentName id={claim.documentId} view={view} />
            {isGroupCertain && !certain && through !== 'copy'
              ? ', which may be a copy of another: where it has this from is not known'
              : ''}
          </span>
          {through === 'copy' ? <Chain steps={chainAbove(view, claim.documentId)} view={view} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** From document to document to where it began; a branch each where there are several. */
function Chain({ steps, view }: { steps: ChainStep[]; view: SubjectView }) {
  if (steps.length === 0) return null;
  return (
    <ul className={styles.chain}>
      {steps.map((step) => (
        <li key={step.document}>
          <span aria-hidden="true">← </span>
          {derivationWords(step.how)} <DocumentName id={step.document} view={view} />
          {step.end === 'first-hand' ? ', its own reporting' : ''}
          {step.end === 'unknown' ? ', which may be a copy of another: where it has this from is not known' : ''}
          <Chain steps={step.from} view={view} />
        </li>
      ))}
    </ul>
  );
}

function DocumentName({ id, view }: { id: string; view: SubjectView }) {
  const document = view.documents[id];
  return (
    <>
      <a href={keepMoment(`/documents/${id}`)} className="quiet">
        {document?.title ?? id}
      </a>
      {document ? ` (${nameOf(view, document.publisher)})` : ''}
    </>
  );
}

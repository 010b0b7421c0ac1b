import styles from '@/app/_ui/entity-page.module.css';
import { ForReviewersOnly } from '@/app/_ui/for-reviewers-only';
import { keepMoment } from '@/app/_ui/reading';
import { settingAddress } from '@/app/_ui/setting-address';
import { ToldEvents } from '@/app/_ui/told-events';
import { dateWords, derivationWords } from '@/app/_ui/words';
import { type RecordedValue, thingValue } from '@/domain/recorded-value';
import type { DocumentPage, LineageStep } from '@/queries/find-document';
import type { PersonName } from '@/queries/list-people';
import { DerivationForm } from './derivation-form.client';
import { LineageGraph } from './lineage-graph';
import { StrikeForm } from './strike-form.client';

type LineageProps = { page: DocumentPage; person: PersonName | null; mayEdit: boolean };

/**
 * Where a document's content comes from, to the end, and what comes from it: each step with its kind, its reason, who set
 * it and by which event; for reviewers the forms that say so or strike it.
 */
export function Lineage({ page, person, mayEdit }: LineageProps) {
  const { document, above, below, isLineageCut, history } = page;
  return (
    <section aria-labelledby="lineage">
      <h2 id="lineage">Lineage</h2>
      <h3 className={styles.part}>Where it has its content from</h3>
      {document.lineage === 'unknown' ? (
        <p>
          Its lineage is unknown until somebody says: it may repeat another page, or report by itself. It counts as an
          origin that is not certain.
        </p>
      ) : document.lineage === 'first-hand' ? (
        <div>
          <p>
            Its own reporting,{' '}
            <Setting position={document.setBy} of={thingValue('document', document.id, 'lineage')} page={page} />.
          </p>
          {mayEdit ? <StrikeForm document={document.id} what="it is its own reporting" /> : null}
        </div>
      ) : (
        <Steps steps={above} of={document.id} way="above" page={page} mayEdit={mayEdit} seen={new Set([document.id])} />
      )}
      <h3 className={styles.part}>What comes from it</h3>
      {below.length === 0 ? (
        <p className={styles.muted}>No document on record comes from it.</p>
      ) : (
        <Steps steps={below} of={document.id} way="below" page={page} mayEdit={false} seen={new Set([document.id])} />
      )}
      {isLineageCut ? <p className={styles.muted}>The lineage goes on; its first 200 steps stand here.</p> : null}
      <LineageGraph page={page} />
      <div className={styles.edit}>
        {mayEdit ? (
          <DerivationForm document={document.id} />
        ) : (
          <ForReviewersOnly person={person} from={`/documents/${document.id}`}>
            Where content comes from changes the count of origins at once, and is therefore set by reviewers and
            stewards.
          </ForReviewersOnly>
        )}
      </div>
      {history.length > 0 ? (
        <details className={styles.history}>
          <summary>How its lineage came to be known</summary>
          <ToldEvents events={history} />
        </details>
      ) : null}
    </section>
  );
}

type StepsProps = {
  steps: readonly LineageStep[];
  of: string;
  way: 'above' | 'below';
  page: DocumentPage;
  /** Whether its own steps may be struck here: those of other documents are struck on their pages. */
  mayEdit: boolean;
  /** Documents whose own steps are told already: each is followed once. */
  seen: Set<string>;
};

function Steps({ steps, of, way, page, mayEdit, seen }: StepsProps) {
  const [near, far] = way === 'above' ? (['document', 'parent'] as const) : (['parent', 'document'] as const);
  const own = steps.filter((step) => step[near] === of);
  if (own.length === 0) return null;
  return (
    <ul className={styles.lineage}>
      {own.map((step) => {
        const other = page.named[step[far]];
        const isNew = !seen.has(step[far]);
        seen.add(step[far]);
        return (
          <li key={step[far]}>
            {way === 'above' ? (
              <>
                {derivationWords(step.how)} <Named id={step[far]} page={page} />
              </>
            ) : (
              <>
                <Named id={step[far]} page={page} /> {derivationWords(step.how)}{' '}
                {of === page.document.id ? 'it' : 'that'}
              </>
            )}{' '}
            <Setting
              position={step.setBy}
              of={thingValue('document', step.document, `derivation:${step.parent}`)}
              page={page}
            />
            {step.reason ? <span className={`${styles.muted} ${styles.reason}`}>{step.reason}</span> : null}
            {way === 'above' && other ? <End other={other} page={page} /> : null}
            {mayEdit ? (
              <StrikeForm
                document={step.document}
                parent={step.parent}
                what={`${derivationWords(step.how)} ${other?.title ?? step.parent}`}
              />
            ) : null}
            {isNew ? <Steps steps={steps} of={step[far]} way={way} page={page} mayEdit={false} seen={seen} /> : null}
          </li>
        );
      })}
    </ul>
  );
}

function Named({ id, page }: { id: string; page: DocumentPage }) {
  const other = page.named[id];
  if (!other) return id;
  return (
    <>
      <a href={keepMoment(`/documents/${id}`)}>{other.title}</a>
      <span className={styles.muted}>
        {' '}
        ({other.publisherName}
        {other.published ? `, ${dateWords(other.published)}` : ''})
      </span>
    </>
  );
}

/** Where a chain ends: in reporting of its own, or where nobody has said. */
function End({ other, page }: { other: DocumentPage['named'][string]; page: DocumentPage }) {
  if (other.lineage === 'derived') return null;
  return (
    <span className={`${styles.muted} ${styles.end}`}>
      {other.lineage === 'first-hand' ? (
        <>
          which is its own reporting,{' '}
          <Setting position={other.setBy} of={thingValue('document', other.id, 'lineage')} page={page} />
        </>
      ) : (
        'where that has it from is unknown until somebody says'
      )}
    </span>
  );
}

type SettingProps = { position: number; of: RecordedValue; page: DocumentPage };

const Setting = ({ position, of, page }: SettingProps) => (
  <span className={styles.muted}>
    set by <a href={settingAddress(position, of)}>#{position}</a>, {page.setters[position] ?? 'somebody'}
  </span>
);

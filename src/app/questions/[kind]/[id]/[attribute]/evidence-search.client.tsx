'use client';

import { useEffect, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import styles from '@/app/_ui/form.module.css';
import { NameField } from '@/app/_ui/name-field.client';
import { pickedIn } from '@/app/_ui/picked.client';
import { trpc } from '@/app/_ui/trpc.client';
import { describeAnswer } from '@/domain/answer/describe-answer';
import { labelOf } from '@/domain/question/vocabulary';
import type { ClaimRow } from '@/queries/list-claims';
import type { Marked } from './marking.client';

type Found = { rows: ClaimRow[]; next: string | null } | 'failed' | null;

/** Finds evidence by name: a document, or what is claimed of an incident or a site or read in a document. */
export function EvidenceSearch({ onFound }: { onFound: (found: Marked) => void }) {
  const form = useForm({ defaultValues: { sought: '' } });
  const picked = pickedIn(useWatch({ control: form.control, name: 'sought' }));
  return (
    <FormProvider {...form}>
      <div className={styles.stack}>
        <NameField
          name="sought"
          label="Document, incident or site"
          hint="Type part of its name, in any spelling."
          kinds={['document', 'incident', 'site']}
        />
        {picked ? <Claims key={picked} picked={picked} onFound={onFound} /> : null}
      </div>
    </FormProvider>
  );
}

function Claims({ picked, onFound }: { picked: string; onFound: (found: Marked) => void }) {
  const [kind = '', id = ''] = picked.split(':');
  const [found, setFound] = useState<Found>(null);
  const [after, setAfter] = useState<string | undefined>();
  useEffect(() => {
    const leaving = new AbortController();
    const asked = kind === 'document' ? { document: id } : { about: picked };
    trpc.claims.query({ ...asked, ...(after ? { after } : {}) }, { signal: leaving.signal }).then(
      ({ rows, next }) =>
        setFound((before) => ({
          rows: [...(after && before !== null && before !== 'failed' ? before.rows : []), ...rows],
          next,
        })),
      () => {
        if (!leaving.signal.aborted) setFound('failed');
      },
    );
    return () => leaving.abort();
  }, [kind, id, picked, after]);

  return (
    <>
      {kind === 'document' ? (
        <div className={buttons.buttons}>
          <button
            type="button"
            className={buttons.secondary}
            onClick={() => onFound({ evidence: { document: id }, words: 'The document as a whole' })}
          >
            Mark the document as a whole
          </button>
        </div>
      ) : null}
      <p role="status" className={styles.hint}>
        {found === 'failed'
          ? 'Its claims cannot be looked up just now. Pick it again in a moment.'
          : found === null
            ? 'Looking up its claims …'
            : found.rows.length === 0
              ? 'No claim is recorded there.'
              : 'Or one of its claims:'}
      </p>
      {found === null || found === 'failed' ? null : (
        <ul className={styles.offers}>
          {found.rows.map((row) => (
            <li key={row.id}>
              <span>{claimLine(row)}</span>
              <span className={styles.hint}>in “{row.document.title}”</span>
              <div className={buttons.buttons}>
                <button
                  type="button"
                  className={buttons.quiet}
                  onClick={() =>
                    onFound({
                      evidence: { claim: row.id, subject: { kind: row.subject.kind, id: row.subject.id } },
                      words: claimLine(row),
                    })
                  }
                >
                  Mark this claim<span className="hidden">: {claimLine(row)}</span>
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {found !== null && found !== 'failed' && found.next !== null ? (
        <div className={buttons.buttons}>
          <button type="button" className={buttons.quiet} onClick={() => setAfter(found.next ?? undefined)}>
            More claims
          </button>
        </div>
      ) : null}
    </>
  );
}

const claimLine = ({ claimant, attribute, scope, answer }: ClaimRow): string => {
  const said = 'text' in answer && answer.text === null ? '[erased]' : describeAnswer(answer);
  return `${claimant.name}: ${labelOf(attribute)}${scope ? ` (${scope})` : ''} ${said}`;
};

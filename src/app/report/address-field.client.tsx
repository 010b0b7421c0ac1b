'use client';

import { useEffect, useRef, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import { TextField } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import { focusField } from '@/app/_ui/problem.client';
import { trpc } from '@/app/_ui/trpc.client';
import { describeTime } from '@/domain/answer/describe-time';
import type { DocumentAt } from '@/queries/list-documents-at';
import type { ReportDraft } from './report-draft.client';

/** How long after the last key an address is looked up, in milliseconds: at once for a paste, in effect. */
const pauseMs = 300;

/** The web address of a new document. One that is on record already is said at once, with the way to use that document. */
export function AddressField() {
  const { getValues } = useFormContext<ReportDraft>();
  const [at, setAt] = useState<DocumentAt[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const look = async () => {
    clearTimeout(timer.current);
    const address = getValues('document.address').trim().slice(0, 2048);
    // Not being able to ask is no fault of the address: it is asked again before the report is sent.
    const found = address ? await trpc.documentsAt.query({ address }).catch(() => []) : [];
    if (getValues('document.address').trim().slice(0, 2048) === address) setAt(found);
  };
  return (
    <>
      <TextField
        name="document.address"
        label="Web address"
        hint="Kept as text. Palimpsest never opens it."
        type="url"
        optional
        onType={() => {
          clearTimeout(timer.current);
          timer.current = setTimeout(look, pauseMs);
        }}
        onLeave={look}
      />
      <div role="status" className={styles.status}>
        {at.length > 0 && (
          <DocumentsAt documents={at} onUse={() => setTimeout(() => focusField('document.known'), 50)} />
        )}
      </div>
    </>
  );
}

/** Documents on record at the address of the new one, each with the way to take it instead. */
export function DocumentsAt({ documents, onUse }: { documents: readonly DocumentAt[]; onUse: () => void }) {
  const { setValue, getValues, clearErrors } = useFormContext<ReportDraft>();
  const use = ({ id, title, publisher }: DocumentAt) => {
    setValue('names', { ...getValues('names'), [`document:${id}`]: { label: title, detail: publisher } });
    setValue('document.known', id, { shouldDirty: true });
    setValue('document.from', 'record', { shouldDirty: true });
    clearErrors('document');
    onUse();
  };
  return (
    <>
      <p>This address is on record already:</p>
      <ul className={styles.offers}>
        {documents.map((one) => (
          <li key={one.id}>
            <strong dir="auto">{one.title}</strong>
            <span className={styles.hint}>
              {one.publisher} · {one.published ? describeTime(one.published) : 'date not known'} ·{' '}
              {one.claims === 1 ? '1 claim' : `${one.claims} claims`} read in it
            </span>
            <span className={buttons.buttons}>
              <button type="button" className={buttons.secondary} onClick={() => use(one)}>
                Use that document
                <span className="hidden"> {one.title}</span>
              </button>
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.hint}>Go on here only when this is another edition of it, and say which below.</p>
    </>
  );
}

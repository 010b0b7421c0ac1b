'use client';

import { useController } from 'react-hook-form';
import { TextArea } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import { useAtWork } from '@/app/_ui/use-at-work.client';
import { declinedField, type ReviewDraft } from './review-form.client';

/** Declines one answer of a report, with a reason that who submitted it will read. */
export function DeclineAnswer({ claim, number }: { claim: string; number: number }) {
  const name = declinedField(claim);
  const { field } = useController<ReviewDraft, `${typeof name}.is`>({ name: `${name}.is` });
  const isAtWork = useAtWork();
  const { value, onChange, onBlur, ref } = field;
  return (
    <div>
      <label className={styles.choice}>
        <input
          type="checkbox"
          ref={ref}
          checked={value === true}
          disabled={!isAtWork}
          onBlur={onBlur}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>
          Decline this answer<span className="hidden">, number {number}</span>
        </span>
      </label>
      {value === true ? (
        <div className={styles.inset}>
          <TextArea name={`${name}.reason`} label="Why is it declined?" hint="Who submitted it reads this." rows={2} />
        </div>
      ) : null}
    </div>
  );
}

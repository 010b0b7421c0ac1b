'use client';

import type { ReactNode } from 'react';
import buttons from '@/app/_ui/buttons.module.css';

type LineProps = {
  what: string;
  which: string;
  field: string;
  onChange: (field: string) => void;
  children: ReactNode;
};

/** One line of what will be sent, with the way back to the field it was typed in. */
export function CheckLine({ what, which, field, onChange, children }: LineProps) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>
        <span dir="auto">{children}</span>
        <button type="button" className={buttons.quiet} onClick={() => onChange(field)}>
          Change
          <span className="hidden">
            {' '}
            {what.toLowerCase()} of {which}
          </span>
        </button>
      </dd>
    </div>
  );
}

'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import styles from './form.module.css';
import { fieldId, focusField, type Problem } from './problem.client';

type SummaryProps = { problems: readonly Problem[]; onGo?: (field: string) => void; children?: ReactNode };

/**
 * What has to be put right, at the head of a form. Takes the keyboard each time it is given new problems; its links lead
 * to the fields.
 */
export function ErrorSummary({ problems, onGo = focusField, children }: SummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.length > 0) box.current?.focus();
  }, [problems]);
  if (problems.length === 0) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className={styles.summary}>
      <h2>There is a problem</h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field ? (
              <a
                href={`#${fieldId(field)}`}
                onClick={(event) => {
                  event.preventDefault();
                  onGo(field);
                }}
              >
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

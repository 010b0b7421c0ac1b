'use client';

import { useEffect, useState } from 'react';
import styles from './address-line.module.css';

/** Copies a text and says so. Without a script there is no button: it could do nothing. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [canCopy, setCanCopy] = useState(false);
  const [said, setSaid] = useState('');
  useEffect(() => setCanCopy(navigator.clipboard !== undefined), []);
  if (!canCopy) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Not copied: the browser did not allow it. Select the text instead.'),
    );
  return (
    <>
      <button type="button" className={styles.copy} onClick={() => void copy()}>
        Copy<span className="hidden"> {what}</span>
      </button>
      <span role="status" className={styles.said}>
        {said}
      </span>
    </>
  );
}

'use client';

import { useEffect, useRef } from 'react';
import buttons from './buttons.module.css';

/** The button that takes back what was just removed. It takes the keyboard, which the removed thing had. */
export function TakeBack({ onTakeBack, children }: { onTakeBack: () => void; children: string }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <button ref={button} type="button" className={buttons.quiet} onClick={onTakeBack}>
      {children}
    </button>
  );
}

'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './revisions.module.css';

type RevisionSliderProps = {
  at: number;
  of: number;
  /** What the revision shown is called. */
  words: string;
  /** What each is called, first to last; empty where there are too many to tell beforehand. */
  told: readonly string[];
  /** What is drawn over it. */
  children: ReactNode;
};

/** The slider itself. With a script it goes to a revision once one is chosen, and says on the way which it is over. */
export function RevisionSlider({ at, of, words, told, children }: RevisionSliderProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(at);
  const wordsOver = over === at ? words : (told[over - 1] ?? `Revision ${over} of ${of}`);

  useEffect(() => {
    const slider = input.current;
    if (!slider) return;
    // React tells of every movement as a change; the browser tells of one when the slider is let go, or a key was pressed.
    const go = () => slider.form?.requestSubmit();
    // Whoever comes back to the page finds the revision it shows.
    const back = () => setOver(at);
    slider.addEventListener('change', go);
    window.addEventListener('pageshow', back);
    return () => {
      slider.removeEventListener('change', go);
      window.removeEventListener('pageshow', back);
    };
  }, [at]);

  return (
    <>
      <div className={styles.track}>
        {children}
        <input
          ref={input}
          id="revision"
          name="revision"
          type="range"
          min={1}
          max={of}
          step={1}
          value={over}
          onChange={({ target }) => setOver(Number(target.value))}
          autoComplete="off"
          aria-valuetext={wordsOver}
          className={styles.slider}
        />
      </div>
      <output htmlFor="revision" className={styles.over}>
        {wordsOver}
      </output>
    </>
  );
}

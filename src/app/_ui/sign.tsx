import type { ReactElement } from 'react';
import styles from './sign.module.css';

/** What a sign stands for. */
export type SignName =
  | 'agreed'
  | 'uncontradicted'
  | 'one source'
  | 'unequal'
  | 'settled'
  | 'unreported'
  | 'withdrawn'
  | 'backwards'
  | 'onwards';

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } as const;

const shapes: Record<SignName, ReactElement> = {
  agreed: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  uncontradicted: (
    <>
      <circle cx="6" cy="6" r="4.25" {...line} />
      <path d="M6 1.75a4.25 4.25 0 0 0 0 8.5z" fill="currentColor" />
    </>
  ),
  'one source': <circle cx="6" cy="6" r="4.25" {...line} strokeDasharray="2.2 1.6" />,
  unequal: <path d="M1.5 4.25h9M1.5 7.75h9M8.25 1.25l-4.5 9.5" {...line} />,
  settled: (
    <text x="6" y="10.25" textAnchor="middle" fontSize="13" fill="currentColor">
      §
    </text>
  ),
  unreported: <path d="M2 6h8" {...line} />,
  withdrawn: <path d="M3.75 2h7.5v8h-7.5L.75 6zM5.75 4.25l3.5 3.5M9.25 4.25l-3.5 3.5" {...line} strokeWidth={1.25} />,
  backwards: <path d="M11 6H1.5M5.25 2.25L1.5 6l3.75 3.75" {...line} />,
  onwards: <path d="M1 6h9.5M6.75 2.25L10.5 6 6.75 9.75" {...line} />,
};

/** The shapes of all signs, once a page: a page may hold hundreds of them. */
export function Signs() {
  return (
    <svg className={styles.shapes} aria-hidden="true">
      {Object.entries(shapes).map(([name, shape]) => (
        <symbol key={name} id={idOf(name)} viewBox="0 0 12 12">
          {shape}
        </symbol>
      ))}
    </svg>
  );
}

/** A small sign beside words that say the same: drawn, since not every system has a letter for it. Nothing to a screen reader. */
export const Sign = ({ name }: { name: SignName }) => (
  <svg aria-hidden="true" data-sign={name} className={styles.sign}>
    <use href={`#${idOf(name)}`} />
  </svg>
);

const idOf = (name: string): string => `sign-${name.replace(' ', '-')}`;

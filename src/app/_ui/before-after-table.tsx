import type { ReactNode } from 'react';
import styles from './before-after-table.module.css';

/** A part in which two revisions differ: each in its column, or both in one text whose words are marked. */
export type ComparedPart = { key: string; label: ReactNode } & (
  | { before: ReactNode; after: ReactNode }
  | { marked: ReactNode }
);

/** Parts of a record as they were before and as they are after, side by side. `name` is what the table is of. */
export function BeforeAfterTable({
  name,
  parts,
  from,
  to,
}: {
  name: string;
  parts: readonly ComparedPart[];
  from: number;
  to: number;
}) {
  if (parts.length === 0) return null;
  return (
    <table className={styles.table}>
      <caption className="hidden">{name}, before and after</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">Before: #{from}</th>
          <th scope="col">After: #{to}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.key}>
            <th scope="row">{part.label}</th>
            {'marked' in part ? (
              <td colSpan={2}>{part.marked}</td>
            ) : (
              <>
                <td className={styles.before}>{part.before}</td>
                <td className={styles.after}>{part.after}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What stands where one of two revisions has nothing. */
export const None = ({ words = 'none' }: { words?: string }) => <span className={styles.none}>{words}</span>;

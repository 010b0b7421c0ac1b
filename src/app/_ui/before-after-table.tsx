import type { ReactNode } from 'react';
import styles from './before-after-table.module.css';

/**
 * A part in which two revisions differ: each in its column, null where it has none, in the words of `absent`; or both in one
 * text whose words are marked.
 */
export type ComparedPart = { key: string; label: ReactNode } & (
  | { before: ReactNode; after: ReactNode; absent?: string | undefined }
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
                <Side side={part.before} other={part.after} className={styles.before} absent={part.absent} />
                <Side side={part.after} other={part.before} className={styles.after} absent={part.absent} />
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A part as one revision has it; filled where the other has none. */
function Side({
  side,
  other,
  className,
  absent = 'none',
}: {
  side: ReactNode;
  other: ReactNode;
  className: string | undefined;
  absent?: string | undefined;
}) {
  if (side === null) return <td className={styles.none}>{absent}</td>;
  return <td className={other === null ? `${className} ${styles.alone}` : className}>{side}</td>;
}

import styles from './marked-words.module.css';
import { wordChanges } from './word-changes';

/** A text as two revisions have it: words that are gone struck out, new ones underlined. None of it where both have none. */
export function MarkedWords({
  before,
  after,
  language,
}: {
  before: string | null;
  after: string | null;
  language?: string | null;
}) {
  const runs = before === null || after === null ? [] : wordChanges(before, after);
  return (
    <span className={styles.text} lang={language ?? undefined} dir="auto">
      {before !== null && after === null ? <del>{before}</del> : null}
      {before === null && after !== null ? <ins>{after}</ins> : null}
      {runs.map(({ kind, text }, at) => {
        const key = `${at} ${kind}`;
        if (kind === 'gone') return <del key={key}>{text}</del>;
        if (kind === 'new') return <ins key={key}>{text}</ins>;
        return <span key={key}>{text}</span>;
      })}
    </span>
  );
}

import styles from './choice.module.css';
import { keepMoment } from './reading';

/** One thing to choose, and where the choice is made. */
type Option = { words: string; href: string; isChosen: boolean };

/** A choice between addresses, with its name: plain links, the one chosen marked to the eye and to a screen reader. */
export function Choice({
  name,
  options,
  className = '',
}: {
  name: string;
  options: Option[];
  className?: string | undefined;
}) {
  return (
    <p className={`${styles.choice} ${className}`}>
      <span className={styles.name}>{name}</span>
      {options.map(({ words, href, isChosen }) => (
        <a key={words} href={keepMoment(href)} aria-current={isChosen ? 'true' : undefined}>
          {words}
        </a>
      ))}
    </p>
  );
}

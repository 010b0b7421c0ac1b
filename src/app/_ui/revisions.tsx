import type { Revision } from '@/queries/list-revisions';
import { RevisionSlider } from './revision-slider.client';
import styles from './revisions.module.css';
import { layOutRevisions, marksHeight } from './revisions-layout';
import { Sign } from './sign';
import { attributeWords, dateWords, lowerFirst } from './words';

/** The words of so many revisions go along for whoever drags; of more only their numbers are told while they do. */
const mostTold = 100;

/**
 * The revisions of a record to go along: one before, one after, and a slider over all of them, with marks whose height tells
 * how many questions each changed. A plain form: its answer is the address of the moment meant. `at` is the revision shown.
 */
export function Revisions({ revisions, at, now, rest }: RevisionsProps) {
  const path = now.split('?')[0] ?? now;
  const { marks, mark } = layOutRevisions(
    revisions.map(({ changed }) => changed.length),
    at,
  );
  const words = (index: number) => {
    const revision = revisions[index];
    return revision ? `Revision ${index + 1} of ${revisions.length}, ${changeWords(revision, index)}` : '';
  };
  const step = (to: number) =>
    `${path}?${new URLSearchParams([...rest, ['asOf', String(revisions[to - 1]?.position)]])}`;
  return (
    <form action={`${path}#revision`} className={styles.form}>
      {rest.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor="revision" className="hidden">
        Revision of this record
      </label>
      <div className={styles.along}>
        <Step to={at > 1 ? step(at - 1) : null} words="The revision before">
          <Sign name="backwards" />
        </Step>
        <RevisionSlider
          at={at}
          of={revisions.length}
          words={words(at - 1)}
          told={revisions.length <= mostTold ? revisions.map((_, index) => words(index)) : []}
        >
          <svg
            viewBox={`0 0 100 ${marksHeight}`}
            preserveAspectRatio="none"
            className={styles.marks}
            aria-hidden="true"
          >
            <path d={marks} />
            <path d={mark} className={styles.mark} />
          </svg>
        </RevisionSlider>
        <Step to={at < revisions.length ? step(at + 1) : null} words="The revision after">
          <Sign name="onwards" />
        </Step>
        <button type="submit" className={styles.go}>
          Go
        </button>
      </div>
    </form>
  );
}

type RevisionsProps = {
  revisions: readonly Revision[];
  at: number;
  /** The address of the page as it is now, and what of it goes along. */
  now: string;
  rest: readonly [string, string][];
};

/** A step to the revision beside; where there is none, it keeps its place and leads nowhere. */
function Step({ to, words, children }: { to: string | null; words: string; children: React.ReactNode }) {
  if (to === null)
    return (
      <span className={styles.step} aria-hidden="true">
        {children}
      </span>
    );
  return (
    <a href={to} className={styles.step} title={words}>
      {children}
      <span className="hidden">{words}</span>
    </a>
  );
}

/** When a revision came and what it changed: “9 July 2021, rockets changed”. */
export function changeWords({ recordedAt, changed }: Revision, index: number): string {
  const names = changed.map((attribute) => lowerFirst(attributeWords(attribute)));
  const what =
    names.length === 0
      ? index === 0
        ? 'first recorded'
        : 'no answer changed'
      : `${new Intl.ListFormat('en').format(names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names)} changed`;
  return `${dateWords(recordedAt.slice(0, 10))}, ${what}`;
}

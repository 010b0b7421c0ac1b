import type { Effect } from '@/projections/change';
import type { LineageThen, Turn } from '@/queries/before-and-after';
import type { ToldEvent } from '@/queries/list-changes';
import styles from './before-and-after.module.css';
import { differences, ruledThenWords } from './event-sentence';
import { credibilityWords, reliabilityWords } from './grade-words';
import { answerWords, attributeWords, derivationWords, lowerFirst, originWords } from './words';

/** One part of what an event changed: what it is called, what it was, what it is. Null where there was or is nothing. */
export type ChangedPart = { part: string; was: string | null; is: string | null };

/** What an event changed, part by part: of a claim, of a grade, of who belongs to whom, of a document's lineage, of a ruling. */
export function partsOf({
  before,
  after,
  turn,
  names,
}: Pick<ToldEvent, 'before' | 'after' | 'turn' | 'names'>): ChangedPart[] {
  return [
    ...(before && after ? differences(before, after, names) : []),
    ...(turn ? [turnWords(turn, names)] : []),
  ].filter(({ was, is }) => was !== is);
}

/** What an event changed of one question: its state, and the origins its answers go back to. */
export function effectParts(
  { attribute, before, after, originsBefore, origins }: Effect,
  title: string | null,
): ChangedPart[] {
  const asked = lowerFirst(attributeWords(attribute));
  const where = title === null ? '' : `, ${title}`;
  return [
    { part: `State of ${asked}${where}`, was: before, is: after },
    { part: `Origins of ${asked}${where}`, was: originWords(originsBefore), is: originWords(origins) },
  ].filter(({ was, is }) => was !== is);
}

/** Parts of a change as a table: what was is struck, what is is underlined. */
export function BeforeAndAfter({ parts }: { parts: readonly ChangedPart[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ part, was, is }) => (
          <tr key={part}>
            <th scope="row">{part}</th>
            <td data-column="Before">
              {was === null ? <span className={styles.nothing}>none</span> : <del>{was}</del>}
            </td>
            <td data-column="After">{is === null ? <span className={styles.nothing}>none</span> : <ins>{is}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function turnWords(turn: Turn, names: Record<string, string>): ChangedPart {
  const name = (id: string) => names[id] ?? id;
  switch (turn.of) {
    case 'reliability': {
      const words = (grade: typeof turn.before) => grade && `${grade}: ${lowerFirst(reliabilityWords[grade])}`;
      return { part: 'Reliability', was: words(turn.before), is: words(turn.after) };
    }
    case 'credibility': {
      const words = (grade: typeof turn.before) => grade && `${grade}: ${lowerFirst(credibilityWords[grade])}`;
      return { part: 'Credibility', was: words(turn.before), is: words(turn.after) };
    }
    case 'institution': {
      const words = (id: string | null) => (id === null ? 'itself alone' : `part of ${name(id)}`);
      return { part: 'Speaks for', was: words(turn.before), is: words(turn.after) };
    }
    case 'lineage':
      return {
        part: 'Where it has its content from',
        was: lineageWords(turn.before, name),
        is: lineageWords(turn.after, name),
      };
    case 'exclusion': {
      const words = (excludes: boolean) => (excludes ? 'exclude each other' : 'stand beside each other');
      return { part: 'The two answers', was: words(turn.before), is: words(turn.after) };
    }
    case 'mark': {
      const position = turn.position ? ` ${answerWords(turn.position.answer)}` : '';
      return { part: `Mark for the position${position}`, was: turn.before, is: turn.after };
    }
    case 'ruling': {
      const words = (ruled: typeof turn.before) => (ruled === null ? null : ruledThenWords(ruled));
      return { part: 'Ruling', was: words(turn.before), is: words(turn.after) };
    }
  }
}

const lineageWords = (lineage: LineageThen, name: (id: string) => string): string =>
  lineage === 'unknown'
    ? 'unknown'
    : lineage === 'first-hand'
      ? 'its own reporting'
      : lineage.map(({ how, parent }) => `${derivationWords(how)} “${name(parent)}”`).join('; ');

import type { ReactNode } from 'react';
import type { DerivationFact, FactChange, FactName } from '@/queries/compare-revisions';
import { changesIn } from '@/queries/compare-revisions';
import { BeforeAfterTable, type ComparedPart } from './before-after-table';
import { reliabilityWords } from './grade-words';
import { MarkedWords } from './marked-words';
import { dateWords, derivationWords, languageWords } from './words';

/** What is recorded of a record itself, where two revisions have it differently. */
export function ComparedFacts({ facts, from, to }: { facts: readonly FactChange[]; from: number; to: number }) {
  return <BeforeAfterTable name="What is recorded of it" parts={facts.map(partOf)} from={from} to={to} />;
}

const labels: Record<FactName, string> = {
  title: 'Title',
  name: 'Name',
  kind: 'Kind',
  place: 'Place',
  aliases: 'Also written',
  within: 'Within',
  coordinates: 'Coordinates',
  partOf: 'Part of',
  reliability: 'Reliability',
  publisher: 'Published by',
  published: 'Published',
  address: 'Address',
  language: 'Language',
  edition: 'Edition',
  lineage: 'Lineage',
  derivations: 'Where its content comes from',
  note: 'Note',
};

function partOf(change: FactChange): ComparedPart {
  const { fact } = change;
  const both = <Value,>(
    { before, after }: { before: Value | null; after: Value | null },
    words: (value: Value) => ReactNode,
  ) => ({
    key: fact,
    label: labels[fact],
    before: before === null ? null : words(before),
    after: after === null ? null : words(after),
    absent: absent[fact],
  });
  switch (change.fact) {
    case 'title':
    case 'name':
    case 'note':
      return {
        key: fact,
        label: labels[fact],
        marked: <MarkedWords before={change.before} after={change.after} />,
      };
    case 'place':
      return both(change, ({ id, name }) => <a href={`/sites/${id}`}>{name}</a>);
    case 'partOf':
    case 'publisher':
      return both(change, ({ id, name }) => <a href={`/sources/${id}`}>{name}</a>);
    case 'aliases':
    case 'within':
      return {
        key: fact,
        label: labels[fact],
        before: namesOf(change.before, change.after),
        after: namesOf(change.after, change.before),
      };
    case 'coordinates':
      return both(
        change,
        ({ latitude, longitude, precisionMetres }) =>
          `${latitude}, ${longitude}, within ${precisionMetres.toLocaleString('en')} metres`,
      );
    case 'reliability':
      return both(change, (grade) => `${grade}: ${reliabilityWords[grade]}`);
    case 'published':
      return both(change, dateWords);
    case 'language':
      return both(change, languageWords);
    case 'lineage':
      return both(change, (lineage) => lineageWords[lineage]);
    case 'derivations':
      return {
        key: fact,
        label: labels[fact],
        marked: <Derivations before={change.before ?? []} after={change.after ?? []} />,
      };
    default:
      return both(change, (words) => words);
  }
}

const absent: Partial<Record<FactName, string>> = {
  partOf: 'nothing else: a voice of its own',
  reliability: 'not graded',
};

const lineageWords = {
  unknown: 'unknown until somebody says',
  'first-hand': 'its own reporting',
  derived: 'comes from other documents',
} as const;

/** Names of one revision, those strong that the other has not; null where there are none. */
const namesOf = (names: readonly string[] | null, others: readonly string[] | null): ReactNode =>
  !names || names.length === 0
    ? null
    : names.map((name, at) => (
        <span key={name}>
          {at > 0 ? ', ' : ''}
          {others?.includes(name) ? (
            <bdi>{name}</bdi>
          ) : (
            <strong>
              <bdi>{name}</bdi>
            </strong>
          )}
        </span>
      ));

/** What a document was said to come from, one line for each that is new, gone or told otherwise. */
function Derivations({ before, after }: { before: readonly DerivationFact[]; after: readonly DerivationFact[] }) {
  return (
    <ul>
      {changesIn(before, after, ({ parent }) => parent.id).map(({ before: was, after: is }) => {
        const step = is ?? was;
        if (!step) return null;
        return (
          <li key={step.parent.id}>
            <MarkedWords before={was && derivationWords(was.how)} after={is && derivationWords(is.how)} /> “
            <a href={`/documents/${step.parent.id}`}>{step.parent.name}</a>”
            {was?.reason || is?.reason ? (
              <>
                {', because '}
                <MarkedWords before={was?.reason ?? null} after={is?.reason ?? null} />
              </>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

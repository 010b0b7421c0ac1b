import type { ReactNode } from 'react';
import type { Effect } from '@/projections/change';
import type { HistoryEntry } from '@/queries/list-changes';
import type { HistoryLine, MinorChanges } from '@/queries/list-history';
import { BeforeAndAfter, effectParts, partsOf } from './before-and-after';
import { EffectWords } from './effect-words';
import { ClaimSentence, EventSentence } from './event-sentence';
import { countWords, upperFirst } from './filtered-list';
import styles from './history-list.module.css';
import { Moment } from './moment';
import { keepMoment } from './reading';
import { Sign } from './sign';
import { attributeWords, originWords } from './words';

/** Some entries of a history in the order they are given, one sentence an event. */
export function HistoryList({ entries, withSubject = false }: { entries: HistoryEntry[]; withSubject?: boolean }) {
  const lines = new Map<number, HistoryLine>();
  for (const { subject, subjectTitle: title, effects, recordedAt: _at, ...entry } of entries) {
    const subjects = [...(lines.get(entry.position)?.subjects ?? []), { subject, title, effects }];
    lines.set(entry.position, { ...entry, isSubstantive: true, subjects, more: 0 });
  }
  return <HistoryLines rows={[...lines.values()]} withSubject={withSubject} />;
}

/**
 * The lines of a history, one sentence an event: who, when, why, what it changed from what to what, what it did to the states
 * of questions, and the way to the event itself. Claims that came with one report stand together under the document they were
 * read in. Minor changes are folded; `minorAt` is where more of them than fit into a fold stand one by one.
 */
export function HistoryLines({
  rows,
  withSubject = false,
  minorAt = () => '',
}: {
  rows: readonly (HistoryLine | MinorChanges)[];
  /** Whether a line says which subjects it is about. */
  withSubject?: boolean;
  minorAt?: (fold: MinorChanges) => string;
}) {
  return (
    <ol className={styles.list}>
      {together(rows).map((group) => {
        const [first] = group;
        if (!first) return null;
        if (!('position' in first))
          return (
            <li key={`after ${first.after}`} className={styles.fold}>
              <Fold fold={first} withSubject={withSubject} address={minorAt(first)} />
            </li>
          );
        const lines = group as HistoryLine[];
        return (
          <li key={first.position} className={`${styles.entry} ${first.isSubstantive ? '' : styles.minor}`}>
            <EventLink position={first.position} />
            <div>
              {lines.length === 1 ? (
                <Line line={first} withSubject={withSubject} />
              ) : (
                <Claims lines={lines} withSubject={withSubject} />
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** Runs of claims about one subject that one command recorded stand together. */
function together(rows: readonly (HistoryLine | MinorChanges)[]): (HistoryLine | MinorChanges)[][] {
  const groups: (HistoryLine | MinorChanges)[][] = [];
  for (const row of rows) {
    const last = groups.at(-1)?.at(-1);
    const isOneReport =
      last !== undefined &&
      'position' in last &&
      'position' in row &&
      last.event.type === 'ClaimRecorded' &&
      row.event.type === 'ClaimRecorded' &&
      last.event.appendId === row.event.appendId &&
      last.event.stream === row.event.stream;
    if (isOneReport) groups.at(-1)?.push(row);
    else groups.push([row]);
  }
  return groups;
}

function Fold({ fold, withSubject, address }: { fold: MinorChanges; withSubject: boolean; address: string }) {
  const { found, lines } = fold;
  const words = found.count === 0 ? 'Minor changes' : upperFirst(countWords(found, 'minor change'));
  if (lines.length === 0)
    return (
      <a href={address}>
        {words}&nbsp;
        <Sign name="onwards" />
      </a>
    );
  return (
    <details>
      <summary>{words}</summary>
      <HistoryLines rows={lines} withSubject={withSubject} />
    </details>
  );
}

function Line({ line, withSubject }: { line: HistoryLine; withSubject: boolean }) {
  return (
    <>
      <p>
        {withSubject ? <Subjects line={line} /> : null}
        <EventSentence {...line} />
      </p>
      <Because line={line} />
      <About line={line} />
      <Effects line={line} />
      <Parts line={line} />
    </>
  );
}

function Claims({ lines, withSubject }: { lines: HistoryLine[]; withSubject: boolean }) {
  const [first] = lines;
  if (!first) return null;
  return (
    <>
      <p>
        {withSubject ? <Subjects line={first} /> : null}
        {lines.length} claims were recorded, read in <ReadIn line={first} />.
      </p>
      <About line={first} />
      <ol className={styles.claims}>
        {lines.map((line) => (
          <li key={line.position}>
            <EventLink position={line.position} />
            <div>
              {line.after ? <ClaimSentence content={line.after} names={line.names} /> : null}
              <Because line={line} />
              <Effects line={line} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function ReadIn({ line: { event, names } }: { line: HistoryLine }) {
  if (event.type !== 'ClaimRecorded') return 'a document';
  const { document } = event.data;
  return (
    <>
      “
      <a href={keepMoment(`/documents/${document}`)} className="quiet">
        {names[document] ?? document}
      </a>
      ”
    </>
  );
}

function EventLink({ position }: { position: number }) {
  return (
    <a href={`/ledger/${position}`} className={styles.number}>
      <span className="hidden">Event </span>#{position}
    </a>
  );
}

/** Which subjects an event is about, where its own sentence does not say. */
function Subjects({ line: { subjects, more, event } }: { line: HistoryLine }) {
  if (subjects.length === 0 || event.type === 'IncidentOpened' || event.type === 'SiteRegistered') return null;
  return (
    <>
      {subjects.map(({ subject: { kind, id }, title }, index) => (
        <span key={`${kind} ${id}`}>
          {index > 0 ? ', ' : ''}
          <a href={keepMoment(`/${kind}s/${id}`)}>{title}</a>
        </span>
      ))}
      {more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}:{' '}
    </>
  );
}

/** When, by whom, and with which report. */
function About({ line: { event, actor } }: { line: HistoryLine }) {
  const report =
    event.type === 'ClaimRecorded'
      ? event.data.report
      : event.stream.startsWith('report:')
        ? event.stream.slice('report:'.length)
        : null;
  return (
    <p className={styles.about}>
      <Moment at={event.recordedAt} /> · by {actor}
      {report === null ? null : (
        <>
          {' '}
          ·{' '}
          <a href={`/reports/${report}`}>{event.type === 'ClaimRecorded' ? 'the report it came with' : 'the report'}</a>
        </>
      )}
    </p>
  );
}

/** Why, in the words of whoever recorded it, where the sentence itself is not those words. */
function Because({ line: { event } }: { line: HistoryLine }) {
  if (event.type === 'ReportRejected' || event.type === 'RulingReopened') return null;
  if ('reason' in event.data && event.data.reason) return <Reason label="because" words={event.data.reason} />;
  if ('note' in event.data && event.data.note) return <Reason label="note" words={event.data.note} />;
  return null;
}

const Reason = ({ label, words }: { label: string; words: string }) => (
  <p className={styles.reason}>
    <em>{label}</em> {words}
  </p>
);

/** What it did to questions: the states it turned, and the origins that are others now under the same state. */
function Effects({ line: { subjects } }: { line: HistoryLine }) {
  const turned = subjects.flatMap(({ subject, title, effects }) =>
    effects.filter(isTurned).map((effect) => ({ key: `${subject.id} ${effect.attribute}`, title, effect })),
  );
  if (turned.length === 0) return null;
  return (
    <ul className={styles.effects}>
      {turned.map(({ key, title, effect }) => (
        <li key={key}>
          {subjects.length > 1 ? <span className={styles.where}>{title}:</span> : null}
          <EffectSaid effect={effect} />
        </li>
      ))}
    </ul>
  );
}

function EffectSaid({ effect }: { effect: Effect }): ReactNode {
  const { attribute, before, after, originsBefore, origins } = effect;
  if (before !== after) return <EffectWords attribute={attribute} before={before} after={after} />;
  return (
    <>
      {attributeWords(attribute)}: {originWords(originsBefore)} <Sign name="onwards" />
      <span className="hidden"> became </span> {originWords(origins)}
    </>
  );
}

const isTurned = ({ before, after, originsBefore, origins }: Effect): boolean =>
  before !== after || originWords(originsBefore) !== originWords(origins);

/** What it changed part by part, and the record as it stood then. */
function Parts({ line }: { line: HistoryLine }) {
  const { subjects, position } = line;
  const effects = subjects.flatMap(({ title, effects }) =>
    effects.flatMap((effect) => effectParts(effect, subjects.length > 1 ? title : null)),
  );
  const parts = [...partsOf(line), ...effects];
  // What was nothing before is told by the sentence.
  if (parts.every(({ was }) => was === null)) return null;
  const [first] = subjects;
  return (
    <details className={styles.parts}>
      <summary>Before and after</summary>
      <BeforeAndAfter parts={parts} />
      {subjects.length === 1 && first ? (
        <p className={styles.about}>
          <a href={`/${first.subject.kind}s/${first.subject.id}?asOf=${position}`}>The record as of this change</a>
        </p>
      ) : null}
    </details>
  );
}

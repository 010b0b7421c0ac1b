import type { HistoryEntry } from '@/queries/list-changes';
import { EffectWords } from './effect-words';
import { ClaimSentence, EventSentence } from './event-sentence';
import styles from './history-list.module.css';
import { Moment } from './moment';
import { keepMoment } from './reading';

/**
 * A history, one sentence an event: who, when, what it did to the states of questions, and the way to the event itself.
 * Claims that came with one report stand together under the document they were read in. Where `atSight` is given, only so
 * many of the last stand open, those before them behind a summary.
 */
export function HistoryList({
  entries,
  withSubject = false,
  atSight = Number.POSITIVE_INFINITY,
}: {
  entries: HistoryEntry[];
  withSubject?: boolean;
  atSight?: number;
}) {
  const groups = together(entries);
  const earlier = groups.slice(0, Math.max(0, groups.length - atSight));
  const [first] = earlier;
  // One entry is no longer than its summary.
  if (earlier.length < 2 || !first) return <Groups groups={groups} withSubject={withSubject} />;
  return (
    <>
      <details className={styles.earlier}>
        <summary>
          {earlier.length} earlier entries, from #{first[0]?.position} to #{earlier.at(-1)?.at(-1)?.position}
        </summary>
        <Groups groups={earlier} withSubject={withSubject} />
      </details>
      <Groups groups={groups.slice(earlier.length)} withSubject={withSubject} />
    </>
  );
}

function Groups({ groups, withSubject }: { groups: HistoryEntry[][]; withSubject: boolean }) {
  return (
    <ol className={styles.list}>
      {groups.map((group) => {
        const [first] = group;
        if (!first) return null;
        const alone = group.length === 1 || new Set(group.map(({ position }) => position)).size === 1;
        return (
          <li key={`${first.position} ${first.subject.id}`} className={styles.entry}>
            <EventLink position={first.position} />
            <div>
              <p>
                {withSubject ? <Subjects entries={group} /> : null}
                {alone ? (
                  <EventSentence {...first} />
                ) : (
                  <>
                    {group.length} claims were recorded, read in <ReadIn entry={first} />.
                  </>
                )}
              </p>
              {alone ? <Reason entry={first} /> : null}
              <p className={styles.about}>
                <Moment at={first.recordedAt} /> · {first.actor}
              </p>
              {alone ? <Effects entry={first} /> : <Claims entries={group} />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** Runs of claims recorded by one command, and one event told of several subjects, as one. */
function together(entries: HistoryEntry[]): HistoryEntry[][] {
  const groups: HistoryEntry[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1)?.at(-1);
    const sameEvent = last?.position === entry.position;
    const sameReport =
      last?.event.type === 'ClaimRecorded' &&
      entry.event.type === 'ClaimRecorded' &&
      last.event.appendId === entry.event.appendId;
    if (sameEvent || sameReport) groups.at(-1)?.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function ReadIn({ entry: { event, names } }: { entry: HistoryEntry }) {
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

function Subjects({ entries }: { entries: HistoryEntry[] }) {
  const subjects = new Map(entries.map((entry) => [`/${entry.subject.kind}s/${entry.subject.id}`, entry.subjectTitle]));
  return [...subjects].map(([href, title], index) => (
    <span key={href}>
      {index > 0 ? ', ' : ''}
      <a href={keepMoment(href)}>{title}</a>
      {index === subjects.size - 1 ? ': ' : ''}
    </span>
  ));
}

function Claims({ entries }: { entries: HistoryEntry[] }) {
  return (
    <ol className={styles.claims}>
      {entries.map((entry) => (
        <li key={entry.position}>
          <EventLink position={entry.position} />
          <div>
            {entry.after ? <ClaimSentence content={entry.after} names={entry.names} /> : null}
            <Reason entry={entry} />
            <Effects entry={entry} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Effects({ entry: { effects } }: { entry: HistoryEntry }) {
  const turned = effects.filter(({ before, after }) => before !== after);
  if (turned.length === 0) return null;
  return (
    <ul className={styles.effects}>
      {turned.map(({ attribute, before, after }) => (
        <li key={attribute}>
          <EffectWords attribute={attribute} before={before} after={after} />
        </li>
      ))}
    </ul>
  );
}

function Reason({ entry: { event } }: { entry: HistoryEntry }) {
  const reason = 'reason' in event.data ? event.data.reason : 'note' in event.data ? event.data.note : undefined;
  return reason ? <p className={styles.reason}>{reason}</p> : null;
}

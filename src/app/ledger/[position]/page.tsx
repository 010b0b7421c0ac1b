import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EffectWords } from '@/app/_ui/effect-words';
import { differences, EventSentence } from '@/app/_ui/event-sentence';
import { Moment } from '@/app/_ui/moment';
import { NotYet } from '@/app/_ui/not-yet';
import { keepMoment, reading } from '@/app/_ui/reading';
import { Sign } from '@/app/_ui/sign';
import { type ChangeView, findChange } from '@/queries/find-change';
import styles from './page.module.css';

type Props = { params: Promise<{ position: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Event #${(await params).position}` };
}

export default async function EventPage({ params }: Props) {
  const { position } = await params;
  if (!/^\d{1,15}$/.test(position)) notFound();
  const { db, moment } = await reading();
  if (moment?.position != null && Number(position) > moment.position)
    return <NotYet of={{ kind: 'event', position: Number(position) }} />;
  const view = await findChange(db, Number(position));
  if (!view) notFound();
  const { event, sentence } = view;
  const at = view.ofClaim.findIndex((entry) => entry.position === event.position);
  const earlier = at > 0 ? view.ofClaim[at - 1] : undefined;
  const later = at >= 0 ? view.ofClaim[at + 1] : undefined;
  return (
    <article className={styles.event}>
      <header className={styles.header}>
        <p className={styles.muted}>
          Event #{event.position} · latest is #{view.size - 1} · <Moment at={event.recordedAt} /> · {sentence.actor}
        </p>
        <h1 className={styles.sentence}>
          <EventSentence {...sentence} />
        </h1>
        {typeof event.data.reason === 'string' && event.type !== 'ReportRejected' ? (
          <p className={styles.reason}>Because: {event.data.reason}</p>
        ) : null}
        {typeof event.data.note === 'string' ? <p className={styles.reason}>Note: {event.data.note}</p> : null}
      </header>

      {sentence.before && sentence.after ? <BeforeAndAfter entry={sentence} /> : null}

      {view.entries.length > 0 ? (
        <section aria-labelledby="effect">
          <h2 id="effect">What it changed</h2>
          <ul className={styles.effects}>
            {view.entries.map((entry) => (
              <li key={`${entry.subject.kind} ${entry.subject.id}`}>
                <a href={keepMoment(`/${entry.subject.kind}s/${entry.subject.id}`)}>{entry.subjectTitle}</a>
                {entry.effects.length === 0 ? <span className={styles.muted}>no answer or count changed</span> : null}
                {entry.effects.map(({ attribute, before, after }) => (
                  <span key={attribute} className={styles.effect}>
                    <EffectWords attribute={attribute} before={before} after={after} />
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </section>
      ) : null}

      <section aria-labelledby="evidence">
        <h2 id="evidence">Cause and evidence</h2>
        <dl className={styles.facts}>
          <Evidence event={event} names={sentence.names} />
          <dt>Recorded by</dt>
          <dd>{sentence.actor}</dd>
          <dt>Command, the submission it came with</dt>
          <dd className="mono">{event.appendId}</dd>
          <dt>Stream, this record’s own events</dt>
          <dd className="mono">
            {event.stream}, version {event.version}
          </dd>
          <dt>Leaf hash, its fingerprint</dt>
          <dd className="mono">{event.leaf}</dd>
        </dl>
      </section>

      <details className={styles.raw}>
        <summary>The event as it was hashed</summary>
        <p className={styles.muted}>
          Names, titles, excerpts and other free text are kept apart and stand here as digests, so that they can be
          erased without breaking the proof.
        </p>
        <pre>{JSON.stringify(view.envelope, null, 2)}</pre>
      </details>

      <nav aria-label="Around this event" className={styles.around}>
        {earlier ? <a href={`/ledger/${earlier.position}`}>Before this change: #{earlier.position}</a> : null}
        {later ? <a href={`/ledger/${later.position}`}>Changed again by #{later.position}</a> : null}
        {event.position > 0 ? (
          <a href={`/ledger/${event.position - 1}`}>
            <Sign name="backwards" /> #{event.position - 1}
          </a>
        ) : null}
        {event.position + 1 < view.size ? (
          <a href={`/ledger/${event.position + 1}`}>
            #{event.position + 1} <Sign name="onwards" />
          </a>
        ) : null}
      </nav>
    </article>
  );
}

function BeforeAndAfter({ entry }: { entry: ChangeView['sentence'] }) {
  if (!entry.before || !entry.after) return null;
  return (
    <section aria-labelledby="before-and-after">
      <h2 id="before-and-after">Before and after</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {differences(entry.before, entry.after, entry.names).map(({ part, was, is }) => (
            <tr key={part}>
              <th scope="row">{part}</th>
              <td>
                <del>{was}</del>
              </td>
              <td>
                <ins>{is}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Evidence({ event, names }: { event: ChangeView['event']; names: Record<string, string> }) {
  const { report, document, claim } = event.data;
  const own = pageOf(event);
  return (
    <>
      {own ? (
        <>
          <dt>{own.label}</dt>
          <dd>
            <a href={keepMoment(own.href)}>{own.words}</a>
          </dd>
        </>
      ) : null}
      {typeof document === 'string' ? (
        <>
          <dt>Read in</dt>
          <dd>
            <a href={keepMoment(`/documents/${document}`)}>{names[document] ?? document}</a>
          </dd>
        </>
      ) : null}
      {typeof report === 'string' ? (
        <>
          <dt>Report</dt>
          <dd>
            <a href={`/reports/${report}`}>{report}</a>
          </dd>
        </>
      ) : null}
      {typeof claim === 'string' ? (
        <>
          <dt>Claim</dt>
          <dd>
            <a href={keepMoment(`/claims/${claim}`)}>{claim}</a>
          </dd>
        </>
      ) : null}
      <Declined event={event} />
    </>
  );
}

/** The page of what an event set, for events that set nothing on a subject. */
function pageOf({ stream, type }: ChangeView['event']): { label: string; href: string; words: string } | null {
  const at = stream.indexOf(':');
  const id = stream.slice(at + 1);
  const kind = stream.slice(0, at);
  if (type === 'AttributeDefined' || type === 'ScopeDefined')
    return { label: 'Where it stands', href: '/vocabulary', words: 'What can be asked and counted' };
  if (kind === 'report') return { label: 'Report', href: `/reports/${id}`, words: id };
  if (kind === 'source') return { label: 'Source', href: `/sources/${id}`, words: id };
  if (kind === 'document') return { label: 'Document', href: `/documents/${id}`, words: id };
  return null;
}

/** Answers of a report that a reviewer did not take, with the reasons. */
function Declined({ event }: { event: ChangeView['event'] }) {
  const declined = event.type === 'ReportAccepted' ? event.data.declined : null;
  if (!Array.isArray(declined) || declined.length === 0) return null;
  return (
    <>
      <dt>Declined</dt>
      <dd>
        <ul>
          {(declined as { claim: string; reason: string | null }[]).map(({ claim, reason }) => (
            <li key={claim}>
              <span className="mono">{claim}</span>: {reason ?? '[erased]'}
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EffectWords } from '@/app/_ui/effect-words';
import { EventSentence } from '@/app/_ui/event-sentence';
import { FaultNotice } from '@/app/_ui/fault-notice';
import { Moment } from '@/app/_ui/moment';
import { NotYet } from '@/app/_ui/not-yet';
import { followLedger, PageTools } from '@/app/_ui/page-tools';
import { plainWords } from '@/app/_ui/plain-words';
import { readAddress, type SearchParams } from '@/app/_ui/read-address';
import { keepMoment, reading } from '@/app/_ui/reading';
import { settingAddress } from '@/app/_ui/setting-address';
import { Sign } from '@/app/_ui/sign';
import { UndoLink } from '@/app/_ui/undo-link';
import { type ChangeView, findChange, followedSchema } from '@/queries/find-change';
import { FollowedValue } from './followed-value';
import { ThingLink } from './held-words';
import styles from './page.module.css';
import { ValueName } from './value-words';

type Props = { params: Promise<{ position: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  return { title: `Event #${(await params).position}` };
}

export default async function EventPage({ params, searchParams }: Props) {
  const { position } = await params;
  if (!/^\d{1,15}$/.test(position)) notFound();
  const path = `/ledger/${Number(position)}`;
  const { given, asked, fault } = await readAddress(path, followedSchema, searchParams);
  const { db, moment } = await reading();
  if (moment?.position != null && Number(position) > moment.position)
    return <NotYet of={{ kind: 'event', position: Number(position) }} />;
  const view = await findChange(db, Number(position), asked?.of ?? null);
  if (!view) notFound();
  const { event, sentence, followed, names } = view;
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
        <PageTools
          title={`Event #${event.position}: ${plainWords(<EventSentence {...sentence} />).replace(/\.$/, '')}`}
          path={`/ledger/${event.position}`}
          searchParams={searchParams}
          asOf={view.asOf}
          follow={followLedger()}
        />
      </header>

      {fault ? <FaultNotice what="This value" path={path} given={given} fault={fault} /> : null}
      {followed ? <FollowedValue followed={followed} position={event.position} names={names} /> : null}
      <Others view={view} />

      {view.entries.length > 0 ? (
        <section aria-labelledby="effect">
          <h2 id="effect">What it changed</h2>
          <ul className={styles.effects}>
            {view.entries.map((entry) => (
              <li key={`${entry.subject.kind} ${entry.subject.id}`}>
                <span>
                  <a href={keepMoment(`/${entry.subject.kind}s/${entry.subject.id}`)}>{entry.subjectTitle}</a>{' '}
                  <a
                    href={keepMoment(`/${entry.subject.kind}s/${entry.subject.id}?asOf=${event.position}`)}
                    className="quiet"
                  >
                    as it stood after this
                  </a>
                </span>
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
          <Evidence view={view} />
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
        <UndoLink position={event.position} />
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

/** The other values that the event set, each with the way to what it was before. */
function Others({ view: { event, others, names, about } }: { view: ChangeView }) {
  if (others.length === 0) return null;
  const thing = about.split(':', 2).join(':');
  const isOwn = (value: string) => value.startsWith(`${thing}:`);
  return (
    <details className={styles.all}>
      <summary>
        {others.length === 1 ? 'Another value it set' : `The ${others.length} other values it set`}, with what each was
        before
      </summary>
      <ul>
        {others.map((value) => (
          <li key={value}>
            <a href={keepMoment(`${settingAddress(event.position, value)}#value`)}>
              <ValueName value={value} names={names} plain isOwn={isOwn(value)} />
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Evidence({ view: { event, sentence, evidence, names: named } }: { view: ChangeView }) {
  const { report, document, claim } = event.data;
  const { names } = sentence;
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
      {evidence.length > 0 ? (
        <>
          <dt>Evidence</dt>
          <dd>
            {evidence.map((each, index) => (
              <span key={each}>
                {index > 0 ? '; ' : ''}
                <ThingLink named={each} names={named} />
              </span>
            ))}
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

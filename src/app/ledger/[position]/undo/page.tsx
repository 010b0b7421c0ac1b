import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { EventSentence } from '@/app/_ui/event-sentence';
import form from '@/app/_ui/form.module.css';
import { Moment } from '@/app/_ui/moment';
import { RefusedNotice } from '@/app/_ui/refused-notice';
import { WouldAppend } from '@/app/_ui/would-append';
import { findChosenPerson, personCookie } from '@/auth/session';
import { database } from '@/db/client';
import { isRefusal } from '@/domain/refusal';
import { findChange } from '@/queries/find-change';
import { previewBack } from '@/queries/preview-back';
import styles from '../page.module.css';
import { UndoForm } from './undo-form.client';

type Props = { params: Promise<{ position: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Undo event #${(await params).position}` };
}

export default async function Page({ params }: Props) {
  const { position } = await params;
  if (!/^\d{1,15}$/.test(position)) notFound();
  const db = await database();
  const event = Number(position);
  const view = await findChange(db, event, null);
  if (!view) notFound();
  const person = await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  return (
    <article className={styles.event}>
      <header className={styles.header}>
        <p className={styles.muted}>
          <a href={`/ledger/${event}`}>Event #{event}</a> · <Moment at={view.event.recordedAt} /> ·{' '}
          {view.sentence.actor}
        </p>
        <h1>Undo this act</h1>
        <p className={styles.sentence}>
          <EventSentence {...view.sentence} />
        </p>
        <p className={styles.muted}>
          Nothing is removed: the opposite is recorded as a new event, with your reason. Only who did something can undo
          it, and only while it is the last that was done to the same thing.
        </p>
      </header>
      {person === null ? (
        <p className={form.notice}>
          Only who did it can undo it. <a href={`/people?from=/ledger/${event}/undo`}>Choose who you are</a>.
        </p>
      ) : (
        <Undoing event={event} person={person.id} />
      )}
    </article>
  );
}

async function Undoing({ event, person }: { event: number; person: string }) {
  // What is told before there is a reason cannot hold it.
  const command = { type: 'UndoAct', event, reason: 'with the reason you give' } as const;
  const preview = await previewBack(await database(), command, person);
  if (isRefusal(preview)) return <RefusedNotice reason={preview.reason} />;
  return (
    <>
      <WouldAppend preview={preview} />
      <noscript>
        <p className={form.notice}>Reading Palimpsest needs no JavaScript. This form does: please allow it here.</p>
      </noscript>
      <UndoForm event={event} />
    </>
  );
}

import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import styles from '@/app/_ui/form.module.css';
import { VocabularyOffered } from '@/app/_ui/vocabulary.client';
import { mayReview } from '@/auth/policy';
import { findChosenPerson, personCookie } from '@/auth/session';
import { database } from '@/db/client';
import { type Subject, subjectSchema } from '@/domain/identifier';
import { vocabularyWith } from '@/domain/question/vocabulary';
import { findOwnReport } from '@/queries/find-own-report';
import { listChoices } from '@/queries/list-choices';
import { ReportForm } from './report-form.client';

export const metadata: Metadata = { title: 'Report' };

type Asked = Partial<Record<'about' | 'attribute' | 'draft' | 'again', string | string[]>>;

export default async function Page({ searchParams }: { searchParams: Promise<Asked> }) {
  const db = await database();
  const asked = await searchParams;
  const choices = await listChoices(db, subjectIn(asked.about));
  const person = await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  const again = person && typeof asked.again === 'string' ? await findOwnReport(db, asked.again, person.id) : null;
  const { findAttribute } = vocabularyWith(choices.vocabulary);
  const found = typeof asked.attribute === 'string' ? findAttribute(asked.attribute) : undefined;
  const attribute = found?.subjects.some((kind) => kind === choices.about?.kind) ? found : undefined;
  return (
    <div className={styles.form}>
      <header className={styles.stack}>
        <h1>{again ? 'Submit a report again' : 'Report what a document says'}</h1>
        {again ? null : (
          <p>
            One report is one document and the answers read from it. Only the document and one answer are needed.
            Nothing on record is overwritten: your report is added to it.
          </p>
        )}
      </header>
      <noscript>
        <p className={styles.notice}>Reading Palimpsest needs no JavaScript. This form does: please allow it here.</p>
      </noscript>
      {!person && (
        <p className={styles.notice}>
          Nobody is chosen in this browser, so nothing can be sent yet.{' '}
          <a href={`/people?from=${encodeURIComponent(addressOf(asked))}`}>Choose who you are</a>. What you type here is
          kept meanwhile.
        </p>
      )}
      {asked.again !== undefined && !again && (
        <p className={styles.notice}>
          There is no report of yours that waits under this address: it was decided, or it is somebody else’s. Below is
          a new one.
        </p>
      )}
      {again && (
        <section aria-labelledby="asked" className={styles.notice}>
          <h2 id="asked">{again.question ? 'A reviewer asked' : 'It still waits for a review'}</h2>
          <p dir="auto">{again.question ?? 'What you send takes the place of what waits.'}</p>
        </section>
      )}
      <VocabularyOffered additions={choices.vocabulary}>
        <ReportForm
          beginning={{
            about: choices.about,
            attribute: attribute?.id ?? '',
            scope: attribute?.defaultScope ?? '',
            asOf: choices.asOf,
          }}
          kept={typeof asked.draft === 'string' ? asked.draft : ''}
          again={again}
          mayReview={person !== null && mayReview(person.roles)}
        />
      </VocabularyOffered>
    </div>
  );
}

/** The subject an address such as `?about=incident:balad-2021-05-03` asks for. */
function subjectIn(about: string | string[] | undefined): Subject | null {
  const [kind, id] = typeof about === 'string' ? about.split(':') : [];
  const read = subjectSchema.safeParse({ kind, id });
  return read.success ? read.data : null;
}

/** The address of the form as it was asked for. */
function addressOf(asked: Asked): string {
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  return query.size > 0 ? `/report?${query}` : '/report';
}

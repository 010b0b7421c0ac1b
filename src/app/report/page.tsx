import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import styles from '@/app/_ui/form.module.css';
import { VocabularyOffered } from '@/app/_ui/vocabulary.client';
import { findChosenPerson, personCookie } from '@/auth/session';
import { database } from '@/db/client';
import { type SubjectKind, type Vocabulary, vocabularyWith } from '@/domain/question/vocabulary';
import { listChoices } from '@/queries/list-choices';
import { ReportForm } from './report-form.client';

export const metadata: Metadata = { title: 'Report' };

type Props = { searchParams: Promise<{ about?: string | string[]; attribute?: string | string[] }> };

export default async function Page({ searchParams }: Props) {
  const db = await database();
  const choices = await listChoices(db);
  const person = await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  const asked = await searchParams;
  const subject = choices.subjects.find(({ kind, id }) => `${kind}:${id}` === asked.about);
  const attribute = askedOf(vocabularyWith(choices.vocabulary), asked.attribute, subject?.kind);
  const about = subject ? `${subject.kind}:${subject.id}` : '';
  const here = `/report${about && `?about=${about}`}${attribute && `&attribute=${encodeURIComponent(attribute)}`}`;
  return (
    <div className={styles.form}>
      <header className={styles.stack}>
        <h1>Report what a document says</h1>
        <p>
          One report is one document and the answers read from it. Only the document and one answer are needed. Nothing
          on record is overwritten: your report is added to it.
        </p>
      </header>
      <noscript>
        <p className={styles.notice}>Reading Palimpsest needs no JavaScript. This form does: please allow it here.</p>
      </noscript>
      {!person && (
        <p className={styles.notice}>
          Nobody is chosen in this browser, so nothing can be sent yet.{' '}
          <a href={`/people?from=${encodeURIComponent(here)}`}>Choose who you are</a>. What you type here is kept
          meanwhile.
        </p>
      )}
      <VocabularyOffered additions={choices.vocabulary}>
        <ReportForm choices={choices} about={about} attribute={attribute} here={here} />
      </VocabularyOffered>
    </div>
  );
}

/** The question the address asks for, if it is one asked of that kind of subject; else none. */
function askedOf(
  { findAttribute }: Vocabulary,
  attribute: string | string[] | undefined,
  kind: SubjectKind | undefined,
): string {
  const found = typeof attribute === 'string' ? findAttribute(attribute) : undefined;
  return found && kind && found.subjects.includes(kind) ? found.id : '';
}

'use client';

import facts from '@/app/_ui/facts.module.css';
import styles from '@/app/_ui/form.module.css';
import { languageName } from '@/app/_ui/language-field.client';
import { describeTime } from '@/domain/answer/describe-time';
import type { CheckProps } from './check-answers.client';
import { CheckLine } from './check-line.client';

/** The document of a report in words. */
export function CheckDocument(props: CheckProps) {
  return (
    <section className={styles.section} aria-labelledby="check-document">
      <h3 id="check-document" className={styles.title}>
        The document
      </h3>
      <dl className={facts.facts}>
        <Lines {...props} />
      </dl>
    </section>
  );
}

function Lines({ command: { document }, nameOf, onChange }: CheckProps) {
  const line = { which: 'the document', onChange };
  if ('known' in document)
    return (
      <CheckLine what="On record" field="document.known" {...line}>
        {nameOf('document', document.known)}
      </CheckLine>
    );
  return (
    <>
      <CheckLine what="Web address" field="document.address" {...line}>
        {document.address ?? 'None given'}
      </CheckLine>
      <CheckLine what="Title" field="document.title" {...line}>
        {document.title}
      </CheckLine>
      <CheckLine what="Publisher" field="document.publisher" {...line}>
        {nameOf('source', document.publisher)}
      </CheckLine>
      <CheckLine what="Published" field="document.published.form" {...line}>
        {document.published ? describeTime(document.published) : 'Not known'}
      </CheckLine>
      {document.language && (
        <CheckLine what="Language" field="document.language" {...line}>
          {languageName(document.language)}
        </CheckLine>
      )}
      {document.edition && (
        <CheckLine what="Edition" field="document.edition" {...line}>
          {document.edition}
        </CheckLine>
      )}
    </>
  );
}

'use client';

import { useFormContext } from 'react-hook-form';
import facts from '@/app/_ui/facts.module.css';
import styles from '@/app/_ui/form.module.css';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import { describeAnswer } from '@/domain/answer/describe-answer';
import { describeValidity } from '@/domain/answer/describe-validity';
import type { ReportedClaim } from '@/domain/claim/command';
import { directionOf } from '@/domain/document/direction-of';
import type { CheckProps } from './check-answers.client';
import { CheckLine } from './check-line.client';
import type { ReportDraft } from './report-draft.client';

/** One answer of a report in words. `at` is its place in the form. */
export function CheckAnswer({ claim, at, nameOf, onChange }: CheckProps & { claim: ReportedClaim; at: number }) {
  const { findAttribute, findScope } = useVocabulary();
  const isSaid = useFormContext<ReportDraft>().getValues(`answers.${at}.answer.form`) === 'said';
  const scope = claim.scope === undefined ? '' : ` (${findScope(claim.attribute, claim.scope)?.label ?? claim.scope})`;
  const { subject, answer } = claim;
  const line = (field: string) => ({ which: `answer ${at + 1}`, field: `answers.${at}.${field}`, onChange });
  return (
    <section className={styles.section} aria-labelledby={`check-${claim.claim}`}>
      <h3 id={`check-${claim.claim}`} className={styles.title}>
        Answer {at + 1}
      </h3>
      <dl className={facts.facts}>
        <CheckLine what="About" {...line('subject')}>
          {nameOf(subject.kind, subject.id)}
        </CheckLine>
        <CheckLine what="Question" {...line('attribute')}>
          {findAttribute(claim.attribute)?.label}
          {scope}
        </CheckLine>
        <CheckLine what="What it says" {...line(isSaid ? 'answer.said' : 'answer.form')}>
          <strong>
            {answer.kind === 'place' && 'site' in answer ? nameOf('site', answer.site) : describeAnswer(answer)}
          </strong>
          {answer.kind === 'tally' && answer.site ? `, at ${nameOf('site', answer.site)}` : ''}
        </CheckLine>
        {claim.validity && (
          <CheckLine what="For when" {...line('validity.form')}>
            {describeValidity(claim.validity)}
          </CheckLine>
        )}
        <CheckLine what="Who says so" {...line('claimant')}>
          {nameOf('source', claim.claimant)}
        </CheckLine>
        {claim.opinion && (
          <CheckLine what="How" {...line('opinion')}>
            As the author’s own assessment: it takes no position
          </CheckLine>
        )}
        {claim.relays && (
          <CheckLine what="Passing on the word of" {...line('relays')}>
            {nameOf('source', claim.relays)}
          </CheckLine>
        )}
        {claim.excerpt && (
          <CheckLine what="Excerpt" {...line('excerpt')}>
            <q lang={claim.excerpt.language} dir={directionOf(claim.excerpt.language)}>
              {claim.excerpt.text}
            </q>
          </CheckLine>
        )}
        {claim.note && (
          <CheckLine what="Note" {...line('note')}>
            {claim.note}
          </CheckLine>
        )}
      </dl>
    </section>
  );
}

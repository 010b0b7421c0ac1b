'use client';

import { useWatch } from 'react-hook-form';
import facts from '@/app/_ui/facts.module.css';
import { type Option, SelectField, TextArea } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import type { Problem, Reading } from '@/app/_ui/problem.client';
import { describeAnswer } from '@/domain/answer/describe-answer';
import { type MarkConflict, markConflictSchema } from '@/domain/claim/command';
import type { Subject } from '@/domain/identifier';
import type { ClaimView } from '@/queries/find-subject';
import { ActForm } from '../act-form.client';

type ExclusionDraft = { other: string; reason: string };

/** The other answers of the same line. */
type FormProps = { claim: ClaimView; subject: Subject; others: readonly Option[] };

/** Says that an answer cannot be true together with another, where one is in words; or takes that back. */
export function ExclusionForm({ claim, subject, others }: FormProps) {
  const isMarked = (other: string) => claim.against.includes(other);
  return (
    <ActForm<ExclusionDraft, MarkConflict>
      words={{ label: 'Answers that exclude each other', check: 'Check the mark', record: 'Record the mark' }}
      claim={claim}
      begin={() => ({ other: '', reason: '' })}
      read={(draft) => readExclusion(draft, claim, subject)}
      fieldOf={([part]) => (part === 'reason' ? 'reason' : part === 'claims' || part === 'conflict' ? 'other' : '')}
      tell={({ claims, conflict, reason }) => (
        <dl className={facts.facts}>
          <div>
            <dt>This answer</dt>
            <dd>{describeAnswer(claim.answer)}</dd>
          </div>
          <div>
            <dt>The other</dt>
            <dd>{others.find(({ value }) => value === claims[1])?.label}</dd>
          </div>
          <div>
            <dt>What follows</dt>
            <dd>
              {conflict
                ? 'they exclude each other, and so do all that answer the same: the question is disputed'
                : 'they are no longer marked as excluding each other'}
            </dd>
          </div>
          <div>
            <dt>Why</dt>
            <dd>{reason}</dd>
          </div>
        </dl>
      )}
    >
      {() => (
        <>
          <SelectField
            name="other"
            label="The other answer"
            options={[{ value: '', label: 'Choose an answer' }, ...others]}
          />
          <TakenBack isMarked={isMarked} />
          <TextArea
            name="reason"
            label="Why?"
            hint="Why both cannot be true, or, to take a mark back, why they can."
            rows={2}
          />
        </>
      )}
    </ActForm>
  );
}

/** That choosing a marked answer takes its mark back. */
function TakenBack({ isMarked }: { isMarked: (other: string) => boolean }) {
  const other = useWatch<ExclusionDraft>({ name: 'other' }) as string;
  return (
    <p aria-live="polite" className={styles.read}>
      {isMarked(other) ? 'They are marked already: recording this takes the mark back.' : ''}
    </p>
  );
}

function readExclusion({ other, reason }: ExclusionDraft, claim: ClaimView, subject: Subject): Reading<MarkConflict> {
  const problems: Problem[] = [];
  if (!other) problems.push({ field: 'other', message: 'Choose the other answer.' });
  if (!reason.trim()) problems.push({ field: 'reason', message: 'Say why.' });
  if (problems.length > 0) return { problems };
  const parsed = markConflictSchema.safeParse({
    type: 'MarkConflict',
    subject,
    claims: [claim.id, other],
    conflict: !claim.against.includes(other),
    reason,
  });
  if (parsed.success) return { value: parsed.data };
  return { problems: parsed.error.issues.map(({ message }) => ({ field: 'reason', message })) };
}

'use client';

import facts from '@/app/_ui/facts.module.css';
import { type Option, SelectField, TextArea } from '@/app/_ui/field.client';
import type { Problem, Reading } from '@/app/_ui/problem.client';
import { describeAnswer } from '@/domain/answer/describe-answer';
import { type MarkCopyingError, markCopyingErrorSchema } from '@/domain/claim/command';
import type { Subject } from '@/domain/identifier';
import type { ClaimView } from '@/queries/find-subject';
import { ActForm } from '../act-form.client';

type CopyingDraft = { copies: string; reason: string };

type FormProps = {
  claim: ClaimView;
  subject: Subject;
  /** The claims it may have been copied from, those of documents its own derives from first. */
  others: readonly Option[];
};

/** Marks a claim as an error in copying another, or, where it is marked, takes the mark away. */
export function CopyingForm({ claim, subject, others }: FormProps) {
  const isMarked = claim.miscopies !== null;
  const words = isMarked
    ? { label: 'Take the mark away', check: 'Check', record: 'Take the mark away' }
    : { label: 'Mark an error in copying', check: 'Check the mark', record: 'Record the mark' };
  return (
    <ActForm<CopyingDraft, MarkCopyingError>
      words={words}
      claim={claim}
      begin={() => ({ copies: '', reason: '' })}
      read={(draft, shown) => readCopying(draft, shown, subject, isMarked)}
      fieldOf={([part = '']) => (part === 'reason' || (part === 'copies' && !isMarked) ? part : '')}
      tell={({ copies, reason }, shown) => (
        <dl className={facts.facts}>
          <div>
            <dt>This claim says</dt>
            <dd>{describeAnswer(shown.answer)}</dd>
          </div>
          {copies === null ? (
            <div>
              <dt>The mark</dt>
              <dd>is taken away: it counts again like any other claim</dd>
            </div>
          ) : (
            <>
              <div>
                <dt>Copied from</dt>
                <dd>{others.find(({ value }) => value === copies)?.label}</dd>
              </div>
              <div>
                <dt>What follows</dt>
                <dd>it stays visible with its mark, and takes no position</dd>
              </div>
            </>
          )}
          <div>
            <dt>Why</dt>
            <dd>{reason}</dd>
          </div>
        </dl>
      )}
    >
      {() => (
        <>
          {isMarked ? null : (
            <SelectField
              name="copies"
              label="Which claim was it copied from?"
              hint="Claims in the documents this one comes from stand first."
              options={[{ value: '', label: 'Choose the claim' }, ...others]}
            />
          )}
          <TextArea
            name="reason"
            label={isMarked ? 'Why is it no error in copying?' : 'How do you know?'}
            hint={
              isMarked
                ? 'It stays in the history, with the mark.'
                : 'Such as that both texts are the same but for the number.'
            }
            rows={2}
          />
        </>
      )}
    </ActForm>
  );
}

function readCopying(
  { copies, reason }: CopyingDraft,
  claim: ClaimView,
  subject: Subject,
  isMarked: boolean,
): Reading<MarkCopyingError> {
  const problems: Problem[] = [];
  if (!isMarked && !copies) problems.push({ field: 'copies', message: 'Choose the claim it was copied from.' });
  if (!reason.trim())
    problems.push({ field: 'reason', message: isMarked ? 'Say why the mark is taken away.' : 'Say how you know.' });
  if (problems.length > 0) return { problems };
  const parsed = markCopyingErrorSchema.safeParse({
    type: 'MarkCopyingError',
    subject,
    claim: claim.id,
    shownVersion: claim.version,
    copies: isMarked ? null : copies,
    reason,
  });
  if (parsed.success) return { value: parsed.data };
  return { problems: parsed.error.issues.map(({ message }) => ({ field: 'reason', message })) };
}

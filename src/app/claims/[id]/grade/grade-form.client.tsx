'use client';

import { useController } from 'react-hook-form';
import facts from '@/app/_ui/facts.module.css';
import { TextArea } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import { credibilityWords } from '@/app/_ui/grade-words';
import { fieldId, type Problem, type Reading } from '@/app/_ui/problem.client';
import { credibilities, type GradeClaim, gradeClaimSchema } from '@/domain/claim/command';
import type { Subject } from '@/domain/identifier';
import type { ClaimView } from '@/queries/find-subject';
import { ActForm } from '../act-form.client';

type GradeDraft = { credibility: string; rationale: string };

type FormProps = {
  claim: ClaimView;
  subject: Subject;
  /** How many origins assert the claim, as "1 to 2". */
  support: string;
};

/** Grades how credible a claim is, with the reasons. What grade 1 needs is said before it is chosen. */
export function GradeForm({ claim, subject, support }: FormProps) {
  return (
    <ActForm<GradeDraft, GradeClaim>
      words={{ label: 'Grade this claim', check: 'Check the grade', record: 'Record the grade' }}
      claim={claim}
      begin={() => ({ credibility: '', rationale: '' })}
      read={(draft) => readGrade(draft, claim, subject)}
      fieldOf={([part = '']) => (part === 'credibility' || part === 'rationale' ? part : '')}
      tell={({ credibility, rationale }) => (
        <dl className={facts.facts}>
          <div>
            <dt>Credibility</dt>
            <dd>
              <span>
                <strong>{credibility}</strong>, {credibilityWords[credibility].toLowerCase()}
              </span>
            </dd>
          </div>
          <div>
            <dt>Why</dt>
            <dd>{rationale}</dd>
          </div>
        </dl>
      )}
    >
      {() => (
        <>
          <Grades support={support} />
          <TextArea
            name="rationale"
            label="Why this grade?"
            hint="What speaks for the claim and against it, apart from who says it."
          />
        </>
      )}
    </ActForm>
  );
}

function Grades({ support }: { support: string }) {
  const { field, fieldState } = useController<GradeDraft, 'credibility'>({ name: 'credibility' });
  const { error } = fieldState;
  return (
    <fieldset className={styles.plain} aria-describedby={error ? 'credibility-error' : undefined}>
      <legend>How credible is it?</legend>
      {error ? (
        <p id="credibility-error" className={styles.wrong}>
          <span className="hidden">Error: </span>
          {error.message}
        </p>
      ) : null}
      {credibilities.map((grade, at) => (
        <div key={grade}>
          <label className={styles.choice}>
            <input
              type="radio"
              name="credibility"
              value={grade}
              {...(at === 0 ? { id: fieldId('credibility'), ref: field.ref } : {})}
              {...(hints(support)[grade] ? { 'aria-describedby': `credibility-${grade}-hint` } : {})}
              checked={field.value === String(grade)}
              onBlur={field.onBlur}
              onChange={() => field.onChange(String(grade))}
            />
            <span>
              {grade}: {credibilityWords[grade]}
            </span>
          </label>
          {hints(support)[grade] ? (
            <p id={`credibility-${grade}-hint`} className={styles.hint}>
              {hints(support)[grade]}
            </p>
          ) : null}
        </div>
      ))}
    </fieldset>
  );
}

const hints = (support: string): Partial<Record<GradeClaim['credibility'], string>> => ({
  1: `Needs two origins that assert it for certain. On record: ${support}. Copies and relays confirm nothing.`,
  6: 'Not the worst grade: there is nothing to judge it by.',
});

function readGrade({ credibility, rationale }: GradeDraft, claim: ClaimView, subject: Subject): Reading<GradeClaim> {
  const problems: Problem[] = [];
  if (!credibility) problems.push({ field: 'credibility', message: 'Choose a grade.' });
  if (!rationale.trim()) problems.push({ field: 'rationale', message: 'Say why it has this grade.' });
  if (problems.length > 0) return { problems };
  const parsed = gradeClaimSchema.safeParse({
    type: 'GradeClaim',
    subject,
    claim: claim.id,
    credibility: Number(credibility),
    rationale,
  });
  if (parsed.success) return { value: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, message }) => ({
      field: path[0] === 'credibility' ? 'credibility' : 'rationale',
      message,
    })),
  };
}

'use client';

import { AnswerField } from '@/app/_ui/answer-field.client';
import { CheckField, SelectField, TextArea } from '@/app/_ui/field.client';
import { ValidityField } from '@/app/_ui/validity-field.client';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import type { ClaimView } from '@/queries/find-subject';
import type { SourceName } from '@/queries/names';
import { ExcerptFields } from '../excerpt-fields.client';

/** The parts of a claim as fields, and the reason for correcting them. */
export function CorrectionFields({
  claim,
  sources,
  isOfSite,
}: {
  claim: ClaimView;
  sources: readonly SourceName[];
  isOfSite: boolean;
}) {
  const attribute = useVocabulary().findAttribute(claim.attribute);
  const onRecord = sources
    .map(({ id, name }) => ({ value: id, label: name }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  return (
    <>
      <AnswerField
        name="answer"
        attribute={claim.attribute}
        maySayNothing={false}
        isTruth={claim.answer.kind === 'truth'}
      />
      {attribute?.scopes && (
        <SelectField
          name="scope"
          label="Of whom or what exactly"
          options={attribute.scopes.map(({ id, label }) => ({ value: id, label }))}
        />
      )}
      {isOfSite && <ValidityField name="validity" />}
      <SelectField name="claimant" label="Who says so?" hint="Not always who published it." options={onRecord} />
      <SelectField
        name="relays"
        label="Passes on somebody else’s word"
        optional
        options={[{ value: '', label: 'No, or it does not say whose' }, ...onRecord]}
      />
      <ExcerptFields />
      <CheckField name="opinion" label="This is the author’s own assessment, not a report of what happened" />
      {claim.revises === null ? null : (
        <CheckField
          name="revisesNothing"
          label="It replaces no earlier answer: we recorded it as a revision by mistake"
          hint="The earlier answer then stands again beside this one."
        />
      )}
      {claim.withdrawn ? (
        <CheckField
          name="notWithdrawn"
          label="It was not taken back: we recorded that by mistake"
          hint="The answer then stands again."
        />
      ) : null}
      <TextArea
        name="reason"
        label="Why is it corrected?"
        hint="What we misread or mistyped. It stays in the history."
        rows={2}
      />
    </>
  );
}

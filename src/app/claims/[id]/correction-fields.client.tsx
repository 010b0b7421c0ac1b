'use client';

import { useWatch } from 'react-hook-form';
import { AnswerField } from '@/app/_ui/answer-field.client';
import { CheckField, SelectField, TextArea, TextField } from '@/app/_ui/field.client';
import { ValidityField } from '@/app/_ui/validity-field.client';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import type { ClaimView } from '@/queries/find-subject';
import type { SourceName } from '@/queries/names';
import type { CorrectionDraft } from './correction-draft.client';

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
  const language = useWatch<CorrectionDraft>({ name: 'excerptLanguage' }) as string;
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
      <TextArea
        name="excerpt"
        label="Excerpt"
        hint="The document’s own words, in their language."
        language={language}
        optional
      />
      <TextField
        name="excerptLanguage"
        label="Language of the excerpt"
        hint="A code, such as en, ar or fa."
        width="eight"
        optional
      />
      <CheckField name="opinion" label="This is the author’s own assessment, not a report of what happened" />
      <TextArea
        name="reason"
        label="Why is it corrected?"
        hint="What we misread or mistyped. It stays in the history."
        rows={2}
      />
    </>
  );
}

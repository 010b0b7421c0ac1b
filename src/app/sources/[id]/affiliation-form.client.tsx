'use client';

import { useWatch } from 'react-hook-form';
import { SelectField, TextArea } from '@/app/_ui/field.client';
import { NameField } from '@/app/_ui/name-field.client';
import { pickedIn } from '@/app/_ui/picked.client';
import { RecordingForm } from '@/app/_ui/recording-form.client';
import { trpc } from '@/app/_ui/trpc.client';
import { type AffiliateSource, affiliateSourceSchema } from '@/domain/source/command';

type Draft = { affiliation: { whose: string; partOf: string; reason: string } };

const blank: Draft = { affiliation: { whose: 'part', partOf: '', reason: '' } };

const voices = [
  { value: 'part', label: 'It is part of another source' },
  { value: 'itself', label: 'It speaks for itself alone' },
];

/** Says which institution a source speaks for, or that it speaks for none but itself. */
export function AffiliationForm({ source }: { source: string }) {
  return (
    <RecordingForm<Draft, AffiliateSource>
      opener="Say whose voice it is"
      send="Record it"
      name="Whose voice it is"
      blank={blank}
      schema={affiliateSourceSchema}
      commandOf={({ affiliation: { whose, partOf, reason } }) => ({
        type: 'AffiliateSource',
        source,
        partOf: whose === 'itself' ? null : pickedIn(partOf),
        reason,
      })}
      placeOf={placeOf}
      give={(sent, options) => trpc.affiliateSource.mutate(sent, options)}
      done="Whose voice it is is recorded"
    >
      <SelectField name="affiliation.whose" label="Whose voice is it?" options={voices} />
      <Whole source={source} />
      <TextArea
        name="affiliation.reason"
        label="How do you know?"
        hint="All claims of one institution count as one origin from then on, on every page."
      />
    </RecordingForm>
  );
}

/** Asked for once it is part of another. */
function Whole({ source }: { source: string }) {
  const whose = useWatch<Draft, 'affiliation.whose'>({ name: 'affiliation.whose' });
  return whose === 'itself' ? null : (
    <NameField name="affiliation.partOf" label="Part of which source?" kinds={['source']} except={source} />
  );
}

function placeOf(part: string, { affiliation: { whose } }: Draft) {
  if (part === 'reason') return { field: 'affiliation.reason', nothing: 'Write how you know.' };
  return {
    field: part !== 'partOf' ? '' : whose === 'itself' ? 'affiliation.whose' : 'affiliation.partOf',
    nothing: 'Choose the source from those that are found.',
  };
}

'use client';

import { useWatch } from 'react-hook-form';
import { SelectField, TextArea } from '@/app/_ui/field.client';
import { NameField } from '@/app/_ui/name-field.client';
import { pickedIn } from '@/app/_ui/picked.client';
import { RecordingForm } from '@/app/_ui/recording-form.client';
import { trpc } from '@/app/_ui/trpc.client';
import { type RecordDerivation, recordDerivationSchema } from '@/domain/document/command';

type Draft = { derivation: { how: string; parent: string; reason: string } };

const blank: Draft = { derivation: { how: '', parent: '', reason: '' } };

const ways = [
  { value: '', label: 'Choose one' },
  { value: 'first-hand', label: 'It is its own reporting' },
  { value: 'republishes', label: 'It republishes another document' },
  { value: 'quotes', label: 'It quotes another document' },
  { value: 'translates', label: 'It translates another document' },
  { value: 'based on', label: 'It is based on another document' },
  { value: 'unknown', label: 'It uses another document, in a way that is not known' },
];

/** Says where a document's content comes from: its own reporting, or another document found by its name or address. */
export function DerivationForm({ document }: { document: string }) {
  return (
    <RecordingForm<Draft, RecordDerivation>
      opener="Say where its content comes from"
      send="Record it"
      name="Where its content comes from"
      blank={blank}
      schema={recordDerivationSchema}
      commandOf={({ derivation: { how, parent, reason } }) => ({
        type: 'RecordDerivation',
        document,
        derivation: how === 'first-hand' ? { how } : { how, parent: pickedIn(parent) },
        reason,
      })}
      placeOf={placeOf}
      give={(sent, options) => trpc.recordDerivation.mutate(sent, options)}
      done="Where its content comes from is recorded"
    >
      <SelectField name="derivation.how" label="How did it come by its content?" options={ways} />
      <Parent document={document} />
      <TextArea
        name="derivation.reason"
        label="How do you know?"
        hint="What the page says of itself, or what is the same in both: it stays with the record."
      />
    </RecordingForm>
  );
}

/** Asked for once it is another document's. */
function Parent({ document }: { document: string }) {
  const how = useWatch<Draft, 'derivation.how'>({ name: 'derivation.how' });
  if (how === '' || how === 'first-hand') return null;
  return (
    <NameField
      name="derivation.parent"
      label="Which document?"
      hint="Words of its title, or its address. A document that is not on record yet comes with a report."
      kinds={['document']}
      except={document}
    />
  );
}

function placeOf(part: string) {
  if (part === 'reason') return { field: 'derivation.reason', nothing: 'Write how you know.' };
  if (part === 'derivation.parent')
    return { field: 'derivation.parent', nothing: 'Choose the document from those that are found.' };
  if (part.startsWith('derivation')) return { field: 'derivation.how', nothing: 'Choose how it came by its content.' };
  return { field: '', nothing: 'This cannot be recorded. Reload the page and try again.' };
}

'use client';

import { TextArea } from '@/app/_ui/field.client';
import { RecordingForm } from '@/app/_ui/recording-form.client';
import { trpc } from '@/app/_ui/trpc.client';
import { type StrikeDerivation, strikeDerivationSchema } from '@/domain/document/command';

type Draft = { strike: Record<string, { reason: string }> };

type Props = {
  document: string;
  /** The document it is struck to come from; without one, that it is its own reporting. */
  parent?: string;
  /** What is struck, in words. */
  what: string;
};

/** Strikes one thing recorded of where a document's content comes from, for a reason. */
export function StrikeForm({ document, parent, what }: Props) {
  const of = parent ?? 'own';
  const field = `strike.${of}.reason`;
  return (
    <RecordingForm<Draft, StrikeDerivation>
      opener={
        <>
          Strike this<span className="hidden"> step: {what}</span>
        </>
      }
      send="Strike it"
      isQuiet
      name={`Strike: ${what}`}
      blank={{ strike: { [of]: { reason: '' } } }}
      schema={strikeDerivationSchema}
      commandOf={({ strike }) => ({
        type: 'StrikeDerivation',
        document,
        ...(parent === undefined ? {} : { parent }),
        reason: strike[of]?.reason ?? '',
      })}
      placeOf={(part) => ({ field: part === 'reason' ? field : '', nothing: 'Write why it is struck.' })}
      give={(sent, options) => trpc.strikeDerivation.mutate(sent, options)}
      done="It is struck"
    >
      <TextArea
        name={field}
        label="Why is it wrong?"
        hint="What was recorded stays in the ledger. Nothing else known, its lineage is unknown again."
        rows={2}
      />
    </RecordingForm>
  );
}

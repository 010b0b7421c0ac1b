'use client';

import { ReasonForm } from '@/app/_ui/reason-form.client';
import { trpc } from '@/app/_ui/trpc.client';
import { undoActSchema } from '@/domain/act/command';

/** Undoes the act of an event, for a reason. */
export function UndoForm({ event }: { event: number }) {
  return (
    <ReasonForm
      name="Undo this act"
      send="Undo it"
      label="Why do you undo it?"
      hint="It stays in the history, beside what you undo."
      nothing="Say why you undo it."
      schema={undoActSchema}
      commandOf={(reason) => ({ type: 'UndoAct', event, reason })}
      give={trpc.undoAct.mutate}
      leadsTo={(position) => `/ledger/${position}`}
      back={{ href: `/ledger/${event}`, words: 'Back to the event' }}
    />
  );
}

'use client';

import { ReasonForm } from '@/app/_ui/reason-form.client';
import { trpc } from '@/app/_ui/trpc.client';
import { type RestoreClaim, restoreClaimSchema } from '@/domain/claim/command';

type Props = Pick<RestoreClaim, 'subject' | 'claim' | 'shownVersion' | 'before'>;

/** Restores what a claim said before an event, for a reason. */
export function RestoreForm(props: Props) {
  return (
    <ReasonForm
      name={`Restore what it said before #${props.before}`}
      send="Restore it"
      label="Why is it restored?"
      hint="It stays in the history, with what the claim says now."
      nothing="Say why it is restored."
      schema={restoreClaimSchema}
      commandOf={(reason) => ({ type: 'RestoreClaim', ...props, reason })}
      give={trpc.restoreClaim.mutate}
      leadsTo={() => `/claims/${props.claim}`}
      back={{ href: `/claims/${props.claim}`, words: 'Back to the claim' }}
    />
  );
}

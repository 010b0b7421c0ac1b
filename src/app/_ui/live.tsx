import type { ComponentProps } from 'react';
import { Live as Kept } from './live.client';
import { OnlyNow } from './only-now';

/** Keeps a page up with the ledger where it shows the record as it is: nothing comes to the past. */
export function Live(props: ComponentProps<typeof Kept>) {
  return (
    <OnlyNow>
      <Kept {...props} />
    </OnlyNow>
  );
}

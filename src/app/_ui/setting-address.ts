import type { RecordedValue } from '@/domain/recorded-value';

/** The event at a position as a step of what this value has been, with the way to the step before it and the one after. */
export const settingAddress = (position: number, of: RecordedValue): string =>
  `/ledger/${position}?of=${encodeURIComponent(of).replaceAll('%3A', ':')}`;

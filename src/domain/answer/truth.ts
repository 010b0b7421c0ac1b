import type { CountRange } from './count';

/**
 * A truth about presence or harm is a statement about the same quantity a count speaks of: `yes` is at least one, `no` is
 * none. So "yes" for a narrower scope implies "yes" for the broader, and "no" for the broader implies "no" for the narrower.
 */
export const truthRange = (value: 'yes' | 'no'): CountRange =>
  value === 'yes' ? { least: 1, most: Number.POSITIVE_INFINITY } : { least: 0, most: 0 };

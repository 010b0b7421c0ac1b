import type { Sealed } from '../identifier';
import type { RegisterSite } from './command';

/** A place that claims speak of was registered. */
export type SiteRegistered = {
  type: 'SiteRegistered';
  data: Omit<RegisterSite, 'type' | 'site' | 'note'> & { note?: Sealed };
};

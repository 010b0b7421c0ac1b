import type { Sealed } from '../identifier';
import type { OpenIncident } from './command';

/** A record was opened for something that happened, or is said to have happened. */
export type IncidentOpened = {
  type: 'IncidentOpened';
  data: Omit<OpenIncident, 'type' | 'incident' | 'title'> & { title: Sealed };
};

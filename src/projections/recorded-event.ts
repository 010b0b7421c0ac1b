import type { DomainEvent } from '@/domain/event';

import type { LedgerEvent } from '@/ledger/read';

/** A sequenced event with its data as the domain knows it: the one place where bytes read become typed events. */
export type RecordedEvent = Omit<LedgerEvent, 'type' | 'data'> & DomainEvent;

/**
 * Types an event read from the ledger, an older version brought to the present one. The kind and the id of its entity are
 * the two parts of its stream.
 */
export const typed = (event: LedgerEvent): RecordedEvent => {
  const upcast = event.schemaVersion === 1 ? firstVersions[event.type as DomainEvent['type']] : undefined;
  return (upcast ? { ...event, data: upcast(event.data) } : event) as unknown as RecordedEvent;
};

/** What the first versions of events that have had more say in the present form. */
const firstVersions: Partial<Record<DomainEvent['type'], (data: LedgerEvent['data']) => LedgerEvent['data']>> = {
  // Before there was a review a report named its claims and its document; their words stand with the claims.
  ReportSubmitted: ({ document = null, ...data }) => ({
    ...data,
    sources: [],
    incidents: [],
    sites: [],
    document: { known: document },
  }),
  ReportAccepted: (data) => ({ ...data, declined: [] }),
};

/** The id of the entity whose stream an event is on. */
export const entityOf = (event: { stream: string }): string => event.stream.slice(event.stream.indexOf(':') + 1);

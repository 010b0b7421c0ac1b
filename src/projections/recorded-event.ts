import type { DomainEvent } from '@/domain/event';
import type { LedgerEvent } from '@/ledger/read';

/** A sequenced event with its data as the domain knows it: the one place where bytes read become typed events. */
export type RecordedEvent = Omit<LedgerEvent, 'type' | 'data'> & DomainEvent;

/**
 * Types an event read from the ledger. Every type has had one schema version so far; an upcast of an older one goes here.
 * The kind and the id of its entity are the two parts of its stream.
 */
export const typed = (event: LedgerEvent): RecordedEvent => event as unknown as RecordedEvent;

/** The id of the entity whose stream an event is on. */
export const entityOf = (event: { stream: string }): string => event.stream.slice(event.stream.indexOf(':') + 1);

import { type ClaimContent, contentAfter, firstContent } from '../claim/event';
import type { Command } from '../command';
import type { DomainEvent } from '../event';
import { evolve, type StreamState } from '../fold';
import type { StreamId } from '../identifier';

/** What happened on a stream, with its words as they are read back. `position` is null while it waits to be sequenced. */
export type PastEvent = { version: number; position: number | null; append: string; actor: string } & {
  event: DomainEvent;
};

/** The event that a command names by its ledger position, and all that happened on its stream, oldest first. */
export type Past = { stream: StreamId; version: number; events: readonly PastEvent[] };

/** What was read of the stream of a named event, as far as a version of it, as decisions look back on it. */
export const pastOf = (
  named: { stream: string; version: number },
  entries: readonly {
    version: number;
    position: number | null;
    appendId: string;
    actor: string;
    type: string;
    data: object;
  }[],
  upTo: number,
): Past => ({
  stream: named.stream as StreamId,
  version: named.version,
  events: entries
    .filter(({ version }) => version <= upTo)
    .map(({ version, position, appendId, actor, type, data }) => ({
      version,
      position,
      append: appendId,
      actor,
      event: { type, data } as DomainEvent,
    })),
});

/** The ledger position of the event whose past a command has to be given, if any. */
export const positionNamed = (command: Command): number | null =>
  command.type === 'UndoAct' ? command.event : command.type === 'RestoreClaim' ? command.before : null;

/** What a stream's events add up to, words left out. */
export const foldedFrom = (events: readonly PastEvent[]): StreamState | null =>
  events.reduce<StreamState | null>((state, { event, version, actor }) => evolve(state, event, version, actor), null);

/** What a claim says after these events of its stream, words included; undefined where it was not recorded yet. */
export const contentFrom = (events: readonly PastEvent[], claim: string): ClaimContent | undefined =>
  events.reduce<ClaimContent | undefined>((content, { event }) => {
    if (!setsContent(event) || event.data.claim !== claim) return content;
    if (event.type === 'ClaimRecorded' || event.type === 'ClaimRevised') return firstContent(event);
    return content && contentAfter(content, event);
  }, undefined);

type SettingContent = Extract<
  DomainEvent,
  { type: 'ClaimRecorded' | 'ClaimRevised' | 'ClaimCorrected' | 'ClaimWithdrawn' | 'CopyingErrorMarked' }
>;

/** Whether an event sets what is recorded of one claim. */
export const setsContent = (event: DomainEvent): event is SettingContent =>
  event.type === 'ClaimRecorded' ||
  event.type === 'ClaimRevised' ||
  event.type === 'ClaimCorrected' ||
  event.type === 'ClaimWithdrawn' ||
  event.type === 'CopyingErrorMarked';

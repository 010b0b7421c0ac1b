import { contentFrom, type Past, setsContent } from '../act/past';
import type { DomainEvent } from '../event';
import { subjectStream } from '../identifier';
import { unknownId } from '../known';
import { type Refusal, refuse } from '../refusal';
import type { RestoreClaim } from './command';
import { changedMeanwhile, sameValue } from './decide';
import type { ClaimContent, Correction } from './event';

/** What a restoration corrects, and the ledger position of the event that had set what the claim says again. */
export type Restored = { corrected: Correction; restores: number };

/**
 * What corrects a claim back to what was recorded of it before an event of its stream, told from that stream alone. A mark
 * as an error in copying is no part of what it says and stays as it is. Refuses an event that is not there or is another
 * record's, one before which there was no such claim, a claim that changed after it was shown, one that was or would be
 * withdrawn, words that were erased, and a restoration that changes nothing.
 */
export function restorationOf(past: Past | null, command: RestoreClaim): Restored | Refusal {
  if (!past) return refuse('unknown-id', 'There is no such event on record.', 'before');
  if (past.stream !== subjectStream(command.subject))
    return refuse('another-record', 'That event is of another record than this claim.', 'before');
  const set = past.events.filter(({ event }) => setsContent(event) && event.data.claim === command.claim);
  const says = contentFrom(past.events, command.claim);
  if (!says) return unknownId('claim', 'claim');
  const earlier = set.filter(({ version }) => version < past.version);
  const said = contentFrom(earlier, command.claim);
  const restores = earlier.findLast(({ event: { type } }) => saysWhat.includes(type))?.position ?? null;
  if (!said || restores === null)
    return refuse('not-yet-recorded', `Before #${command.before} this claim was not on record.`, 'before');
  if (set.at(-1)?.version !== command.shownVersion) return changedMeanwhile;
  if ((said.withdrawn ?? false) !== (says.withdrawn ?? false))
    return refuse(
      'withdrawn',
      'Whether its claimant took the answer back is not restored with what it said: correct that alone, where we recorded it by mistake.',
      'before',
    );
  const corrected = backTo(said, says);
  if ('refused' in corrected) return corrected;
  if (Object.keys(corrected).length === 0)
    return refuse('nothing-changed', `It says what it said before #${command.before}.`, 'before');
  return { corrected, restores };
}

/** The events by which it is recorded what a claim says, and not what became of it. */
const saysWhat: readonly DomainEvent['type'][] = ['ClaimRecorded', 'ClaimRevised', 'ClaimCorrected'];

const parts = [
  'attribute',
  'scope',
  'answer',
  'claimant',
  'relays',
  'excerpt',
  'opinion',
  'validity',
  'revises',
  'withdrawn',
] as const satisfies readonly (keyof Correction)[];

/** The correction from what a claim says now to what it said then. Refuses words that were erased since. */
export function backTo(said: ClaimContent, says: ClaimContent): Correction | Refusal {
  const apart = parts.filter((part) => sameValue(said[part]) !== sameValue(says[part]));
  const isErased = (part: (typeof parts)[number]) => {
    const value = said[part];
    return typeof value === 'object' && 'text' in value && value.text === null;
  };
  if (apart.some(isErased)) return refuse('words-erased', 'Words that it would say again were erased since.', 'reason');
  return Object.fromEntries(apart.map((part) => [part, said[part] ?? null]));
}

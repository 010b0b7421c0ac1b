import type { DomainEvent } from './event';
import type { OriginCount } from './question/origin-count';
import type { QuestionState } from './question/state';

/** What an event did to a question: its state and its origins before and after. */
type Turned = { before: QuestionState; after: QuestionState; originsBefore: OriginCount; origins: OriginCount };

/** Events that say something of the matter itself, whatever they change. */
const ofTheMatter: ReadonlySet<DomainEvent['type']> = new Set([
  'ClaimRecorded',
  'ClaimRevised',
  'ClaimWithdrawn',
  'IncidentOpened',
  'SiteRegistered',
  'QuestionRuled',
  'DissentRecorded',
  'RulingReopened',
]);

/**
 * Whether a reader of a history should see an event at first sight: what is claimed or ruled, and what changes a question's
 * state or its origins. All else is housekeeping, the correction of an excerpt among it.
 */
export function isSubstantive(event: DomainEvent, effects: readonly Turned[]): boolean {
  if (ofTheMatter.has(event.type)) return true;
  if (event.type === 'ClaimCorrected' && Object.keys(event.data.corrected).some((part) => part !== 'excerpt'))
    return true;
  return effects.some(
    ({ before, after, originsBefore, origins }) =>
      before !== after || originsBefore[0] !== origins[0] || originsBefore[1] !== origins[1],
  );
}

import type { Credibility } from '@/domain/claim/command';
import type { Reliability } from '@/domain/source/command';

/** How reliable a source has been, in the words of the Admiralty scale (NATO AJP-2.1). F is not the worst. */
export const reliabilityWords: Record<Reliability, string> = {
  A: 'Completely reliable',
  B: 'Usually reliable',
  C: 'Fairly reliable',
  D: 'Not usually reliable',
  E: 'Unreliable',
  F: 'Reliability cannot be judged',
};

/** How credible one claim is, in the words of the Admiralty scale (NATO AJP-2.1). 6 is not the worst. */
export const credibilityWords: Record<Credibility, string> = {
  1: 'Confirmed by other sources',
  2: 'Probably true',
  3: 'Possibly true',
  4: 'Doubtful',
  5: 'Improbable',
  6: 'Truth cannot be judged',
};

import type { ClaimStanding } from '@/domain/question/claim-standing';

/** How a claim has fared, in a few words. */
export const standingWords: Record<ClaimStanding, string> = {
  revised: 'revised or taken back by itself',
  miscopied: 'marked as an error in copying',
  repeats: 'passes on another’s word',
  contradicted: 'contradicted',
  agreed: 'agreed to by other origins',
  untested: 'untested',
};

/**
 * The state of a question or of one of its lines: the closed vocabulary of the domain description. `Settled` comes from a
 * ruling and is never computed from claims.
 */
export const questionStates = [
  'Not reported',
  'One source',
  'Uncontradicted',
  'Agreed',
  'Disputed',
  'Settled',
  'Withdrawn',
] as const;

export type QuestionState = (typeof questionStates)[number];

/** States in the order a reader should meet them, the ones that ask for attention first. */
export const worstFirst: readonly QuestionState[] = [
  'Disputed',
  'One source',
  'Uncontradicted',
  'Agreed',
  'Settled',
  'Withdrawn',
  'Not reported',
];

/** The state a question shows for its lines: the worst; withdrawn and unreported lines count only where there is no other. */
export const worstState = (states: readonly QuestionState[]): QuestionState =>
  worstFirst.find((state) => states.includes(state)) ?? 'Not reported';

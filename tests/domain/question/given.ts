import type { Answer } from '@/domain/answer/answer';
import type { AssessedClaim, Lineage } from '@/domain/question/claim';

type Form = Extract<Answer, { kind: 'count' }>['form'];

export const count = (form: Form, n?: number, m?: number): Answer =>
  ({ kind: 'count', form, ...(n !== undefined && { n }), ...(m !== undefined && { m }) }) as Answer;
export const exactly = (n: number): Answer => ({ kind: 'count', form: 'exactly', n });
export const time = (edtf: string): Answer => ({ kind: 'time', edtf });
export const truth = (value: 'yes' | 'no'): Answer => ({ kind: 'truth', value });
export const weapon = (term: string): Answer => ({ kind: 'category', term });
export const unknown: Answer = { kind: 'unknown' };

/** A claim with everything a test does not care about filled in: rockets, claimed by its own id. */
export const claim = (
  id: string,
  answer: Answer | number,
  rest: Partial<Omit<AssessedClaim, 'id' | 'answer'>> = {},
): AssessedClaim => ({
  id,
  attribute: 'rockets',
  claimant: `claimant ${id}`,
  answer: typeof answer === 'number' ? exactly(answer) : answer,
  ...rest,
});

export const lineage = (rest: Partial<Lineage> = {}): Lineage => ({ sources: {}, documents: {}, ...rest });

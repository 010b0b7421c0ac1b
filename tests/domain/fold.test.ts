import { expect, test } from 'vitest';
import { evolve, noClaims } from '@/domain/fold';

test('a correction of a claim that was never recorded changes nothing, whatever the claim is called', () => {
  const subject = { kind: 'subject', ...noClaims } as const;
  for (const claim of ['c1', 'constructor', '__proto__'])
    expect(
      evolve(
        subject,
        { type: 'ClaimCorrected', data: { claim, corrected: { scope: null }, reason: 'Misread.' } },
        2,
        'p',
      ),
    ).toEqual(subject);
});

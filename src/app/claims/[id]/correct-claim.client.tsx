'use client';

import type { Subject } from '@/domain/identifier';
import type { ClaimView } from '@/queries/find-subject';
import type { SourceName } from '@/queries/names';

/** The form that corrects what was misrecorded of a claim. */
export function CorrectClaim(_: { claim: ClaimView; subject: Subject; sources: SourceName[]; shownVersion: number }) {
  return null;
}

'use client';

import type { ReactNode } from 'react';
import { FormProvider, useForm } from 'react-hook-form';

/** What a reviewer has typed: the answers they decline, by `declinedField`, and what they decide. */
export type ReviewDraft = {
  declined: Record<string, { is: boolean; reason: string }>;
  decision: '' | 'accept' | 'return' | 'reject';
  question: string;
  reason: string;
};

/** The part of the form that holds whether an answer is declined, and why. A claim may be called as objects' own members are. */
export const declinedField = (claim: string) => `declined.of-${claim}` as const;

/** The answers that are declined in a draft, in the order of the report, each with the reason typed. */
export const declinedIn = (
  declined: ReviewDraft['declined'] | undefined,
  answers: readonly { claim: string }[],
): { claim: string; reason: string }[] =>
  answers.flatMap(({ claim }) => {
    const typed = declined?.[`of-${claim}`];
    return typed?.is ? { claim, reason: typed.reason ?? '' } : [];
  });

/** Holds what a reviewer types, over the whole of a report. Nothing in it is lost when a decision is refused. */
export function ReviewForm({ children }: { children: ReactNode }) {
  const form = useForm<ReviewDraft>({
    defaultValues: { declined: {}, decision: '', question: '', reason: '' },
    shouldFocusError: false,
  });
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => event.preventDefault()}>
        {children}
      </form>
    </FormProvider>
  );
}

'use client';

import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink, TRPCClientError } from '@trpc/client';
import type { ApiRouter } from '@/api/router';

/** The browser's only door. */
export const trpc = createTRPCClient<ApiRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: '/trpc' }),
      false: httpLink({ url: '/trpc' }),
    }),
  ],
});

/** Why a call failed, in words: a refusal with its field, or that the server was not reached. */
export type Failure = { refused: string; field?: string; reason: string };

/** Reads what went wrong with a call. */
export function failureOf(error: unknown): Failure {
  if (error instanceof TRPCClientError) {
    const refusal = (error.data as { refusal?: Failure } | null)?.refusal;
    if (refusal) return refusal;
    if (error.data) return { refused: 'fault', reason: error.message };
  }
  return {
    refused: 'not-reached',
    reason: 'Palimpsest was not reached. Nothing was lost: send it again when it runs.',
  };
}

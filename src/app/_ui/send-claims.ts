import type { Subject } from '@/domain/identifier';
import { findRecordAlone } from '@/queries/find-record';
import { readArrangement } from './arrangement';
import { claimsCsv } from './claims-csv';
import { choicesOf, claimsMatrix } from './claims-matrix';
import { reading } from './reading';

/**
 * Answers with the claims of a record as its page shows them for the same address: the same questions, copies and languages,
 * in the same order. Parts of the address that are not understood are left out, as on the page; an unknown subject is a 404.
 */
export async function sendClaims(subject: Subject, asked: URLSearchParams): Promise<Response> {
  const view = await findRecordAlone((await reading()).db, subject);
  if (!view) return new Response('Nothing is recorded at this address.\n', { status: 404, headers: text('plain') });
  const matrix = claimsMatrix(view);
  // A part that stands there twice is a list, which no part may be.
  const params = Object.fromEntries([...new Set(asked.keys())].map((name) => [name, several(asked.getAll(name))]));
  const { arrangement } = readArrangement(params, choicesOf(matrix));
  const lines = claimsCsv(view, matrix, arrangement);
  return new Response(lines, {
    headers: {
      ...text('csv'),
      'content-disposition': `attachment; filename="claims-${subject.kind}-${subject.id}-as-of-${view.asOf}.csv"`,
    },
  });
}

const several = (values: string[]): string | string[] | undefined => (values.length > 1 ? values : values[0]);

const text = (kind: 'csv' | 'plain') => ({ 'content-type': `text/${kind}; charset=utf-8` });

import { randomUUID } from 'node:crypto';
import type { Append } from '@/ledger/append';
import type { JsonObject } from '@/ledger/envelope';

/** An append of one event or several: on each stream named, after the version given for it, as many events as asked. */
export function anAppend(
  streams: Record<string, number | { expected: number; events: number }>,
  rest: Partial<Append> & { data?: JsonObject; sealedPaths?: string[] } = {},
): Append {
  const { data = { said: 'something' }, sealedPaths = [], ...given } = rest;
  const wanted = Object.entries(streams).map(([stream, at]) => ({
    stream,
    ...(typeof at === 'number' ? { expected: at, events: 1 } : at),
  }));
  return {
    id: randomUUID(),
    digest: 'digest',
    actor: 'person:tester',
    recordedAt: '2021-05-03T17:00:00.000Z',
    streams: wanted.map(({ stream, expected, events }) => ({ stream, expected, state: { seen: expected + events } })),
    events: wanted.flatMap(({ stream, events }) =>
      Array.from({ length: events }, () => ({ stream, type: 'Tried', schemaVersion: 1, data, sealedPaths })),
    ),
    ...given,
  };
}

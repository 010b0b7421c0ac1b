import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type DomainEvent, schemaVersions } from '@/domain/event';
import { evolve, type StreamState } from '@/domain/fold';
import type { LedgerEvent } from '@/ledger/read';
import { applyEvent } from '@/projections/apply-event';
import { typed } from '@/projections/recorded-event';
import { emptyWorld } from '@/projections/world';

type Line = { stream: string; version: number; type: DomainEvent['type']; schemaVersion: number; data: object };

/** Events in the versions before and after they could undo or restore, as they were once written: never edited. */
const lines = readFileSync(new URL('../fixtures/events-undoing.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);
const events = lines.map((line, position) =>
  typed({ ...structuredClone(line), position, appendEnd: position, actor: 'p' } as unknown as LedgerEvent),
);

test('each kind that may undo is there in both versions, but for a reopening, which is only of its own', () => {
  const versions = (type: string) => new Set(lines.flatMap((line) => (line.type === type ? line.schemaVersion : [])));
  const second = Object.keys(schemaVersions).filter(
    (type) => schemaVersions[type as DomainEvent['type']] === 2 && !type.startsWith('Report'),
  );
  expect(second).toHaveLength(10);
  for (const type of second) expect(versions(type), type).toEqual(new Set(type === 'RulingReopened' ? [2] : [1, 2]));
});

test('both versions are typed as they stand, and leave the same folded and followed', () => {
  const states = new Map<string, StreamState>();
  const world = emptyWorld();
  for (const [at, event] of events.entries()) {
    expect(event.data).toEqual(lines[at]?.data);
    states.set(event.stream, evolve(states.get(event.stream) ?? null, event, event.version, event.actor));
    applyEvent(world, event);
  }
  expect(states.get('document:copy')).toMatchObject({ lineage: 'unknown', parents: [] });
  expect(states.get('source:other')).toEqual({ kind: 'source' });
  expect(states.get('incident:inc')).toMatchObject({
    excluding: [],
    claims: { c1: { content: { answer: { n: 9 } } }, c2: { content: { answer: { n: 5 } } } },
    questions: { wounded: { isRuled: false, marks: {} } },
  });
  expect(world.claim.get('c1')).toMatchObject({ credibility: null, corrections: 3, miscopies: null });
  expect(world.claim.get('c2')).toMatchObject({ miscopies: null });
  expect(world.claim.get('t1')).toMatchObject({ against: [] });
  expect(world.source.get('src')).toMatchObject({ reliability: null });
  expect(world.source.get('other')).toMatchObject({ partOf: null });
  expect([...world.derivation.values()]).toEqual([]);
});

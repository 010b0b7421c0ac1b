import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aDocument, begun, derives, GivenRecord, isFirstHand } from '../given-record';

const strike = (document: string, parent?: string) => ({
  type: 'StrikeDerivation',
  document,
  ...(parent === undefined ? {} : { parent }),
  reason: 'It does not say so.',
});
const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const documents = () => new GivenRecord(...begun, ...ids.map((id) => aDocument(id, 'src')));
const circle = { refused: 'lineage-cycle', field: 'derivation.parent' };
const parentsOf = (record: GivenRecord, id: string) => {
  const state = record.states.get(`document:${id}`);
  return state?.kind === 'document' ? state : undefined;
};

describe('a document comes from another', () => {
  test('never from itself, nor from what comes from it, however far', () => {
    const record = documents();
    expect(record.when(derives('a', 'a'))).toEqual(circle);
    record.given(derives('a', 'b'), derives('b', 'c'), derives('c', 'd', 'unknown'), derives('d', 'e', 'based on'));
    for (const far of ['a', 'b', 'c', 'd']) expect(record.when(derives('e', far))).toEqual(circle);
    expect(record.when(derives('e', 'f'))).toEqual(['DerivationRecorded']);
    expect(record.when(derives('f', 'a'))).toEqual(circle);
    // Two ways to one origin are no circle.
    expect(record.when(derives('a', 'd'))).toEqual(['DerivationRecorded']);
  });

  test('until the other derivation is struck, or is declared first-hand', () => {
    for (const undo of [strike('a', 'b'), isFirstHand('a')]) {
      const record = documents().given(derives('a', 'b'));
      expect(record.when(derives('b', 'a'))).toEqual(circle);
      record.given(undo);
      expect(record.when(derives('b', 'a'))).toEqual(['DerivationRecorded']);
    }
  });

  test('that is on record', () => {
    expect(documents().when(derives('none', 'a'))).toEqual({ refused: 'unknown-id', field: 'document' });
    expect(documents().when(derives('a', 'constructor'))).toEqual({
      refused: 'unknown-id',
      field: 'derivation.parent',
    });
  });

  test('in no order whatever so that a line of copying comes back to where it began', () => {
    const step = fc.tuple(
      fc.constantFrom(...ids),
      fc.constantFrom(...ids),
      fc.constantFrom('derive', 'strike', 'first-hand'),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const record = documents();
        for (const [document, other, how] of steps)
          record.when(
            how === 'derive'
              ? derives(document, other)
              : how === 'strike'
                ? strike(document, other)
                : isFirstHand(document),
          );
        for (const id of ids) {
          const reached = new Set<string>();
          const open = [id];
          for (let at = open.pop(); at !== undefined; at = open.pop())
            for (const { document } of parentsOf(record, at)?.parents ?? [])
              if (!reached.has(document)) {
                reached.add(document);
                open.push(document);
              }
          expect(reached).not.toContain(id);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a derivation is struck', () => {
  test('one parent at a time; with nothing left the lineage is unknown again', () => {
    const record = documents().given(derives('a', 'b'), derives('a', 'c'));
    expect(record.when(strike('a', 'b'))).toEqual(['DerivationStruck']);
    expect(parentsOf(record, 'a')).toMatchObject({ lineage: 'derived', parents: [{ document: 'c' }] });
    expect(record.when(strike('a', 'b'))).toEqual({ refused: 'nothing-changed', field: 'parent' });
    expect(record.when(strike('a', 'c'))).toEqual(['DerivationStruck']);
    expect(parentsOf(record, 'a')).toMatchObject({ lineage: 'unknown', parents: [] });
  });

  test('as well as that it is its own reporting, by naming no parent', () => {
    const record = documents();
    expect(record.when(strike('a'))).toEqual({ refused: 'nothing-changed', field: 'parent' });
    record.given(isFirstHand('a'));
    expect(record.when(strike('a', 'b'))).toEqual({ refused: 'nothing-changed', field: 'parent' });
    expect(record.when(strike('a'))).toEqual(['DerivationStruck']);
    expect(parentsOf(record, 'a')).toMatchObject({ lineage: 'unknown' });
    record.given(derives('a', 'b'));
    expect(record.when(strike('a'))).toEqual({ refused: 'nothing-changed', field: 'parent' });
  });

  test('of a document on record', () => {
    expect(documents().when(strike('none', 'a'))).toEqual({ refused: 'unknown-id', field: 'document' });
  });
});

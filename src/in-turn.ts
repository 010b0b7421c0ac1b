const tails = new Map<string, Promise<unknown>>();

/**
 * Runs work for the same key one after the other within this process, in the order of asking; work with no key in common
 * runs side by side. All places are taken at once, so nothing waits in a circle. Across processes nothing is promised:
 * the ledger's versions decide there, and here they would only be met by trying again.
 */
export async function inTurn<Outcome>(keys: readonly string[], work: () => Promise<Outcome>): Promise<Outcome> {
  const turn = Promise.allSettled(keys.map((key) => tails.get(key))).then(work);
  for (const key of keys) tails.set(key, turn);
  try {
    return await turn;
  } finally {
    for (const key of keys) if (tails.get(key) === turn) tails.delete(key);
  }
}

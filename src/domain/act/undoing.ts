/** What an event carries that takes an act back: the ledger position of that act's first event. */
export type Undoing = { undoes?: number };

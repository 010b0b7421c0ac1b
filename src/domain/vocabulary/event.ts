import type { DefineAttribute, DefineScope } from './command';

/** A question that can be asked was added to the vocabulary. */
export type AttributeDefined = { type: 'AttributeDefined'; data: Omit<DefineAttribute, 'type'> };

/** A scope, what exactly claims may count, was added to a list of the vocabulary. */
export type ScopeDefined = { type: 'ScopeDefined'; data: Omit<DefineScope, 'type'> };

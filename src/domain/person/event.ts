import type { Sealed } from '../identifier';
import type { Role } from './command';

/** A person who may act was registered. */
export type PersonRegistered = { type: 'PersonRegistered'; data: { name: Sealed; roles: Role[] } };

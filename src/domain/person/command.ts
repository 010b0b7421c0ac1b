import * as z from 'zod';
import { plainLine } from '../answer/plain-text';
import { identifierSchema } from '../identifier';

/** What a person may do: see the policy table in `auth/policy.ts`. */
export const roles = ['contributor', 'reviewer', 'steward'] as const;

/** A role of the policy table. */
export type Role = (typeof roles)[number];

/** Registers a person who may act. The name is sealed; events carry the opaque id only. */
export const registerPersonSchema = z.strictObject({
  type: z.literal('RegisterPerson'),
  person: identifierSchema,
  name: plainLine(120),
  roles: z.array(z.enum(roles)).min(1).max(roles.length),
});

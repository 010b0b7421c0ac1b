import * as z from 'zod';
import { plainLine } from '../answer/plain-text';
import { identifierSchema } from '../identifier';

/** The kinds of incident, in ACLED's words for sub-events of explosions and remote violence. */
export const incidentKinds = ['Shelling/artillery/missile attack', 'Air/drone strike', 'Armed clash', 'Other'] as const;

/** What an incident is, apart from its id. */
export const incidentFields = {
  title: plainLine(160),
  kind: z.enum(incidentKinds),
  site: identifierSchema.optional(),
};

/** Opens an incident: something that happened, or is said to have happened. It asserts nothing else. */
export const openIncidentSchema = z.strictObject({
  type: z.literal('OpenIncident'),
  incident: identifierSchema,
  ...incidentFields,
});

/** Opens an incident. */
export type OpenIncident = z.infer<typeof openIncidentSchema>;

import * as z from 'zod';
import { plainLine, plainText } from '../answer/plain-text';
import { identifierSchema } from '../identifier';

/** The kinds of site. */
export const siteKinds = ['air base', 'airport', 'base', 'town', 'facility', 'area'] as const;

/** What a site is, apart from its id. */
export const siteFields = {
  name: plainLine(120),
  aliases: z.array(plainLine(120)).max(30),
  kind: z.enum(siteKinds),
  /** Containing places, outermost first: `['Iraq', 'Salah al-Din']`. */
  within: z.array(plainLine(120)).min(1).max(6),
  coordinates: z
    .strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      /** How far the true place may lie from the point, in metres. */
      precisionMetres: z.number().int().min(1).max(1_000_000),
    })
    .optional(),
  note: plainText(1000).optional(),
};

/** Registers a site: a place that claims speak of and where incidents happen. */
export const registerSiteSchema = z.strictObject({
  type: z.literal('RegisterSite'),
  site: identifierSchema,
  ...siteFields,
});

/** Registers a site. */
export type RegisterSite = z.infer<typeof registerSiteSchema>;

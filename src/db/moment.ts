/**
 * As of when the views are read: as recorded up to a position, the end of its append; and of that only what was published by
 * the end of a day, of Baghdad. Either may be left open.
 */
export type Moment = { position: number | null; publishedBy: string | null };

/** The header in which the proxy tells a page as of when it is asked for, where it can be asked for as of any moment. */
export const momentHeader = 'palimpsest-moment';

/** What the proxy tells: the moment, null for the record as it is, and the address that asks for the same as it is. */
export type MomentAsked = { moment: Moment | null; now: string };

export const writeMomentHeader = (asked: MomentAsked): string => encodeURIComponent(JSON.stringify(asked));

/** What the proxy told; null where a page is never shown as of a moment. */
export const readMomentHeader = (text: string | null): MomentAsked | null =>
  text === null ? null : (JSON.parse(decodeURIComponent(text)) as MomentAsked);

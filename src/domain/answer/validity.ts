import { edtfSchema, type Moment, readTime } from './edtf';
import { momentSpans } from './moment-spans';
import type { Span } from './span';
import { BAGHDAD_MINUTES } from './time';

/**
 * For when an answer holds. `certain` is the time it surely speaks of, if any; `possible` reaches as far as it may. Where
 * an end of the one lies within the other, that end is uncertain.
 */
export interface Validity {
  readonly certain: Span | undefined;
  readonly possible: Span;
  /** The stated time, where an answer is as of a time and nothing is said of before and after. */
  readonly asOf?: Span;
}

/**
 * Reads a validity in EDTF: a date (as of then; what was before and after is not said), or an interval. `..` is an end that
 * is open (it goes on), an empty end is one that is not known, `~` widens an end by its unit, `?` leaves it unknown on its
 * far side. Nothing when the text is neither, or ends before it begins. Dates are local days `zoneMinutes` east of Greenwich.
 */
export function denoteValidity(edtf: string, zoneMinutes = BAGHDAD_MINUTES): Validity | undefined {
  const expression = readTime(edtf);
  if (!expression || expression.shape === 'list') return undefined;
  const hull = (moment: Moment): Span | undefined => {
    const spans = momentSpans(moment, zoneMinutes);
    const [first] = spans;
    return first && { from: first.from, to: spans.at(-1)?.to ?? first.to };
  };
  if (expression.shape === 'moment') {
    const stated = hull(expression.moment);
    return stated && { certain: isSharp(expression.moment) ? stated : undefined, possible: always, asOf: stated };
  }
  const [beginning = '', ending = ''] = edtf.split('/');
  const from = expression.from && hull(expression.from);
  const to = expression.to && hull(expression.to);
  if ((expression.from && !from) || (expression.to && !to)) return undefined;
  // With no date at all it says for when only as “always”.
  if (!from && !to && edtf !== '../..') return undefined;
  const isFromSharp = expression.from ? isSharp(expression.from) : beginning === '..';
  const isToSharp = expression.to ? isSharp(expression.to) : ending === '..';
  const possible = {
    from: from && !expression.from?.uncertain ? from.from : Number.NEGATIVE_INFINITY,
    to: to && !expression.to?.uncertain ? to.to : Number.POSITIVE_INFINITY,
  };
  const certain = {
    from: isFromSharp ? possible.from : (from?.to ?? to?.from ?? Number.POSITIVE_INFINITY),
    to: isToSharp ? possible.to : (to?.from ?? from?.to ?? Number.NEGATIVE_INFINITY),
  };
  if (possible.from >= possible.to || (from && to && from.from >= to.to)) return undefined;
  return { certain: certain.from < certain.to ? certain : undefined, possible };
}

/** What is said of no time in particular holds at any. */
export const always: Span = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

const isSharp = ({ widensBy, uncertain, masked }: Moment): boolean => !widensBy && !uncertain && !masked;

/** For when an answer holds, as a person writes it. */
export const validitySchema = edtfSchema.refine(
  (text) => denoteValidity(text) !== undefined,
  'Say for when as 2021-05-03 (as of that day), 2020-03/2021-02, or 2021-05-03/.. when it goes on.',
);

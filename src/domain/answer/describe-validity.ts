import { describeMoment } from './describe-time';
import { type Moment, readTime } from './edtf';

/**
 * For when an answer holds, as a page says it: “as of 3 May 2021”, “from March 2020 to February 2021”, “from 3 May 2021,
 * end open: it goes on”, “from 3 May 2021 until at least 6 May 2021”. An end that is open and one that is not known are
 * said in different words. What cannot be read is given back as it is written.
 */
export function describeValidity(edtf: string): string {
  const expression = readTime(edtf);
  if (!expression || expression.shape === 'list') return edtf;
  if (expression.shape === 'moment') return `as of ${describeMoment(expression.moment) ?? edtf}`;
  const [beginning = '', ending = ''] = edtf.split('/');
  const { from, to } = expression;
  if (!from && !to) return noEnds(beginning === '..', ending === '..');
  const parts = [
    from ? beginningWords(from, beginning) : `beginning ${missing(beginning)}`,
    to ? endWords(to, ending, from !== undefined) : ending === '..' ? 'end open: it goes on' : 'end not known',
  ];
  if (!from) parts.reverse();
  return parts.join(from && to ? ' ' : ', ');
}

const missing = (end: string): string => (end === '..' ? 'open' : 'not known');

function noEnds(isFromOpen: boolean, isToOpen: boolean): string {
  if (isFromOpen && isToOpen) return 'at any time';
  if (!isFromOpen && !isToOpen) return 'beginning and end not known';
  return isFromOpen ? 'beginning open, end not known' : 'beginning not known, end open: it goes on';
}

/** `?` leaves an end unknown on its far side: it may have begun before, and gone on after. */
function beginningWords(from: Moment, text: string): string {
  const words = wordsOf(from, text);
  return from.uncertain ? `from ${words} or before` : `from ${words}`;
}

function endWords(to: Moment, text: string, isBegun: boolean): string {
  const words = wordsOf(to, text);
  return to.uncertain ? `until at least ${words}` : `${isBegun ? 'to' : 'until'} ${words}`;
}

const wordsOf = (moment: Moment, text: string): string => describeMoment({ ...moment, uncertain: false }) ?? text;

/** What of the record is cited, and as it was when. */
export type Cited = {
  /** What the page is called. */
  title: string;
  /** The whole address, which leads to the record as it was at this position whatever is recorded later. */
  address: string;
  /** The position of the last event that is in what is cited, and when that event was recorded. */
  asOf: number;
  recordedAt: string;
  /** Where only what was published by a day is cited: that day. */
  publishedBy: string | null;
};

/** A citation as a line of text, with the title in quotation marks. */
export const citationText = ({ title, address, asOf, recordedAt, publishedBy }: Cited): string =>
  `“${title.replaceAll('“', '‘').replaceAll('”', '’')}”. Palimpsest, as recorded up to event #${asOf} on ${dayOf(recordedAt)}${
    publishedBy === null ? '' : `, of what was published by ${publishedBy}`
  }. ${address}`;

/** A citation as a BibTeX entry. */
export function citationBibtex({ title, address, asOf, recordedAt, publishedBy }: Cited): string {
  const [year, month] = dayOf(recordedAt).split('-');
  const published = publishedBy === null ? '' : `, of what was published by ${publishedBy}`;
  const path = address.replace(/^https?:\/\/[^/]*\/?/, '').replace(/[?#].*$/, '');
  const key = ['palimpsest', ...path.split(/[^A-Za-z0-9]+/), String(asOf)].filter((part) => part !== '').join('-');
  return [
    `@misc{${key},`,
    // The second braces keep its capitals.
    `  title = {{${bibtexText(title)}}},`,
    '  howpublished = {Palimpsest},',
    `  year = {${year}},`,
    `  month = ${months[Number(month) - 1]},`,
    `  note = {${bibtexText(`As recorded up to event #${asOf} on ${dayOf(recordedAt)}${published}`)}},`,
    `  url = {${address}},`,
    '}',
  ].join('\n');
}

/** The months as BibTeX names them. */
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The day something was recorded, in UTC. */
const dayOf = (recordedAt: string): string => recordedAt.slice(0, 10);

/**
 * A text inside the braces of a BibTeX field, on one line. Signs with a meaning in BibTeX or TeX are written as commands,
 * braces too, since BibTeX counts also those behind a backslash; Latin letters with a mark as TeX writes them. Letters that
 * TeX has no command for stay as they are, in UTF-8.
 */
export const bibtexText = (text: string): string =>
  [...text.toWellFormed().normalize('NFC')].map(bibtexSign).join('').replace(controls, ' ').trim();

const controls = /[\s\p{Cc}]+/gu;

function bibtexSign(sign: string): string {
  const command = commands[sign];
  if (command !== undefined) return command;
  const [letter = '', mark = '', more] = sign.normalize('NFD');
  const accent = accents[mark];
  return accent !== undefined && more === undefined && /^[A-Za-z]$/.test(letter) ? `{\\${accent}{${letter}}}` : sign;
}

const commands: Record<string, string> = {
  '\\': '{\\textbackslash}',
  '{': '{\\textbraceleft}',
  '}': '{\\textbraceright}',
  '%': '\\%',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  $: '\\$',
  '~': '{\\textasciitilde}',
  '^': '{\\textasciicircum}',
  '<': '{\\textless}',
  '>': '{\\textgreater}',
  '|': '{\\textbar}',
  '–': '{\\textendash}',
  '—': '{\\textemdash}',
  '‘': '{\\textquoteleft}',
  '’': '{\\textquoteright}',
  '“': '{\\textquotedblleft}',
  '”': '{\\textquotedblright}',
  '…': '{\\textellipsis}',
};

/** The commands of marks above and below a letter. */
const accents: Record<string, string> = {
  '\u0300': '`',
  '\u0301': "'",
  '\u0302': '^',
  '\u0303': '~',
  '\u0304': '=',
  '\u0306': 'u',
  '\u0307': '.',
  '\u0308': '"',
  '\u030a': 'r',
  '\u030b': 'H',
  '\u030c': 'v',
  '\u0323': 'd',
  '\u0327': 'c',
  '\u0328': 'k',
  '\u0331': 'b',
};

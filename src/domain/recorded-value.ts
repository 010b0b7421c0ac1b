import * as z from 'zod';
import { plainLine } from './answer/plain-text';
import { identifierSchema, subjectSchema } from './identifier';

/** The values of each thing on record, named as its rows name them. */
const partsOf = {
  claim: [
    'attribute',
    'scope',
    'answer',
    'claimant',
    'relays',
    'document',
    'excerpt',
    'opinion',
    'validity',
    'note',
    'report',
    'revises',
    'withdrawn',
    'miscopies',
    'credibility',
  ],
  source: ['name', 'kind', 'language', 'partOf', 'note', 'reliability'],
  document: ['title', 'publisher', 'address', 'published', 'language', 'edition', 'note', 'lineage'],
  site: ['name', 'aliases', 'kind', 'within', 'coordinates', 'note'],
  incident: ['title', 'kind', 'site'],
  person: ['name', 'roles'],
  report: ['state', 'contents'],
} as const;

/** The parts of a claim that are followed each by itself. */
export const claimParts = partsOf.claim;

/** A part of a claim that is followed by itself. */
export type ClaimPart = (typeof claimParts)[number];

/** Values that a thing has one of for each other thing: a mark against another claim, a derivation from another document. */
const towards: Partial<Record<Thing, string>> = { claim: 'against', document: 'derivation' };

/** What can be on record under an id of its own. */
type Thing = keyof typeof partsOf;

/** What people bring to a question, beside its state. */
const argued = ['question', 'ruling', 'request', 'remark', 'mark'] as const;

/**
 * The name of one value on record, by which its changes are followed through the ledger:
 *
 * - `claim:ID`, all that it says, or one of its parts: `claim:ID:answer`, `source:ID:reliability`, `document:ID:lineage`,
 *   `document:ID:derivation:PARENT`, `claim:ID:against:OTHER`
 * - `question:incident:ID:ATTRIBUTE`, the state of a question, and `ruling:…` alike, its last ruling with what was said to it
 * - `request:incident:ID:REQUEST:ATTRIBUTE`, `remark:…` alike, and
 *   `mark:incident:ID:PERSON:POSITION:claim:EVIDENCE:ATTRIBUTE`, one person's mark on one piece of evidence
 * - `attribute:NAME` and `scope:LIST:NAME`, what was added to the vocabulary
 *
 * What people named in words stands last, as it is written; a list of scopes has its colons and per cent signs escaped.
 */
export type RecordedValue = string & z.$brand<'RecordedValue'>;

/** The whole of a thing on record, or one of its parts. */
export const thingValue = (thing: Thing, id: string, part?: string): RecordedValue =>
  (part === undefined ? `${thing}:${id}` : `${thing}:${id}:${part}`) as RecordedValue;

/** What is asked of a subject: the state of the question, or the ruling on it. */
export const questionValue = (
  what: 'question' | 'ruling',
  { kind, id }: z.infer<typeof subjectSchema>,
  attribute: string,
): RecordedValue => `${what}:${kind}:${id}:${attribute}` as RecordedValue;

/** A request or a remark on a question, by its own id. */
export const saidValue = (
  what: 'request' | 'remark',
  { kind, id }: z.infer<typeof subjectSchema>,
  said: string,
  attribute: string,
): RecordedValue => `${what}:${kind}:${id}:${said}:${attribute}` as RecordedValue;

/** What one person marked one piece of evidence as, for one position of a question. */
export function markValue(
  { kind, id }: z.infer<typeof subjectSchema>,
  person: string,
  { attribute, position, evidence }: { attribute: string; position: string; evidence: object },
): RecordedValue {
  const [what, which] =
    'document' in evidence ? ['document', evidence.document] : ['claim', 'claim' in evidence ? evidence.claim : ''];
  return `mark:${kind}:${id}:${person}:${position}:${what}:${which}:${attribute}` as RecordedValue;
}

/** A question that was added to the vocabulary. */
export const attributeValue = (attribute: string): RecordedValue => `attribute:${attribute}` as RecordedValue;

/** A scope that was added to a list of the vocabulary. */
export const scopeValue = (list: string, scope: string): RecordedValue =>
  `scope:${list.replaceAll('%', '%25').replaceAll(':', '%3A')}:${scope}` as RecordedValue;

/** A value's name taken apart. */
export type ValueParts =
  | { what: Thing; id: string; part: string | null; towards: string | null }
  | {
      what: (typeof argued)[number];
      subject: z.infer<typeof subjectSchema>;
      /** What stands between the subject and the attribute: the id of what was said, or whose mark on what. */
      said: string[];
      attribute: string;
    }
  | { what: 'attribute'; attribute: string }
  | { what: 'scope'; list: string; scope: string };

/** A value's name taken apart. Total for every value the schema or the makers here gave. */
export const valueParts = (value: RecordedValue): ValueParts => {
  const parts = takeApart(value);
  if (typeof parts === 'string') throw new RangeError(`${value}: ${parts}`);
  return parts;
};

/** Reads a value's name as an address has it. Refuses, each with a sentence: no known thing, a part it has not, no id. */
export const recordedValueSchema = z
  .string()
  .max(600, 'The name of a value is shorter than that.')
  .transform((text, context) => {
    const parts = takeApart(text);
    if (typeof parts === 'string') context.addIssue({ code: 'custom', message: parts });
    return text as RecordedValue;
  });

/** How many ids stand between the subject and the attribute. */
const saidBetween: Record<(typeof argued)[number], number> = { question: 0, ruling: 0, request: 1, remark: 1, mark: 4 };

function takeApart(text: string): ValueParts | string {
  const [what = '', ...rest] = text.split(':');
  if (Object.hasOwn(partsOf, what)) return partOf(what as Thing, rest);
  if ((argued as readonly string[]).includes(what)) return saidOf(what as (typeof argued)[number], rest);
  const [first = '', ...others] = rest;
  if (what === 'attribute' && isLine(rest.join(':'))) return { what, attribute: rest.join(':') };
  if (what === 'scope' && isLine(unescaped(first)) && isLine(others.join(':')))
    return { what, list: unescaped(first), scope: others.join(':') };
  return `Name a value by what it is of, such as claim:ID:answer: ${[...Object.keys(partsOf), ...argued, 'attribute', 'scope'].join(', ')}.`;
}

function partOf(what: Thing, [id = '', part, other, ...more]: string[]): ValueParts | string {
  if (!isId(id)) return `After “${what}:” stands the id of the ${what}.`;
  if (part === undefined) return { what, id, part: null, towards: null };
  if (part === towards[what] && other !== undefined && isId(other) && more.length === 0)
    return { what, id, part, towards: other };
  if ((partsOf[what] as readonly string[]).includes(part) && other === undefined)
    return { what, id, part, towards: null };
  const own = towards[what] === undefined ? [] : [`${towards[what]}:ID`];
  return `The values of a ${what} are ${[...partsOf[what], ...own].join(', ')}.`;
}

function saidOf(what: (typeof argued)[number], [kind, id, ...rest]: string[]): ValueParts | string {
  const subject = subjectSchema.safeParse({ kind, id });
  if (!subject.success) return `After “${what}:” stands incident or site, and its id.`;
  const said = rest.slice(0, saidBetween[what]);
  const attribute = rest.slice(saidBetween[what]).join(':');
  if (!said.every(isId) || said.length < saidBetween[what] || (what === 'mark' && !isEvidence(said[2])))
    return `Between the subject and the question of a ${what} stands its id; of a mark the person, the position and the evidence.`;
  if (!isLine(attribute)) return 'At the end stands what is asked, such as rockets.';
  return { what, subject: subject.data, said, attribute };
}

const isId = (text: string): boolean => identifierSchema.safeParse(text).success;
const isLine = (text: string): boolean => plainLine(60).safeParse(text).data === text;
const isEvidence = (text: string | undefined): boolean => text === 'claim' || text === 'document';

function unescaped(text: string): string {
  return text.replaceAll('%3A', ':').replaceAll('%25', '%');
}

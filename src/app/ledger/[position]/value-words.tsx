import { keepMoment } from '@/app/_ui/reading';
import { attributeWords, lowerFirst, questionAddress } from '@/app/_ui/words';
import { type RecordedValue, type ValueParts, valueParts } from '@/domain/recorded-value';
import type { ChangeView } from '@/queries/find-change';
import { ThingLink } from './held-words';

/** How the parts of things are called, and what it means of each that nothing is held. */
const parts: Record<string, { label: string; nothing: string }> = {
  attribute: { label: 'Question', nothing: 'not stated' },
  scope: { label: 'What it counts', nothing: 'not stated' },
  answer: { label: 'Answer', nothing: 'not stated' },
  claimant: { label: 'Claimant', nothing: 'not stated' },
  relays: { label: 'Passes on the word of', nothing: 'nobody' },
  document: { label: 'Read in', nothing: 'not stated' },
  excerpt: { label: 'Excerpt', nothing: 'none' },
  opinion: { label: 'The author’s assessment', nothing: 'no' },
  validity: { label: 'For when it holds', nothing: 'not stated' },
  note: { label: 'Note', nothing: 'none' },
  report: { label: 'Report', nothing: 'none' },
  revises: { label: 'Revises an earlier answer', nothing: 'no' },
  withdrawn: { label: 'Taken back', nothing: 'no' },
  miscopies: { label: 'Marked as an error in copying', nothing: 'no' },
  credibility: { label: 'Credibility', nothing: 'not graded' },
  against: { label: 'Marked as excluding', nothing: 'no' },
  name: { label: 'Name', nothing: 'none' },
  kind: { label: 'Kind', nothing: 'not stated' },
  language: { label: 'Language', nothing: 'not stated' },
  partOf: { label: 'Part of', nothing: 'nothing else' },
  reliability: { label: 'Reliability', nothing: 'not graded' },
  title: { label: 'Title', nothing: 'none' },
  publisher: { label: 'Publisher', nothing: 'not stated' },
  address: { label: 'Address', nothing: 'none' },
  published: { label: 'Published', nothing: 'not known' },
  edition: { label: 'Edition', nothing: 'not stated' },
  lineage: { label: 'Where it has its content from', nothing: 'unknown' },
  derivation: { label: 'Derivation', nothing: 'none' },
  aliases: { label: 'Also written', nothing: 'no other way' },
  within: { label: 'Within', nothing: 'not stated' },
  coordinates: { label: 'Coordinates', nothing: 'not known' },
  site: { label: 'Place', nothing: 'not known' },
  roles: { label: 'Roles', nothing: 'none' },
  state: { label: 'State', nothing: 'none' },
  contents: { label: 'What it holds', nothing: 'nothing' },
};

/** What a part of a thing is called. */
export const partLabel = (part: string): string => parts[part]?.label ?? part;

/** What it means of a part that nothing is held. */
export const nothingIn = (part: string): string => parts[part]?.nothing ?? 'not stated';

/** What a value means where nothing is held. */
export function nothingOf(value: RecordedValue): string {
  const about = valueParts(value);
  if ('part' in about && about.part !== null) return nothingIn(about.part);
  return about.what === 'mark' ? 'not marked' : 'nothing on record';
}

type Names = ChangeView['names'];

const heads: Record<'question' | 'ruling' | 'request' | 'remark' | 'mark', string> = {
  question: 'State of',
  ruling: 'Ruling on',
  request: 'Evidence wanted on',
  remark: 'A remark on',
  mark: 'A mark on',
};

type ValueNameProps = { value: RecordedValue; names: Names; plain?: boolean; isOwn?: boolean };

/**
 * Which value it is, in a few words with the way to where it stands; plain where the words stand in a link themselves. Of a
 * part of what is spoken of anyway its own name is enough.
 */
export function ValueName({ value, names, plain = false, isOwn = false }: ValueNameProps) {
  const about = valueParts(value);
  if (isOwn && 'part' in about && about.part !== null && about.towards === null) return partLabel(about.part);
  if ('id' in about) {
    const head = about.part === null ? wholeWords[about.what] : partLabel(about.part);
    return (
      <>
        {head}
        {about.towards !== null && about.what === 'claim' ? (
          <>
            {' '}
            <Name named={`claim:${about.towards}`} names={names} plain={plain} />
          </>
        ) : null}
        {about.towards !== null && about.what === 'document' ? (
          <>
            {' '}
            from <Name named={`document:${about.towards}`} names={names} plain={plain} />
          </>
        ) : null}
        : <Name named={`${about.what}:${about.id}`} names={names} plain={plain} />
      </>
    );
  }
  if ('subject' in about) {
    const { subject, attribute } = about;
    const asked = lowerFirst(attributeWords(attribute));
    return (
      <>
        {heads[about.what]}{' '}
        {plain ? (
          asked
        ) : (
          <a href={keepMoment(questionAddress(subject, attribute))} className="quiet">
            {asked}
          </a>
        )}
        {about.what === 'mark' ? <Marked said={about.said} names={names} plain={plain} /> : null}:{' '}
        <Name named={`${subject.kind}:${subject.id}`} names={names} plain={plain} />
      </>
    );
  }
  const words = about.what === 'attribute' ? `Question: ${about.attribute}` : `Scope of ${about.list}: ${about.scope}`;
  return plain ? words : <a href={keepMoment('/vocabulary')}>{words}</a>;
}

const wholeWords: Record<Extract<ValueParts, { id: string }>['what'], string> = {
  claim: 'What is said in',
  source: 'Source',
  document: 'Document',
  site: 'Site',
  incident: 'Incident',
  person: 'Person',
  report: 'Report',
};

/** Whose mark, on what, for the position of which claim. */
function Marked({ said, names, plain }: { said: readonly string[]; names: Names; plain: boolean }) {
  const [person = '', position = '', what, which = ''] = said;
  return (
    <>
      , by <Name named={`person:${person}`} names={names} plain={plain} />, of{' '}
      <Name named={`${what === 'document' ? 'document' : 'claim'}:${which}`} names={names} plain={plain} /> for the
      position of <Name named={`claim:${position}`} names={names} plain={plain} />
    </>
  );
}

function Name({ named, names, plain }: { named: keyof Names; names: Names; plain: boolean }) {
  if (!plain) return <ThingLink named={named} names={names} />;
  const id = named.slice(named.indexOf(':') + 1);
  const name = names[named] ?? id;
  return named.startsWith('claim:') && name !== id ? `${name}’s claim` : name;
}

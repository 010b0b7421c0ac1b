import type { ReactNode } from 'react';
import { credibilityWords, reliabilityWords } from '@/app/_ui/grade-words';
import { precisionWords } from '@/app/_ui/map-layout';
import { keepMoment } from '@/app/_ui/reading';
import { StateChip } from '@/app/_ui/state-chip';
import {
  answerWords,
  attributeWords,
  dateWords,
  derivationWords,
  languageWords,
  originWords,
  plural,
} from '@/app/_ui/words';
import { describeValidity } from '@/domain/answer/describe-validity';
import type { ChangeView } from '@/queries/find-change';
import type { Named } from '@/queries/list-settings';
import { erased } from '@/queries/names';
import type { Held } from '@/queries/settings-of';

type Names = ChangeView['names'];

/** What a value is in words, with the way to what it names. Of nothing: what it means that nothing is held. */
export function HeldWords({ held, nothing, names }: { held: Held; nothing: string; names: Names }): ReactNode {
  if (held === null) return nothing;
  switch (held.kind) {
    case 'words':
      return (
        <span lang={held.language} dir="auto">
          {held.words ?? erased}
        </span>
      );
    case 'several':
      return held.words.length === 0 ? nothing : <bdi>{held.words.join(', ')}</bdi>;
    case 'answer':
      return 'site' in held.answer && held.answer.kind === 'place' ? (
        <ThingLink named={`site:${held.answer.site}`} names={names} />
      ) : (
        answerWords(held.answer)
      );
    case 'attribute':
      return attributeWords(held.attribute);
    case 'language':
      return languageWords(held.language);
    case 'time':
      return dateWords(held.edtf);
    case 'validity':
      return describeValidity(held.edtf);
    case 'named':
      return <ThingLink named={`${held.thing}:${held.id}`} names={names} />;
    case 'yes':
      return 'yes';
    case 'point':
      return `${held.latitude}, ${held.longitude}: ${precisionWords(held.precisionMetres)}`;
    case 'derivation':
      return `${derivationWords(held.how)} it: ${held.reason ?? erased}`;
    case 'lineage':
      return <Lineage held={held} names={names} />;
    case 'reliability':
      return `${held.grade}, ${reliabilityWords[held.grade]}`;
    case 'credibility':
      return `${held.grade}, ${credibilityWords[held.grade]}`;
    case 'question':
      return (
        <>
          <StateChip state={held.state} /> {originWords(held.origins)}
        </>
      );
    case 'mark':
      return held.mark;
    case 'request':
      return held.outcome === undefined ? (held.wanted ?? erased) : `Ended: ${held.outcome ?? erased}`;
    case 'ruling':
      return <Ruling held={held} names={names} />;
    case 'report':
      return [
        held.state,
        ...(held.declined > 0 ? [`${plural(held.declined, 'answer')} declined`] : []),
        ...(held.state === 'returned' || held.state === 'rejected' ? [held.said ?? erased] : []),
      ].join(': ');
    case 'contents':
      return (
        <>
          {plural(held.answers, 'answer')} read in <ThingLink named={`document:${held.document}`} names={names} />
        </>
      );
    case 'all':
      return 'all that is below';
  }
}

/** Something on record by its name, where it has one; a claim by who says it. */
export function ThingLink({ named, names }: { named: Named; names: Names }) {
  const [thing = '', id = ''] = named.split(':');
  const name = names[named];
  if (name === undefined) return id;
  const words = thing === 'claim' ? `${name}’s claim` : name;
  return thing === 'person' ? (
    name
  ) : (
    <a href={keepMoment(`/${thing}s/${id}`)} className="quiet">
      <bdi>{words}</bdi>
    </a>
  );
}

function Lineage({ held, names }: { held: Extract<Held, { kind: 'lineage' }>; names: Names }) {
  if (held.lineage === 'unknown') return 'unknown';
  if (held.lineage === 'first-hand') return 'its own reporting';
  return held.parents.map(({ id, how }, index) => (
    <span key={id}>
      {index > 0 ? '; ' : ''}
      {derivationWords(how)} <ThingLink named={`document:${id}`} names={names} />
    </span>
  ));
}

function Ruling({ held, names }: { held: Extract<Held, { kind: 'ruling' }>; names: Names }) {
  const { outcome, rule, dissents, isReopened } = held;
  return (
    <>
      {outcome.kind === 'undecidable' ? (
        'It cannot be decided'
      ) : outcome.kind === 'range' ? (
        answerWords(outcome.answer)
      ) : (
        <>
          as <ThingLink named={`claim:${outcome.position}`} names={names} /> says
        </>
      )}
      , by the rule “{rule}”{dissents > 0 ? `, ${plural(dissents, 'dissent')}` : ''}
      {isReopened ? ', reopened' : ''}
    </>
  );
}

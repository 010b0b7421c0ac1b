import type { ReactElement } from 'react';
import type { ClaimContent } from '@/domain/claim/event';
import type { RuledThen } from '@/queries/before-and-after';
import type { ToldEvent } from '@/queries/list-changes';
import { erased } from '@/queries/names';
import styles from './event-sentence.module.css';
import { credibilityWords, reliabilityWords } from './grade-words';
import { keepMoment } from './reading';
import { Sign } from './sign';
import { answerWords, attributeWords, derivationWords, lowerFirst } from './words';

type Told = Pick<ToldEvent, 'event' | 'before' | 'after' | 'names'> & Partial<Pick<ToldEvent, 'turn'>>;

/** Every event as one sentence, here and nowhere else. A new event type does not compile until it has one. */
export function EventSentence({ event, before, after, turn = null, names }: Told): ReactElement {
  const name = (id: string) => names[id] ?? id;
  const entity = event.stream.slice(event.stream.indexOf(':') + 1);
  const document = (id: string) => (
    <>
      “
      <a href={keepMoment(`/documents/${id}`)} className="quiet">
        {name(id)}
      </a>
      ”
    </>
  );
  const source = (id: string) => (
    <a href={keepMoment(`/sources/${id}`)} className="quiet">
      {name(id)}
    </a>
  );
  const eventAt = (position: number) => <a href={`/ledger/${position}`}>#{position}</a>;
  const undoes = 'undoes' in event.data ? event.data.undoes : undefined;
  const undoing = undoes === undefined ? null : <>, undoing {eventAt(undoes)}</>;
  switch (event.type) {
    case 'PersonRegistered':
      return <>A person was registered as {event.data.roles.join(' and ')}.</>;
    case 'SourceRegistered':
      return (
        <>
          The source “
          <a href={keepMoment(`/sources/${entity}`)} className="quiet">
            {event.data.name ?? erased}
          </a>
          ” was registered{event.data.partOf === undefined ? null : <> as part of {source(event.data.partOf)}</>}.
        </>
      );
    case 'DocumentRecorded':
      return (
        <>
          The document “
          <a href={keepMoment(`/documents/${entity}`)} className="quiet">
            {event.data.title ?? erased}
          </a>
          ” was recorded.
        </>
      );
    case 'DerivationRecorded': {
      const { derivation } = event.data;
      return 'parent' in derivation ? (
        <>
          {document(entity)} {derivationWords(derivation.how)} {document(derivation.parent)}
          {undoing}.
        </>
      ) : (
        <>
          {document(entity)} was found to be first-hand{undoing}.
        </>
      );
    }
    case 'SiteRegistered':
      return (
        <>
          The site “
          <a href={keepMoment(`/sites/${entity}`)} className="quiet">
            {event.data.name}
          </a>
          ” was registered.
        </>
      );
    case 'IncidentOpened':
      return (
        <>
          A record was opened: “
          <a href={keepMoment(`/incidents/${entity}`)} className="quiet">
            {event.data.title ?? erased}
          </a>
          ”.
        </>
      );
    case 'ReportSubmitted':
      return (
        <>
          A report was submitted with {event.data.claims.length} {event.data.claims.length === 1 ? 'answer' : 'answers'}
          .
        </>
      );
    case 'ReportAccepted':
      if (event.data.by === 'policy') return <>The report was accepted at once, by policy.</>;
      return event.data.declined.length === 0 ? (
        <>The report was accepted.</>
      ) : (
        <>
          The report was accepted in part: {event.data.declined.length} of its answers{' '}
          {event.data.declined.length === 1 ? 'was' : 'were'} declined.
        </>
      );
    case 'ReportReturned':
      return <>The report was returned with a question: {event.data.question ?? erased}</>;
    case 'ReportRejected':
      return <>The report was rejected: {event.data.reason ?? erased}</>;
    case 'AttributeDefined':
      return (
        <>
          “{attributeWords(event.data.attribute)}” was added to what can be asked of{' '}
          {event.data.subjects.map((kind) => `${kind}s`).join(' and ')}: answered by {event.data.kinds.join(' or ')}
          {event.data.scopes === undefined ? '' : `, for ${event.data.scopes} of one scope or another`}.
        </>
      );
    case 'ScopeDefined':
      return (
        <>
          “{event.data.scope}” was added to what can be counted among {event.data.list}
          {event.data.within.length > 0 ? `, within ${event.data.within.join(' and ')}` : ', a whole of its own'}
          {event.data.apartFrom.length > 0 ? `, apart from ${event.data.apartFrom.join(' and ')}` : ''}.
        </>
      );
    case 'ClaimRecorded':
      return after ? (
        <>
          <ClaimSentence content={after} names={names} /> Read in {document(event.data.document)}.
        </>
      ) : (
        <>A claim was recorded.</>
      );
    case 'ClaimRevised':
      return after ? (
        <>
          {name(after.claimant)} revised <a href={keepMoment(`/claims/${event.data.revises}`)}>an earlier answer</a>:{' '}
          <ClaimSentence content={after} names={names} /> Read in {document(event.data.document)}.
        </>
      ) : (
        <>A claimant revised its answer.</>
      );
    case 'ClaimWithdrawn':
      return (
        <>
          {name(event.data.claimant)} took back what it had said
          {before ? (
            <>
              {' '}
              on {lowerFirst(attributeWords(before.attribute, before.scope))}: {answerWords(before.answer)}
            </>
          ) : null}
          . Read in {document(event.data.document)}.
        </>
      );
    case 'CopyingErrorMarked':
      return (
        <>
          {before ? <ClaimSentence content={before} names={names} /> : 'A claim.'}{' '}
          {event.data.copies === null ? (
            'This is no longer marked as an error in copying'
          ) : (
            <>
              This was marked as an error in copying{' '}
              <a href={keepMoment(`/claims/${event.data.copies}`)}>another claim</a>
            </>
          )}
          {undoing}.
        </>
      );
    case 'ConflictMarked':
      return (
        <>
          <a href={keepMoment(`/claims/${event.data.claims[0]}`)}>One answer</a> and{' '}
          <a href={keepMoment(`/claims/${event.data.claims[1]}`)}>another</a>{' '}
          {event.data.conflict ? 'were marked as excluding each other' : 'are no longer marked as excluding each other'}
          {undoing}.
        </>
      );
    case 'ClaimGraded':
      return (
        <>
          {event.data.credibility === null ? 'A grade of ' : null}
          {before ? (
            <>
              {name(before.claimant)}’s{' '}
              <a href={keepMoment(`/claims/${event.data.claim}`)} className="quiet">
                {lowerFirst(attributeWords(before.attribute, before.scope))} {answerWords(before.answer)}
              </a>
            </>
          ) : event.data.credibility === null ? (
            'a claim'
          ) : (
            'A claim'
          )}{' '}
          {event.data.credibility === null ? (
            'was taken back'
          ) : (
            <>
              was graded{' '}
              <Turned was={turn?.of === 'credibility' ? turn.before : null} is={String(event.data.credibility)} />,{' '}
              {lowerFirst(credibilityWords[event.data.credibility])}
            </>
          )}
          {undoing}: {event.data.rationale ?? erased}
        </>
      );
    case 'DerivationStruck':
      return (
        <>
          It was struck that {document(entity)}{' '}
          {event.data.parent === undefined ? 'is first-hand' : <>comes from {document(event.data.parent)}</>}
          {undoing}.
        </>
      );
    case 'SourceAffiliated':
      return event.data.partOf === null ? (
        <>
          {source(entity)} was found to speak for itself alone{undoing}.
        </>
      ) : (
        <>
          {source(entity)} was found to be part of {source(event.data.partOf)}, one origin with it{undoing}.
        </>
      );
    case 'SourceGraded':
      return (
        <>
          {event.data.reliability === null ? (
            <>A grade of {source(entity)} was taken back</>
          ) : (
            <>
              {source(entity)} was graded{' '}
              <Turned was={turn?.of === 'reliability' ? turn.before : null} is={event.data.reliability} />,{' '}
              {lowerFirst(reliabilityWords[event.data.reliability])}
            </>
          )}
          {undoing}: {event.data.rationale ?? erased}
        </>
      );
    case 'EvidenceMarked': {
      const { attribute, evidence, position, mark } = event.data;
      const of = turn?.of === 'mark' ? turn : null;
      return (
        <>
          On {lowerFirst(attributeWords(attribute))}:{' '}
          {'document' in evidence ? (
            document(evidence.document)
          ) : (
            <a href={keepMoment(`/claims/${evidence.claim}`)} className="quiet">
              {of?.evidence ? `${name(of.evidence.claimant)}’s ${answerWords(of.evidence.answer)}` : 'a claim'}
            </a>
          )}{' '}
          {mark === null ? (
            <>is no longer marked{of?.before ? ` ${of.before.toLowerCase()}` : ''}</>
          ) : (
            <>
              was marked <Turned was={of?.before?.toLowerCase() ?? null} is={mark.toLowerCase()} />
            </>
          )}{' '}
          for the position{' '}
          <a href={keepMoment(`/claims/${position}`)}>{of?.position ? answerWords(of.position.answer) : 'named'}</a>
          {undoing}.
        </>
      );
    }
    case 'EvidenceRequested':
      return (
        <>
          On {lowerFirst(attributeWords(event.data.attribute))}, this would change a mind: {event.data.wanted ?? erased}
        </>
      );
    case 'RequestMet':
      return (
        <>
          On {lowerFirst(attributeWords(event.data.attribute))}, the search for evidence ended:{' '}
          {event.data.outcome ?? erased}
        </>
      );
    case 'RemarkMade':
      return (
        <>
          A remark on {lowerFirst(attributeWords(event.data.attribute))}: {event.data.text ?? erased}
        </>
      );
    case 'QuestionRuled':
      return (
        <>
          A ruling was made on {lowerFirst(attributeWords(event.data.attribute))}:{' '}
          {turn?.of === 'ruling' && turn.after !== null ? (
            <>
              <Turned was={turn.before === null ? null : ruledThenWords(turn.before)} is={ruledThenWords(turn.after)} />
              .{' '}
            </>
          ) : null}
          {event.data.rationale ?? erased}
        </>
      );
    case 'DissentRecorded':
      return (
        <>
          A dissent from the ruling on {lowerFirst(attributeWords(event.data.attribute))}: {event.data.text ?? erased}
        </>
      );
    case 'RulingReopened':
      return (
        <>
          The ruling on {lowerFirst(attributeWords(event.data.attribute))} was reopened{undoing}:{' '}
          {event.data.reason ?? erased}
        </>
      );
    case 'ClaimCorrected':
      return before && after ? (
        <>
          Our record of {name(before.claimant)} was corrected
          {undoing}
          {event.data.restores === undefined ? null : <> back to what {eventAt(event.data.restores)} had set</>}:{' '}
          <Differences before={before} after={after} names={names} />
        </>
      ) : (
        <>A claim was corrected.</>
      );
  }
}

/** What something became, after what it was before; that alone where it was nothing. */
function Turned({ was, is }: { was: string | number | null; is: string }) {
  if (was === null || String(was) === is) return <strong>{is}</strong>;
  return (
    <span className={styles.turned}>
      <del>{was}</del> <Sign name="onwards" />
      <span className="hidden">became </span>
      <ins>{is}</ins>
    </span>
  );
}

/** What a ruling came to in words, as it read then. */
export function ruledThenWords(ruled: NonNullable<RuledThen>): string {
  if (ruled === 'undecidable') return 'it cannot be decided';
  const words = answerWords(ruled.answer);
  return ruled.scope ? `${words} (${ruled.scope})` : words;
}

/** What a claim says, with who says it: one sentence. */
export function ClaimSentence({ content, names }: { content: ClaimContent; names: Record<string, string> }) {
  return (
    <>
      {names[content.claimant] ?? content.claimant}: {lowerFirst(attributeWords(content.attribute, content.scope))}{' '}
      <strong>{answerWords(content.answer).replace(/\.$/, '')}</strong>
      {content.opinion ? ' (the author’s assessment, no position)' : ''}
      {content.relays ? <> (passing on the word of {names[content.relays] ?? content.relays})</> : null}.
    </>
  );
}

/** What a correction changed, part by part. */
export function Differences({
  before,
  after,
  names,
}: {
  before: ClaimContent;
  after: ClaimContent;
  names: Record<string, string>;
}) {
  return (
    <>
      {differences(before, after, names).map(({ part, was, is }, index) => (
        <span key={part} className={styles.difference}>
          {index > 0 ? <span className="hidden">; </span> : null}
          {part} <del>{was}</del> <Sign name="onwards" />
          <span className="hidden">became </span>
          <ins>{is}</ins>
        </span>
      ))}
    </>
  );
}

/** The parts in which two contents of a claim differ, in words. */
export function differences(before: ClaimContent, after: ClaimContent, names: Record<string, string>) {
  const name = (id: string | undefined) => (id === undefined ? 'nobody' : (names[id] ?? id));
  const parts = [
    ['Question', attributeWords(before.attribute), attributeWords(after.attribute)],
    ['What it counts', before.scope ?? 'not stated', after.scope ?? 'not stated'],
    [attributeWords(after.attribute, after.scope), answerWords(before.answer), answerWords(after.answer)],
    ['Claimant', name(before.claimant), name(after.claimant)],
    ['Passes on the word of', name(before.relays), name(after.relays)],
    ['The author’s assessment', before.opinion ? 'yes' : 'no', after.opinion ? 'yes' : 'no'],
    ['For when', before.validity ?? 'not stated', after.validity ?? 'not stated'],
    ['Revises an earlier answer', before.revises ? 'yes' : 'no', after.revises ? 'yes' : 'no'],
    ['Taken back', before.withdrawn ? 'yes' : 'no', after.withdrawn ? 'yes' : 'no'],
    ['Marked as an error in copying', before.miscopies ? 'yes' : 'no', after.miscopies ? 'yes' : 'no'],
    ['Excerpt', excerptWords(before), excerptWords(after)],
  ] as const;
  return parts.filter(([, was, is]) => was !== is).map(([part, was, is]) => ({ part, was, is }));
}

const excerptWords = (content: ClaimContent): string => (content.excerpt ? (content.excerpt.text ?? erased) : 'none');

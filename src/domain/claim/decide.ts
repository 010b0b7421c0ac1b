import type { Answer } from '../answer/answer';
import type { StreamEvent } from '../event';
import type { StreamState } from '../fold';
import { type StreamId, subjectStream } from '../identifier';
import { isRecorded, type States, unknownId } from '../known';
import type { Vocabulary } from '../question/vocabulary';
import { type Refusal, refuse } from '../refusal';
import { vocabularyIn } from '../vocabulary/decide';
import type { CorrectClaim } from './command';
import { applyCorrection, type Correction, type RecordedAnswer } from './event';

/**
 * Whether an answer fits its question: a known attribute, a scope the attribute has, a kind of answer it takes.
 * Answers a refusal, or null when it fits. `field` says where in the command the question stands.
 */
export function fitsVocabulary(
  vocabulary: Vocabulary,
  asked: {
    attribute: string;
    scope?: string;
    answer: { kind: Answer['kind'] };
    validity?: string | undefined;
    subjectKind: 'incident' | 'site';
  },
  parent: string,
): Refusal | null {
  const field = (part: string) => (parent === '' ? part : `${parent}.${part}`);
  const attribute = vocabulary.findAttribute(asked.attribute);
  if (!attribute) return refuse('does-not-fit', `There is no attribute “${asked.attribute}”.`, field('attribute'));
  if (!attribute.subjects.includes(asked.subjectKind))
    return refuse('does-not-fit', `${attribute.label} is not asked of a ${asked.subjectKind}.`, field('attribute'));
  const scopes = attribute.scopes ?? [];
  if (asked.scope !== undefined && !scopes.some(({ id }) => id === asked.scope))
    return refuse('does-not-fit', `${attribute.label} has no scope “${asked.scope}”.`, field('scope'));
  if (asked.scope === undefined && scopes.length > 0)
    return refuse('does-not-fit', `Say what exactly ${attribute.label.toLowerCase()} counts.`, field('scope'));
  if (asked.answer.kind !== 'unknown' && !attribute.kinds.includes(asked.answer.kind))
    return refuse('does-not-fit', `${attribute.label} is not answered by a ${asked.answer.kind}.`, field('answer'));
  if (asked.validity !== undefined && asked.subjectKind !== 'site')
    return refuse(
      'does-not-fit',
      'An incident is at its own time: only what is said of a site is for a time.',
      field('validity'),
    );
  return null;
}

/** The site an answer names, if it names one. */
export const siteNamed = (answer: RecordedAnswer | undefined): string | undefined =>
  (answer?.kind === 'place' && 'site' in answer) || answer?.kind === 'tally' ? answer.site : undefined;

/** Refuses an answer that names a site which is not on record; null when it names none or a known one. */
export const unknownPlace = (
  isThere: (stream: StreamId) => boolean,
  answer: RecordedAnswer | undefined,
  field: string,
): Refusal | null => {
  const site = siteNamed(answer);
  const at = field === '' ? 'answer.site' : `${field}.answer.site`;
  return site === undefined || isThere(`site:${site}`) ? null : unknownId('site', at);
};

/**
 * Refuses a relay that leads back to who passes the word on: of a circle nobody would be the origin. Looks at the claims of
 * the same question on the record; null when there is no circle.
 */
export function relayCircle(
  state: StreamState | null | undefined,
  content: { attribute: string; scope?: string; claimant: string; relays?: string | undefined },
  field: string,
  but?: string,
): Refusal | null {
  if (content.relays === undefined || state?.kind !== 'subject') return null;
  const relays = Object.entries(state.claims).flatMap(([id, { content: other }]) =>
    id !== but && other.attribute === content.attribute && other.scope === content.scope && other.relays !== undefined
      ? { by: other.claimant, of: other.relays }
      : [],
  );
  const reached = new Set([content.relays]);
  for (const source of reached) for (const { by, of } of relays) if (by === source) reached.add(of);
  return reached.has(content.claimant)
    ? refuse(
        'lineage-cycle',
        'On this question that source passes on the word of this claimant: of a circle nobody would be the origin.',
        field,
      )
    : null;
}

/** Refuses what was decided on an older version of a claim. */
export const changedMeanwhile = refuse(
  'changed-meanwhile',
  'Somebody changed this claim after you opened it. See what changed, then send yours again.',
  'shownVersion',
);

/** Decides a correction: it must have been shown the claim's present version, and must change something. */
export function decideCorrection(
  states: States,
  command: Omit<CorrectClaim, 'corrected'> & { corrected: Correction },
): StreamEvent[] | Refusal {
  const stream = subjectStream(command.subject);
  const state = states.get(stream);
  if (state?.kind !== 'subject') return unknownId(command.subject.kind, 'subject');
  const claim = Object.hasOwn(state.claims, command.claim) ? state.claims[command.claim] : undefined;
  if (claim === undefined) return unknownId('claim', 'claim');
  if (claim.version !== command.shownVersion) return changedMeanwhile;
  const corrected = onlyChanges(command.corrected, claim.content);
  if (Object.keys(corrected).length === 0)
    return refuse('nothing-changed', 'The correction says what the record already says.', 'corrected');
  if (corrected.claimant !== undefined && !isRecorded(states, `source:${corrected.claimant}`))
    return unknownId('source', 'corrected.claimant');
  if (corrected.relays != null && !isRecorded(states, `source:${corrected.relays}`))
    return unknownId('source', 'corrected.relays');
  const { revises } = corrected;
  if (
    typeof revises === 'string' &&
    Object.entries(state.claims).some(([id, other]) => id !== command.claim && other.content.revises === revises)
  )
    return refuse(
      'does-not-fit',
      'That answer has been revised by another claim since: only one can take its place.',
      'corrected.revises',
    );
  const scope = corrected.scope === undefined ? claim.content.scope : (corrected.scope ?? undefined);
  const misfit = fitsVocabulary(
    vocabularyIn(states),
    {
      attribute: corrected.attribute ?? claim.content.attribute,
      ...(scope === undefined ? {} : { scope }),
      answer: corrected.answer ?? claim.content.answer,
      validity: corrected.validity === undefined ? claim.content.validity : (corrected.validity ?? undefined),
      subjectKind: command.subject.kind,
    },
    'corrected',
  );
  if (misfit) return misfit;
  const nowhere = unknownPlace((stream) => isRecorded(states, stream), command.corrected.answer, 'corrected');
  if (nowhere) return nowhere;
  const claimant = corrected.claimant ?? claim.content.claimant;
  if ((corrected.relays === undefined ? claim.content.relays : corrected.relays) === claimant)
    return refuse('does-not-fit', 'A claimant does not pass on its own word.', 'corrected.relays');
  const circle = relayCircle(
    state,
    applyCorrection(claim.content, corrected),
    corrected.relays == null ? 'corrected' : 'corrected.relays',
    command.claim,
  );
  if (circle) return circle;
  const data = { claim: command.claim, corrected, reason: command.reason };
  return [{ stream, event: { type: 'ClaimCorrected', data } }];
}

/** Sealed text is not in the folded state, so a corrected excerpt or text answer always counts as a change. */
function onlyChanges(parts: Correction, content: Record<string, unknown>): Correction {
  const changes = Object.entries(parts).filter(([part, value]) => {
    if (value === undefined) return false;
    const before = content[part];
    if (value === null) return before !== undefined;
    if (part === 'excerpt' || (typeof value === 'object' && 'text' in value)) return true;
    return sameValue(value) !== sameValue(before);
  });
  return Object.fromEntries(changes);
}

/** One text for a part of a claim, whatever the order its members were read back in. */
export const sameValue = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

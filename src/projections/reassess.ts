import { type PlaceReader, placeReader } from '@/domain/answer/place';
import type { Subject } from '@/domain/identifier';
import { standingRuling } from '@/domain/question/argument';
import type { Assessment } from '@/domain/question/assess';
import { assessFamily, familyOf } from '@/domain/question/assess-family';
import { cardOf } from '@/domain/question/card';
import { challengesTo } from '@/domain/question/challenge';
import type { AssessedClaim, Lineage } from '@/domain/question/claim';
import { standingsOf } from '@/domain/question/claim-standing';
import { denote } from '@/domain/question/denote';
import { lineageOf } from '@/domain/question/lineage';
import { consequenceOf, stageOf } from '@/domain/question/stage';
import { type Vocabulary, vocabularyWith } from '@/domain/question/vocabulary';
import type { Effect } from './change';
import { assessedClaim } from './claim.table';
import { placeIncident } from './facets';
import type { RecordedEvent } from './recorded-event';
import { sameRow } from './same-row';
import { additionsIn } from './vocabulary.table';
import { put, questionKey, type Rows, type World } from './world';

/** The event questions are made anew after: of what is assessed for a reader alone, not when it was recorded. */
type Cause = Pick<RecordedEvent, 'position'> & { recordedAt: string | null };

/** Makes the questions that these attributes bear on anew, and answers what changed state. */
export function reassess(world: World, event: Cause, subject: Subject, attributes: readonly string[]): Effect[] {
  const claims = [...world.claim.values()].filter(
    (claim) => claim.subjectKind === subject.kind && claim.subjectId === subject.id,
  );
  const vocabulary = vocabularyIn(world);
  const lineage = lineageIn(world);
  const effects: Effect[] = [];
  for (const family of new Map(
    attributes.map((attribute) => [familyOf(attribute).join(), familyOf(attribute)]),
  ).values()) {
    const bearing = claims
      .filter((claim) => family.includes(claim.attribute))
      .sort((a, b) => a.recordedAtPosition - b.recordedAtPosition);
    const asked = family.filter(
      (attribute) =>
        world.question.has(questionKey(subject, attribute)) || bearing.some((claim) => claim.attribute === attribute),
    );
    const spoken = bearing.map((claim) => ({
      ...assessedClaim(claim, world.document.get(claim.documentId)?.published),
      setBy: claim.answeredAt,
    }));
    const gazetteer = spoken.some(({ answer }) => answer.kind === 'place') ? world.site : undefined;
    const assessments = assessFamily(asked, spoken, lineage, vocabulary, gazetteer);
    const reading = { vocabulary, places: placeReader(gazetteer ?? new Map()) };
    for (const [attribute, computed] of assessments) {
      const effect = settle(world, event, subject, attribute, computed, spoken, reading);
      if (effect) effects.push(effect);
      noteStandings(world, attribute, spoken, computed, reading);
    }
  }
  if (subject.kind === 'incident') placeIncident(world, subject.id);
  return effects;
}

/** What answers are read by: what can be asked, and where places lie. */
type Reading = { vocabulary: Vocabulary; places: PlaceReader };

/** Sets a question's row from what its claims amount to and what was argued on it. Answers what changed, if anything did. */
function settle(
  world: World,
  event: Cause,
  subject: Subject,
  attribute: string,
  computed: Assessment,
  spoken: readonly (AssessedClaim & { setBy: number })[],
  { vocabulary, places }: Reading,
): Effect | null {
  const before = world.question.get(questionKey(subject, attribute));
  const argument = before?.argument ?? null;
  const ruling = standingRuling(argument);
  const challengedBy = ruling ? challengesTo(ruling, attribute, spoken, computed, vocabulary, places) : [];
  const assessment: Assessment = ruling ? { ...computed, state: 'Settled' } : computed;
  const isDisputed = computed.state === 'Disputed';
  const records = subject.kind === 'site' ? (world.site.get(subject.id)?.incidents ?? 0) : 1;
  const isSame = before !== undefined && sameRow(before.assessment, assessment);
  const stage = stageOf(computed, argument, { isRuled: ruling !== null, isChallenged: challengedBy.length > 0 });
  const row = {
    subjectKind: subject.kind,
    subjectId: subject.id,
    attribute,
    state: assessment.state,
    assessment: isSame ? before.assessment : assessment,
    argument,
    challengedBy,
    stage,
    consequence: consequenceOf(records, computed.live.length),
    ...disputedSince(before, event, { isDisputed, isRuled: ruling !== null }),
    lastArgued: before?.lastArgued ?? null,
    lastArguedAt: before?.lastArguedAt ?? null,
    card: stage === null ? null : cardOf(assessment, argument, challengedBy.length),
    setBy: isSame ? before.setBy : event.position,
  };
  if (before && isSame && sameRow(before, { ...row, since: before.since })) return null;
  put(world, 'question', row);
  if (isSame) return null;
  const { state, origins } = assessment;
  return { attribute, before: before?.assessment.state ?? 'Not reported', after: state, origins };
}

/** Since when a question is disputed, which it stays while a ruling stands. */
function disputedSince(
  before: Rows['question'] | undefined,
  { position, recordedAt }: Cause,
  now: { isDisputed: boolean; isRuled: boolean },
): Pick<Rows['question'], 'disputedSince' | 'disputedSinceAt'> {
  if (before && before.disputedSince !== null && (now.isDisputed || now.isRuled))
    return { disputedSince: before.disputedSince, disputedSinceAt: before.disputedSinceAt };
  return now.isDisputed
    ? { disputedSince: position, disputedSinceAt: recordedAt }
    : { disputedSince: null, disputedSinceAt: null };
}

/** Notes at each claim of a question how it has fared. */
function noteStandings(
  world: World,
  attribute: string,
  spoken: readonly AssessedClaim[],
  computed: Assessment,
  { vocabulary, places }: Reading,
): void {
  const own = spoken.filter((claim) => claim.attribute === attribute);
  for (const [id, standing] of standingsOf(own, computed, (claim) => denote(claim, vocabulary, places)?.key)) {
    const row = world.claim.get(id);
    if (row && row.standing !== standing) put(world, 'claim', { ...row, standing });
  }
}

/** The vocabulary as events have left it. */
export function vocabularyIn(world: Pick<World, 'vocabulary'>): Vocabulary {
  return vocabularyWith(additionsIn([...world.vocabulary.values()]));
}

/** What the world knows of who belongs to whom and what copies what, in the form `assess` reads. */
function lineageIn(world: World): Lineage {
  const edges = [...world.derivation.values()].sort((a, b) => a.setBy - b.setBy);
  const parentsOf = (id: string) =>
    edges.filter(({ documentId }) => documentId === id).map(({ parentId, how }) => ({ document: parentId, how }));
  return lineageOf(
    [...world.source.values()],
    [...world.document.values()].map(({ id, publisherId, lineage }) => ({
      id,
      publisher: publisherId,
      lineage,
      parents: lineage === 'derived' ? parentsOf(id) : [],
    })),
  );
}

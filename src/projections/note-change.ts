import { actOf } from '@/domain/act';
import type { Subject } from '@/domain/identifier';
import { isSubstantive } from '@/domain/is-substantive';
import type { Evidence } from '@/domain/question/command';
import type { Changed, Effect } from './change';
import { entityOf, type RecordedEvent } from './recorded-event';
import { put, type Rows, type World } from './world';

/** A subject whose questions an event may have changed, with what it changed of them. */
export type Borne = { subject: Subject; effects: Effect[] };

/** What an event is about: the claim, the questions, and the records it bears on beside those it changed. */
export type About = { claimId: string | null; attributes: string[]; records: Changed[] };

/** What an event is about, by the event and the rows as they were before it: what it takes away is no longer there after. */
export function aboutOf(world: World, event: RecordedEvent): About {
  const claims = claimsIn(event);
  const rows = claims.flatMap((id) => world.claim.get(id) ?? []);
  const [row] = rows;
  return {
    claimId: claims[0] ?? null,
    attributes: [...(row ? [row.attribute] : []), ...attributesIn(event)],
    records: [...rows.flatMap(recordsOf), ...recordsIn(world, event)],
  };
}

/** Notes an event in the history of every record it bears on. */
export function noteChange(world: World, event: RecordedEvent, about: About, borne: readonly Borne[]): void {
  const own: Changed = { kind: event.stream.split(':')[0] as Changed['kind'], id: entityOf(event) };
  const isOwn = ({ kind, id }: Changed) => kind === own.kind && id === own.id;
  const all = borne.flatMap(({ effects }) => effects);
  const write = (one: Changed, effects: Effect[], stated: readonly string[], weighed: Effect[]) => {
    const incident = one.kind === 'incident' ? world.incident.get(one.id) : undefined;
    if (incident) put(world, 'incident', { ...incident, lastChange: event.position });
    put(world, 'change', {
      position: event.position,
      subjectKind: one.kind,
      subjectId: one.id,
      isOwn: isOwn(one),
      claimId: isOwn(one) ? about.claimId : null,
      act: actOf(event.type),
      actor: event.actor,
      recordedAt: event.recordedAt,
      attributes: [...new Set([...stated, ...weighed.map(({ attribute }) => attribute)])].sort(),
      isSubstantive: isSubstantive(event, weighed),
      effects,
    });
  };
  for (const one of [own, ...about.records]) write(one, [], about.attributes, all);
  for (const { subject, effects } of borne) {
    const isOwnSubject = isOwn(subject);
    write(subject, effects, isOwnSubject ? about.attributes : [], isOwnSubject ? all : effects);
  }
}

/** The claims an event is about, the one it is noted with first. */
function claimsIn(event: RecordedEvent): readonly string[] {
  switch (event.type) {
    case 'ClaimRecorded':
    case 'ClaimRevised':
    case 'ClaimCorrected':
    case 'ClaimWithdrawn':
    case 'CopyingErrorMarked':
    case 'ClaimGraded':
      return [event.data.claim];
    case 'ConflictMarked':
      return event.data.claims;
    default:
      return [];
  }
}

/** The questions an event names. */
function attributesIn({ data }: RecordedEvent): string[] {
  if ('corrected' in data) return data.corrected.attribute === undefined ? [] : [data.corrected.attribute];
  return 'attribute' in data ? [data.attribute] : [];
}

/** Who makes a claim or is relayed in it, and where it was read. */
const recordsOf = ({ claimantId, relaysId, documentId }: Rows['claim']): Changed[] => [
  ...sources(claimantId, relaysId),
  ...documents(documentId),
];

/** The records an event names beside its own and those of its claims. */
function recordsIn(world: World, event: RecordedEvent): Changed[] {
  switch (event.type) {
    case 'SourceRegistered':
      return sources(event.data.partOf);
    case 'SourceAffiliated':
      return sources(world.source.get(entityOf(event))?.partOf, event.data.partOf);
    case 'DocumentRecorded':
      return sources(event.data.publisher);
    case 'DerivationRecorded': {
      const { derivation } = event.data;
      if ('parent' in derivation) return documents(derivation.parent);
      const id = entityOf(event);
      const own = [...world.derivation.values()].filter(({ documentId }) => documentId === id);
      return documents(...own.map(({ parentId }) => parentId));
    }
    case 'DerivationStruck':
      return documents(event.data.parent);
    case 'IncidentOpened':
      return event.data.site === undefined ? [] : [{ kind: 'site', id: event.data.site }];
    case 'ClaimRecorded':
    case 'ClaimRevised': {
      const { claimant, relays, document } = event.data;
      return [...sources(claimant, relays), ...documents(document)];
    }
    case 'ClaimCorrected': {
      const { claimant, relays } = event.data.corrected;
      return sources(claimant, relays);
    }
    case 'ClaimWithdrawn':
      return [...sources(event.data.claimant), ...documents(event.data.document)];
    case 'EvidenceMarked':
      return documents(...documentsAmong([event.data.evidence]));
    case 'QuestionRuled':
      return documents(...documentsAmong(event.data.evidence));
    case 'PersonRegistered':
    case 'SourceGraded':
    case 'SiteRegistered':
    case 'AttributeDefined':
    case 'ScopeDefined':
    case 'ReportSubmitted':
    case 'ReportReturned':
    case 'ReportAccepted':
    case 'ReportRejected':
    case 'CopyingErrorMarked':
    case 'ConflictMarked':
    case 'ClaimGraded':
    case 'EvidenceRequested':
    case 'RequestMet':
    case 'RemarkMade':
    case 'DissentRecorded':
    case 'RulingReopened':
      return [];
  }
}

type Named = string | null | undefined;

const sources = (...ids: Named[]): Changed[] => ids.flatMap((id) => (id ? { kind: 'source', id } : []));

const documents = (...ids: Named[]): Changed[] => ids.flatMap((id) => (id ? { kind: 'document', id } : []));

const documentsAmong = (evidence: readonly Evidence[]): string[] =>
  evidence.flatMap((each) => ('document' in each ? each.document : []));

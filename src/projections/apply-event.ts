import type { Answer } from '@/domain/answer/answer';
import { comparableTerm } from '@/domain/answer/category';
import { denoteTime } from '@/domain/answer/time';
import { applyCorrection, type ClaimContent } from '@/domain/claim/event';
import type { DerivationKind } from '@/domain/document/command';
import { comparableAddress } from '@/domain/document/comparable-address';
import type { Subject } from '@/domain/identifier';
import { assessFamily, familyOf } from '@/domain/question/assess-family';
import type { AssessedClaim, Lineage } from '@/domain/question/claim';
import { type Vocabulary, vocabularyWith } from '@/domain/question/vocabulary';
import { documentOf } from '@/domain/report/event';
import type { Effect } from './change';
import { nameAnew, placeIncident } from './facets';
import { entityOf, type RecordedEvent } from './recorded-event';
import { undatedSortAt } from './subject.table';
import { additionsIn } from './vocabulary.table';
import { put, questionKey, type Rows, remove, type World } from './world';

/** Applies one event to the views held in a world: sets its rows, makes the assessments it bears on anew. Pure and total. */
export function applyEvent(world: World, event: RecordedEvent): void {
  const id = entityOf(event);
  const setBy = event.position;
  switch (event.type) {
    case 'PersonRegistered':
      put(world, 'person', { id, name: event.data.name, roles: event.data.roles, setBy });
      return;
    case 'SourceRegistered': {
      const { name, kind, language = null, partOf = null, note = null } = event.data;
      put(world, 'source', { id, name, kind, language, partOf, note, sortName: comparableTerm(name ?? ''), setBy });
      nameAnew(world, 'source', id, [name]);
      return;
    }
    case 'DocumentRecorded': {
      const {
        title,
        publisher,
        address = null,
        published = null,
        language = null,
        edition = null,
        note = null,
      } = event.data;
      const about = { title, publisherId: publisher, address, published, language, edition, note };
      const from = published === null ? undefined : denoteTime(published)?.spans[0]?.from;
      const sortAt = from !== undefined && Number.isFinite(from) ? Math.floor(from) : undatedSortAt;
      const comparable = address === null ? null : (comparableAddress(address) ?? null);
      put(world, 'document', { id, ...about, comparableAddress: comparable, sortAt, lineage: 'unknown', setBy });
      nameAnew(world, 'document', id, [title]);
      return;
    }
    case 'DerivationRecorded':
      applyDerivation(world, event, id);
      return;
    case 'SiteRegistered': {
      const { coordinates = null, note = null, ...about } = event.data;
      put(world, 'site', { id, ...about, coordinates, note, sortName: comparableTerm(about.name), setBy });
      nameAnew(world, 'site', id, [about.name, ...about.aliases]);
      noteChange(world, event, { kind: 'site', id }, []);
      return;
    }
    case 'IncidentOpened': {
      const { title, kind, site: siteId = null } = event.data;
      put(world, 'incident', { id, title, kind, siteId, earliest: null, latest: null, dates: null, setBy });
      const site = siteId === null ? undefined : world.site.get(siteId);
      nameAnew(world, 'incident', id, [title, ...(site ? [site.name, ...site.aliases] : [])]);
      placeIncident(world, id);
      noteChange(world, event, { kind: 'incident', id }, []);
      return;
    }
    case 'AttributeDefined': {
      const { attribute, scopes, ...rest } = event.data;
      const definition = { id: attribute, ...rest, ...(scopes === undefined ? {} : { scopeList: scopes }) };
      put(world, 'vocabulary', { kind: 'attribute', id: attribute, definition, setBy });
      return;
    }
    case 'ScopeDefined': {
      const { scope, ...rest } = event.data;
      const definition = { id: scope, ...rest };
      // Names hold spaces, but no line break.
      put(world, 'vocabulary', { kind: 'scope', id: `${rest.list}\n${scope}`, definition, setBy });
      return;
    }
    case 'ReportSubmitted': {
      const contents = event.data;
      put(world, 'report', {
        id,
        documentId: documentOf(contents),
        contents,
        submittedBy: event.actor,
        submittedAtPosition: world.report.get(id)?.submittedAtPosition ?? setBy,
        state: 'submitted',
        answer: null,
        declined: [],
        version: event.version,
        setBy,
      });
      return;
    }
    case 'ReportReturned':
      decideOn(world, event, { state: 'returned', answer: event.data.question });
      return;
    case 'ReportAccepted':
      decideOn(world, event, { state: 'accepted', declined: event.data.declined });
      return;
    case 'ReportRejected':
      decideOn(world, event, { state: 'rejected', answer: event.data.reason });
      return;
    case 'ClaimRecorded': {
      const { claim, document, report, note = null, ...content } = event.data;
      const subject = subjectOf(event);
      put(world, 'claim', {
        id: claim,
        subjectKind: subject.kind,
        subjectId: subject.id,
        ...contentRow(content),
        documentId: document,
        note,
        reportId: report,
        version: event.version,
        recordedAtPosition: setBy,
        setBy,
        corrections: 0,
      });
      noteChange(world, event, subject, reassess(world, event, subject, [content.attribute]), claim, content.attribute);
      return;
    }
    case 'ClaimCorrected': {
      const row = world.claim.get(event.data.claim);
      if (!row) return;
      const content = applyCorrection(contentOf(row), event.data.corrected);
      const { version } = event;
      put(world, 'claim', { ...row, ...contentRow(content), version, setBy, corrections: row.corrections + 1 });
      const subject = subjectOf(event);
      const effects = reassess(world, event, subject, [row.attribute, content.attribute]);
      noteChange(world, event, subject, effects, row.id, content.attribute);
      return;
    }
  }
}

/** Notes where a report stands after a review. */
function decideOn(world: World, event: RecordedEvent, now: Partial<Rows['report']>): void {
  const report = world.report.get(entityOf(event));
  if (report)
    put(world, 'report', {
      ...report,
      answer: null,
      declined: [],
      ...now,
      version: event.version,
      setBy: event.position,
    });
}

function applyDerivation(world: World, event: RecordedEvent & { type: 'DerivationRecorded' }, id: string): void {
  const document = world.document.get(id);
  if (!document) return;
  const { derivation, reason } = event.data;
  const setBy = event.position;
  put(world, 'document', { ...document, lineage: derivation.how === 'first-hand' ? 'first-hand' : 'derived', setBy });
  if ('parent' in derivation)
    put(world, 'derivation', { documentId: id, parentId: derivation.parent, how: derivation.how, reason, setBy });
  else for (const row of [...world.derivation.values()]) if (row.documentId === id) remove(world, 'derivation', row);
  const carried = descendants(world, id);
  const bySubject = new Map<string, { subject: Subject; attributes: string[] }>();
  // In the order they were recorded: rows come from their table in no order, and effects must stand in one.
  for (const claim of [...world.claim.values()].sort((a, b) => a.recordedAtPosition - b.recordedAtPosition)) {
    if (!carried.has(claim.documentId)) continue;
    const subject = { kind: claim.subjectKind, id: claim.subjectId };
    const entry = bySubject.get(`${subject.kind} ${subject.id}`) ?? { subject, attributes: [] };
    entry.attributes.push(claim.attribute);
    bySubject.set(`${subject.kind} ${subject.id}`, entry);
  }
  for (const { subject, attributes } of bySubject.values())
    noteChange(world, event, subject, reassess(world, event, subject, attributes));
}

/** A document and every document whose content comes from it, however far. */
export function descendants(world: Pick<World, 'derivation'>, id: string): Set<string> {
  const found = new Set([id]);
  for (const parent of found)
    for (const { documentId, parentId } of world.derivation.values()) if (parentId === parent) found.add(documentId);
  return found;
}

/** Makes the questions that these attributes bear on anew, and answers what changed state. */
function reassess(world: World, event: RecordedEvent, subject: Subject, attributes: readonly string[]): Effect[] {
  const claims = [...world.claim.values()].filter(
    (claim) => claim.subjectKind === subject.kind && claim.subjectId === subject.id,
  );
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
    const assessments = assessFamily(
      asked,
      bearing.map((claim) => assessed(world, claim)),
      lineageOf(world),
      vocabularyIn(world),
    );
    for (const [attribute, assessment] of assessments) {
      const before = world.question.get(questionKey(subject, attribute));
      if (before && same(before.assessment, assessment)) continue;
      const { state, origins } = assessment;
      const about = { subjectKind: subject.kind, subjectId: subject.id, attribute };
      put(world, 'question', { ...about, state, assessment, setBy: event.position });
      effects.push({ attribute, before: before?.assessment.state ?? 'Not reported', after: state, origins });
    }
  }
  if (subject.kind === 'incident') placeIncident(world, subject.id);
  return effects;
}

/** The vocabulary as events have left it. */
export function vocabularyIn(world: Pick<World, 'vocabulary'>): Vocabulary {
  return vocabularyWith(additionsIn([...world.vocabulary.values()]));
}

function assessed(world: World, claim: Rows['claim']): AssessedClaim {
  const published = world.document.get(claim.documentId)?.published;
  return {
    id: claim.id,
    attribute: claim.attribute,
    ...(claim.scope === null ? {} : { scope: claim.scope }),
    answer: claim.answer as Answer,
    claimant: claim.claimantId,
    carrier: claim.documentId,
    ...(claim.relaysId === null ? {} : { relays: claim.relaysId }),
    ...(published == null ? {} : { published }),
    ...(claim.opinion ? { opinion: true } : {}),
  };
}

/** What the world knows of who belongs to whom and what copies what, in the form `assess` reads. */
function lineageOf(world: World): Lineage {
  const edges = [...world.derivation.values()].sort((a, b) => a.setBy - b.setBy);
  return {
    sources: Object.fromEntries(
      [...world.source.values()].map(({ id, partOf }) => [id, partOf === null ? {} : { partOf }]),
    ),
    documents: Object.fromEntries(
      [...world.document.values()].map(({ id, publisherId: publisher, lineage }) => {
        if (lineage === 'unknown') return [id, { publisher, lineage }];
        if (lineage === 'first-hand') return [id, { publisher }];
        const derivesFrom = edges
          .filter(({ documentId }) => documentId === id)
          .map(({ parentId, how }) => ({ document: parentId, how: how as DerivationKind }));
        return [id, { publisher, derivesFrom }];
      }),
    ),
  };
}

function noteChange(
  world: World,
  event: RecordedEvent,
  subject: Subject,
  effects: Effect[],
  claimId: string | null = null,
  attribute: string | null = null,
): void {
  const { position } = event;
  put(world, 'change', { position, subjectKind: subject.kind, subjectId: subject.id, claimId, attribute, effects });
}

const subjectOf = (event: RecordedEvent): Subject => ({
  kind: event.stream.startsWith('site:') ? 'site' : 'incident',
  id: entityOf(event),
});

const contentRow = (content: ClaimContent) => ({
  attribute: content.attribute,
  scope: content.scope ?? null,
  answer: content.answer as Answer,
  claimantId: content.claimant,
  relaysId: content.relays ?? null,
  opinion: content.opinion ?? false,
  excerpt: content.excerpt?.text ?? null,
  excerptLanguage: content.excerpt?.language ?? null,
});

/** A claim row's content, as events carry it. */
export const contentOf = (row: Rows['claim']): ClaimContent => ({
  attribute: row.attribute,
  ...(row.scope === null ? {} : { scope: row.scope }),
  answer: row.answer,
  claimant: row.claimantId,
  ...(row.relaysId === null ? {} : { relays: row.relaysId }),
  ...(row.opinion ? { opinion: true } : {}),
  ...(row.excerptLanguage === null ? {} : { excerpt: { text: row.excerpt, language: row.excerptLanguage } }),
});

const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(canonicalOrder(a)) === JSON.stringify(canonicalOrder(b));

/** jsonb gives members back in an order of its own; comparing needs one order. */
function canonicalOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonicalOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonicalOrder(inner)]),
  );
}

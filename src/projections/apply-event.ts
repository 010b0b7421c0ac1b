import type { Answer } from '@/domain/answer/answer';
import { comparableTerm } from '@/domain/answer/category';
import { isNamedIn } from '@/domain/answer/place';
import { denoteTime } from '@/domain/answer/time';
import { type ClaimContent, contentAfter, firstContent } from '@/domain/claim/event';
import { comparableAddress } from '@/domain/document/comparable-address';
import type { Subject } from '@/domain/identifier';
import { incidentCardOf } from '@/domain/incident/card';
import { argue, noArgument, type RuledAnswer } from '@/domain/question/argument';
import { consequenceOf } from '@/domain/question/stage';
import { documentOf } from '@/domain/report/event';
import { nameAnew, placeIncident } from './facets';
import { aboutOf, type Borne, noteChange } from './note-change';
import { reassess } from './reassess';
import { entityOf, type RecordedEvent } from './recorded-event';
import { sameRow } from './same-row';
import { undatedSortAt } from './subject.table';
import { put, questionKey, type Rows, remove, type World } from './world';

/**
 * Applies one event to the views held in a world: sets its rows, makes the assessments it bears on anew, and notes it in the
 * history of every record it bears on. Pure and total.
 */
export function applyEvent(world: World, event: RecordedEvent): void {
  const about = aboutOf(world, event);
  noteChange(world, event, about, setRows(world, event));
}

/** Sets the rows of an event, and answers whose questions it may have changed. */
function setRows(world: World, event: RecordedEvent): Borne[] {
  const id = entityOf(event);
  const setBy = event.position;
  world.at = event.appendEnd;
  switch (event.type) {
    case 'PersonRegistered':
      put(world, 'person', { id, name: event.data.name, roles: event.data.roles, setBy });
      return [];
    case 'SourceRegistered': {
      const { name, kind, language = null, partOf = null, note = null } = event.data;
      const sortName = comparableTerm(name ?? '');
      put(world, 'source', { id, name, kind, language, partOf, note, reliability: null, sortName, setBy });
      nameAnew(world, 'source', id, [name]);
      return [];
    }
    case 'SourceAffiliated':
      return applyAffiliation(world, event, id);
    case 'SourceGraded': {
      const source = world.source.get(id);
      if (source) put(world, 'source', { ...source, reliability: event.data.reliability, setBy });
      return [];
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
      const row = { id, ...about, comparableAddress: comparable, sortAt, publishedUntil: publishedUntil(published) };
      put(world, 'document', { ...row, lineage: 'unknown', setBy });
      nameAnew(world, 'document', id, [title]);
      return [];
    }
    case 'DerivationRecorded':
    case 'DerivationStruck':
      return applyDerivation(world, event, id);
    case 'SiteRegistered': {
      const { coordinates = null, note = null, ...about } = event.data;
      const sortName = comparableTerm(about.name);
      put(world, 'site', { id, ...about, coordinates, note, incidents: 0, sortName, setBy });
      nameAnew(world, 'site', id, [about.name, ...about.aliases]);
      // Now that it is known where this is, answers that name it may lie within others.
      return reassessed(world, event, ({ answer }) => isNamedIn(answer, id, about)).filter(isChanged);
    }
    case 'IncidentOpened': {
      const { title, kind, site: siteId = null } = event.data;
      const undated = { earliest: null, latest: null, dates: null, card: incidentCardOf([], [], []) };
      put(world, 'incident', { id, title, kind, siteId, ...undated, lastChange: setBy, setBy });
      const site = siteId === null ? undefined : world.site.get(siteId);
      nameAnew(world, 'incident', id, [title, ...(site ? [site.name, ...site.aliases] : [])]);
      if (site) countIncident(world, site);
      placeIncident(world, id);
      return [];
    }
    case 'AttributeDefined': {
      const { attribute, scopes, ...rest } = event.data;
      const definition = { id: attribute, ...rest, ...(scopes === undefined ? {} : { scopeList: scopes }) };
      put(world, 'vocabulary', { kind: 'attribute', id: attribute, definition, setBy });
      return [];
    }
    case 'ScopeDefined': {
      const { scope, ...rest } = event.data;
      const definition = { id: scope, ...rest };
      // Names hold spaces, but no line break.
      put(world, 'vocabulary', { kind: 'scope', id: `${rest.list}\n${scope}`, definition, setBy });
      return [];
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
      return [];
    }
    case 'ReportReturned':
      decideOn(world, event, { state: 'returned', answer: event.data.question });
      return [];
    case 'ReportAccepted':
      decideOn(world, event, { state: 'accepted', declined: event.data.declined });
      return [];
    case 'ReportRejected':
      decideOn(world, event, { state: 'rejected', answer: event.data.reason });
      return [];
    case 'ClaimRecorded':
    case 'ClaimRevised': {
      const { claim, document, note = null } = event.data;
      const subject = subjectOf(event);
      const content = firstContent(event);
      put(world, 'claim', {
        id: claim,
        subjectKind: subject.kind,
        subjectId: subject.id,
        ...contentRow(content),
        withdrawnIn: null,
        against: [],
        credibility: null,
        standing: null,
        documentId: document,
        note,
        reportId: event.type === 'ClaimRecorded' ? event.data.report : null,
        version: event.version,
        recordedAtPosition: setBy,
        setBy,
        answeredAt: setBy,
        corrections: 0,
      });
      return [{ subject, effects: reassess(world, event, subject, [content.attribute]) }];
    }
    case 'ClaimCorrected':
    case 'ClaimWithdrawn':
    case 'CopyingErrorMarked': {
      const row = world.claim.get(event.data.claim);
      if (!row) return [];
      const content = contentAfter(contentOf(row), event);
      const corrections = row.corrections + (event.type === 'ClaimCorrected' ? 1 : 0);
      const { excerpt: _before, ...answered } = contentOf(row);
      const { excerpt: _after, ...answers } = content;
      const answeredAt = sameRow(answered, answers) ? row.answeredAt : setBy;
      // Kept where the withdrawal is taken away: that may be undone.
      const withdrawnIn = event.type === 'ClaimWithdrawn' ? event.data.document : row.withdrawnIn;
      const set = { withdrawnIn, version: event.version, setBy, answeredAt, corrections };
      put(world, 'claim', { ...row, ...contentRow(content), ...set });
      const subject = subjectOf(event);
      return [{ subject, effects: reassess(world, event, subject, [row.attribute, content.attribute]) }];
    }
    case 'ConflictMarked': {
      const [a, b] = event.data.claims;
      for (const [one, other] of [[a, b] as const, [b, a] as const]) {
        const row = world.claim.get(one);
        const others = row?.against.filter((known) => known !== other) ?? [];
        const against = event.data.conflict ? [...others, other] : others;
        if (row) put(world, 'claim', { ...row, against, answeredAt: setBy });
      }
      const subject = subjectOf(event);
      const attribute = world.claim.get(a)?.attribute;
      return attribute === undefined ? [] : [{ subject, effects: reassess(world, event, subject, [attribute]) }];
    }
    case 'ClaimGraded': {
      const row = world.claim.get(event.data.claim);
      if (row) put(world, 'claim', { ...row, credibility: event.data.credibility });
      return [];
    }
    case 'EvidenceMarked':
    case 'EvidenceRequested':
    case 'RequestMet':
    case 'RemarkMade':
    case 'QuestionRuled':
    case 'DissentRecorded':
    case 'RulingReopened': {
      const subject = subjectOf(event);
      const { attribute } = event.data;
      const row = world.question.get(questionKey(subject, attribute));
      if (!row) return [];
      const argument = argue(row.argument ?? noArgument, event, event, ruledBy(world, event));
      put(world, 'question', { ...row, argument, lastArgued: setBy, lastArguedAt: event.recordedAt });
      return [{ subject, effects: reassess(world, event, subject, [attribute]) }];
    }
  }
}

/** The seconds UTC by which a document was certainly published; null where that is not known. */
function publishedUntil(published: string | null): number | null {
  const until = published === null ? undefined : denoteTime(published)?.spans.at(-1)?.to;
  return until !== undefined && Number.isFinite(until) ? Math.ceil(until) : null;
}

/** The answer a ruling goes by, as it reads at that moment. */
function ruledBy(world: World, event: RecordedEvent): RuledAnswer | undefined {
  if (event.type !== 'QuestionRuled') return undefined;
  const { attribute, outcome } = event.data;
  if (outcome.kind === 'range') {
    const { answer, scope } = outcome;
    return { attribute, answer, ...(scope === undefined ? {} : { scope }) };
  }
  const row = outcome.kind === 'position' ? world.claim.get(outcome.position) : undefined;
  if (!row) return undefined;
  const content = contentOf(row);
  return {
    attribute: content.attribute,
    answer: content.answer,
    ...(content.scope === undefined ? {} : { scope: content.scope }),
    ...(content.validity === undefined ? {} : { validity: content.validity }),
  };
}

/** One more incident at a site: its questions bear on one record more. */
function countIncident(world: World, site: Rows['site']): void {
  const incidents = site.incidents + 1;
  put(world, 'site', { ...site, incidents });
  for (const row of [...world.question.values()])
    if (row.subjectKind === 'site' && row.subjectId === site.id)
      put(world, 'question', { ...row, consequence: consequenceOf(incidents, row.assessment.live.length) });
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

function applyDerivation(
  world: World,
  event: RecordedEvent & { type: 'DerivationRecorded' | 'DerivationStruck' },
  id: string,
): Borne[] {
  const document = world.document.get(id);
  if (!document) return [];
  const setBy = event.position;
  const own = () => [...world.derivation.values()].filter((row) => row.documentId === id);
  if (event.type === 'DerivationStruck') {
    for (const row of own()) if (row.parentId === event.data.parent) remove(world, 'derivation', row);
    put(world, 'document', { ...document, lineage: own().length > 0 ? 'derived' : 'unknown', setBy });
  } else {
    const { derivation, reason } = event.data;
    put(world, 'document', { ...document, lineage: derivation.how === 'first-hand' ? 'first-hand' : 'derived', setBy });
    if ('parent' in derivation)
      put(world, 'derivation', { documentId: id, parentId: derivation.parent, how: derivation.how, reason, setBy });
    else for (const row of own()) remove(world, 'derivation', row);
  }
  const carried = descendants(world, id);
  return reassessed(world, event, ({ documentId }) => carried.has(documentId));
}

/** A source speaks for another institution: whatever it, or who is part of it, says or publishes may count otherwise. */
function applyAffiliation(world: World, event: RecordedEvent & { type: 'SourceAffiliated' }, id: string): Borne[] {
  const source = world.source.get(id);
  if (!source) return [];
  put(world, 'source', { ...source, partOf: event.data.partOf, setBy: event.position });
  const members = new Set([id]);
  for (const member of members)
    for (const other of world.source.values()) if (other.partOf === member) members.add(other.id);
  const carried = new Set<string>();
  for (const document of world.document.values())
    if (members.has(document.publisherId)) for (const copy of descendants(world, document.id)) carried.add(copy);
  const speaks = (claim: Rows['claim']) =>
    members.has(claim.claimantId) ||
    (claim.relaysId !== null && members.has(claim.relaysId)) ||
    carried.has(claim.documentId);
  return reassessed(world, event, speaks).filter(isChanged);
}

const isChanged = ({ effects }: Borne): boolean => effects.length > 0;

/** Makes the questions that these claims answer anew, and answers what changed, subject by subject. */
function reassessed(world: World, event: RecordedEvent, which: (claim: Rows['claim']) => boolean): Borne[] {
  const bySubject = new Map<string, { subject: Subject; attributes: string[] }>();
  // In the order they were recorded: rows come from their table in no order, and effects must stand in one.
  for (const claim of [...world.claim.values()].sort((a, b) => a.recordedAtPosition - b.recordedAtPosition)) {
    if (!which(claim)) continue;
    const subject = { kind: claim.subjectKind, id: claim.subjectId };
    const entry = bySubject.get(`${subject.kind} ${subject.id}`) ?? { subject, attributes: [] };
    entry.attributes.push(claim.attribute);
    bySubject.set(`${subject.kind} ${subject.id}`, entry);
  }
  return [...bySubject.values()].map(({ subject, attributes }) => ({
    subject,
    effects: reassess(world, event, subject, attributes),
  }));
}

/** A document and every document whose content comes from it, however far. */
function descendants(world: Pick<World, 'derivation'>, id: string): Set<string> {
  const found = new Set([id]);
  for (const parent of found)
    for (const { documentId, parentId } of world.derivation.values()) if (parentId === parent) found.add(documentId);
  return found;
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
  validity: content.validity ?? null,
  revises: content.revises ?? null,
  withdrawn: content.withdrawn ?? false,
  miscopies: content.miscopies ?? null,
  excerpt: content.excerpt?.text ?? null,
  excerptLanguage: content.excerpt?.language ?? null,
});

/** A claim row's content, as events carry it. */
const contentOf = (row: Rows['claim']): ClaimContent => ({
  attribute: row.attribute,
  ...(row.scope === null ? {} : { scope: row.scope }),
  answer: row.answer,
  claimant: row.claimantId,
  ...(row.relaysId === null ? {} : { relays: row.relaysId }),
  ...(row.opinion ? { opinion: true } : {}),
  ...(row.validity === null ? {} : { validity: row.validity }),
  ...(row.revises === null ? {} : { revises: row.revises }),
  ...(row.withdrawn ? { withdrawn: true } : {}),
  ...(row.miscopies === null ? {} : { miscopies: row.miscopies }),
  ...(row.excerptLanguage === null ? {} : { excerpt: { text: row.excerpt, language: row.excerptLanguage } }),
});

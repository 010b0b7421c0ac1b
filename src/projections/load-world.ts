import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { isNamedIn } from '@/domain/answer/place';
import { claim } from './claim.table';
import { derivation, document } from './document.table';
import { question } from './question.table';
import { entityOf, type RecordedEvent } from './recorded-event';
import { report } from './report.table';
import { source } from './source.table';
import { facet, incident, site } from './subject.table';
import { vocabulary } from './vocabulary.table';
import { emptyWorld, hold, type World } from './world';

type Transaction = Pick<PostgresJsDatabase, 'select' | 'selectDistinct' | 'execute'>;

/**
 * Reads the part of the views that these events bear on: the claims and questions of every subject they touch, however
 * indirectly (a derivation touches the subjects of everything copied from its document), and the lineage of those claims.
 */
export async function loadWorld(tx: Transaction, events: readonly RecordedEvent[]): Promise<World> {
  const world = emptyWorld();
  const members = await membersOf(tx, idsOf(events, 'SourceAffiliated'));
  const derived = [
    ...idsOf(events, 'DerivationRecorded'),
    ...idsOf(events, 'DerivationStruck'),
    ...(await publishedBy(tx, members)),
  ];
  const copies = derived.length === 0 ? [] : await copiesOf(tx, derived);
  const subjects = new Set(subjectStreams(events));
  if (copies.length > 0) {
    const rows = await tx
      .selectDistinct({ kind: claim.subjectKind, id: claim.subjectId })
      .from(claim)
      .where(inArray(claim.documentId, copies));
    for (const { kind, id } of rows) subjects.add(`${kind}:${id}`);
  }
  if (members.length > 0) {
    const rows = await tx
      .selectDistinct({ kind: claim.subjectKind, id: claim.subjectId })
      .from(claim)
      .where(or(inArray(claim.claimantId, members), inArray(claim.relaysId, members)));
    for (const { kind, id } of rows) subjects.add(`${kind}:${id}`);
  }
  for (const { kind, id } of await namingSites(tx, events)) subjects.add(`${kind}:${id}`);
  const ids = await loadSubjects(tx, world, subjects);
  await loadIncidents(tx, world, new Set([...ids.incident, ...idsOf(events, 'IncidentOpened')]));
  await loadSites(tx, world, ids.site, events);
  // Where places lie is read from all sites there are: an answer may name any of them.
  if ([...world.claim.values()].some(isPlace) || events.some((event) => isPlace(contentIn(event))))
    hold(world, 'site', await tx.select().from(site));
  const reports = [...new Set(events.filter(({ stream }) => stream.startsWith('report:')).map(entityOf))];
  if (reports.length > 0) hold(world, 'report', await tx.select().from(report).where(inArray(report.id, reports)));

  const documents = new Set([...derived, ...copies, ...[...world.claim.values()].map((row) => row.documentId)]);
  for (const event of events) {
    if (event.type === 'ClaimRecorded') documents.add(event.data.document);
    if (event.type === 'ClaimRevised') documents.add(event.data.document);
    for (const parent of parentOf(event)) documents.add(parent);
  }
  await loadLineage(tx, world, documents, members, events);
  return world;
}

/** The claims and questions of these subjects, by their streams, and what can be asked. Answers their ids by kind. */
async function loadSubjects(tx: Transaction, world: World, subjects: ReadonlySet<string>) {
  const ids = { incident: [] as string[], site: [] as string[] };
  for (const stream of subjects) ids[stream.startsWith('site:') ? 'site' : 'incident'].push(entityOf({ stream }));
  if (subjects.size > 0) {
    const ofSubjects = (table: typeof claim | typeof question) =>
      or(
        sql`${table.subjectKind} = 'incident' and ${inArray(table.subjectId, ids.incident)}`,
        sql`${table.subjectKind} = 'site' and ${inArray(table.subjectId, ids.site)}`,
      );
    hold(world, 'claim', await tx.select().from(claim).where(ofSubjects(claim)));
    hold(world, 'question', await tx.select().from(question).where(ofSubjects(question)));
  }
  hold(world, 'vocabulary', await tx.select().from(vocabulary));
  return ids;
}

/** Reads all that assessing these subjects anew takes, as if something had happened to each. */
export async function loadStanding(tx: Transaction, subjects: ReadonlySet<string>): Promise<World> {
  const world = emptyWorld();
  const ids = await loadSubjects(tx, world, subjects);
  await loadIncidents(tx, world, new Set(ids.incident));
  hold(world, 'site', await tx.select().from(site));
  const readIn = [...world.claim.values()].flatMap(({ documentId, withdrawnIn }) =>
    [documentId, withdrawnIn ?? []].flat(),
  );
  await loadLineage(tx, world, new Set(readIn), [], []);
  return world;
}

/** Incidents with what they can be found by, and the sites they are recorded at. */
async function loadIncidents(tx: Transaction, world: World, ids: ReadonlySet<string>): Promise<void> {
  if (ids.size === 0) return;
  hold(
    world,
    'incident',
    await tx
      .select()
      .from(incident)
      .where(inArray(incident.id, [...ids])),
  );
  hold(
    world,
    'facet',
    await tx
      .select()
      .from(facet)
      .where(inArray(facet.incidentId, [...ids])),
  );
}

/** Sites that incidents in the world are recorded at, and those that claims speak of, with the questions an incident counts for. */
async function loadSites(
  tx: Transaction,
  world: World,
  spokenOf: readonly string[],
  events: readonly RecordedEvent[],
): Promise<void> {
  const sites = new Set([...spokenOf, ...[...world.incident.values()].flatMap(({ siteId }) => siteId ?? [])]);
  const opened = events.flatMap((event) => (event.type === 'IncidentOpened' ? (event.data.site ?? []) : []));
  for (const id of opened) sites.add(id);
  if (sites.size > 0)
    hold(
      world,
      'site',
      await tx
        .select()
        .from(site)
        .where(inArray(site.id, [...sites])),
    );
  const others = opened.filter((id) => !spokenOf.includes(id));
  if (others.length > 0)
    hold(
      world,
      'question',
      await tx
        .select()
        .from(question)
        .where(and(eq(question.subjectKind, 'site'), inArray(question.subjectId, others))),
    );
}

const isPlace = ({ answer }: { answer?: { kind: string } | undefined }): boolean => answer?.kind === 'place';

const contentIn = (event: RecordedEvent): { answer?: { kind: string } | undefined } =>
  event.type === 'ClaimRecorded' || event.type === 'ClaimRevised'
    ? event.data
    : event.type === 'ClaimCorrected'
      ? event.data.corrected
      : {};

/** The subjects of which an answer names a site that is now registered. */
async function namingSites(
  tx: Transaction,
  events: readonly RecordedEvent[],
): Promise<{ kind: 'incident' | 'site'; id: string }[]> {
  const registered = events.flatMap((event) =>
    event.type === 'SiteRegistered' ? { id: entityOf(event), ...event.data } : [],
  );
  if (registered.length === 0) return [];
  const placed = await tx
    .select({ kind: claim.subjectKind, id: claim.subjectId, answer: claim.answer })
    .from(claim)
    .where(sql`${claim.answer} ->> 'kind' = 'place'`);
  return placed.filter(({ answer }) => registered.some((about) => isNamedIn(answer, about.id, about)));
}

/** These sources and all that are part of them, however far. */
async function membersOf(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.execute<{ id: string }>(sql`
    with recursive member (id) as (
      select unnest(${sql.param([...ids])}::text[])
      union select s.id from ${source} s join member on s.part_of = member.id
    ) select id from member`);
  return rows.map((row) => row.id);
}

/** The documents these sources published. */
async function publishedBy(tx: Transaction, sources: readonly string[]): Promise<string[]> {
  if (sources.length === 0) return [];
  const rows = await tx.select({ id: document.id }).from(document).where(inArray(document.publisherId, sources));
  return rows.map((row) => row.id);
}

/** The documents whose content comes from these, however far, and these themselves. */
async function copiesOf(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with recursive copy (id) as (
      select unnest(${sql.param([...ids])}::text[])
      union select d.document_id from ${derivation} d join copy on d.parent_id = copy.id
    ) select id from copy`);
  return rows.map((row) => row.id);
}

async function loadLineage(
  tx: Transaction,
  world: World,
  documents: ReadonlySet<string>,
  members: readonly string[],
  events: readonly RecordedEvent[],
): Promise<void> {
  if (documents.size > 0) {
    const rows = await tx.execute<{ id: string }>(sql`
      with recursive origin (id) as (
        select unnest(${sql.param([...documents])}::text[])
        union select d.parent_id from ${derivation} d join origin on d.document_id = origin.id
      ) select id from origin`);
    const ids = rows.map((row) => row.id);
    hold(world, 'document', await tx.select().from(document).where(inArray(document.id, ids)));
    hold(world, 'derivation', await tx.select().from(derivation).where(inArray(derivation.documentId, ids)));
  }
  const speakers = new Set<string>(members);
  for (const row of world.document.values()) speakers.add(row.publisherId);
  for (const row of world.claim.values()) for (const id of [row.claimantId, row.relaysId]) if (id) speakers.add(id);
  for (const event of events) for (const id of speakersIn(event)) speakers.add(id);
  if (speakers.size === 0) return;
  const rows = await tx.execute<{ id: string }>(sql`
    with recursive institution (id) as (
      select unnest(${sql.param([...speakers])}::text[])
      union select s.part_of from ${source} s join institution on s.id = institution.id where s.part_of is not null
    ) select id from institution`);
  const ids = rows.map((row) => row.id);
  hold(world, 'source', await tx.select().from(source).where(inArray(source.id, ids)));
}

const idsOf = (events: readonly RecordedEvent[], type: RecordedEvent['type']): string[] => [
  ...new Set(events.filter((event) => event.type === type).map(entityOf)),
];

/** What registers a subject says nothing of it yet. */
const subjectStreams = (events: readonly RecordedEvent[]): string[] =>
  events
    .filter(
      ({ type, stream }) => /^(incident|site):/.test(stream) && type !== 'IncidentOpened' && type !== 'SiteRegistered',
    )
    .map(({ stream }) => stream);

const parentOf = (event: RecordedEvent): string[] =>
  event.type === 'DerivationRecorded' && 'parent' in event.data.derivation ? [event.data.derivation.parent] : [];

function speakersIn(event: RecordedEvent): string[] {
  const named =
    event.type === 'ClaimRecorded' || event.type === 'ClaimRevised'
      ? [event.data.claimant, event.data.relays]
      : event.type === 'ClaimCorrected'
        ? [event.data.corrected.claimant, event.data.corrected.relays]
        : event.type === 'DocumentRecorded'
          ? [event.data.publisher]
          : event.type === 'SourceRegistered'
            ? [event.data.partOf]
            : event.type === 'SourceAffiliated' || event.type === 'SourceGraded'
              ? [entityOf(event), 'partOf' in event.data ? event.data.partOf : null]
              : [];
  return named.filter((id) => typeof id === 'string');
}

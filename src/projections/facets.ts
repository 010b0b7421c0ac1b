import { comparableTerm } from '@/domain/answer/category';
import { joinSpans, type Span } from '@/domain/answer/span';
import { denoteTime } from '@/domain/answer/time';
import type { Subject } from '@/domain/identifier';
import { incidentCardOf } from '@/domain/incident/card';
import { searchWords } from '@/domain/name/search-words';
import { sameRow } from './same-row';
import { longFacets, ordinarySpan, undatedSortAt } from './subject.table';
import { put, questionKey, type Rows, remove, type World } from './world';

/** Makes anew where an incident's dates lie, its card and what it can be found by, after anything that bears on them. */
export function placeIncident(world: World, id: string): void {
  const incident = world.incident.get(id);
  if (!incident) return;
  const spans = datesOf(world, { kind: 'incident', id });
  const earliest = finite(spans[0]?.from);
  const latest = finite(spans.at(-1)?.to);
  const dates = spans.length === 0 ? null : `{${spans.map(rangeText).join()}}`;
  const questions = [...world.question.values()].filter(isAbout(id));
  const claims = [...world.claim.values()]
    .filter(isAbout(id))
    .sort((a, b) => a.recordedAtPosition - b.recordedAtPosition);
  const card = incidentCardOf(questions, claims, spans);
  const placed = { ...incident, earliest, latest, dates, card };
  if (!sameRow(incident, placed)) put(world, 'incident', placed);
  const sortAt = earliest ?? latest ?? undatedSortAt;
  const wanted = new Set([
    ...facetsOf(world, incident, questions, claims),
    ...(spans.length === 0 ? ['undated'] : longFacetsOf(earliest, latest)),
  ]);
  for (const facet of wanted) {
    const known = world.facet.get(`${id} ${facet}`);
    if (known?.sortAt !== sortAt) put(world, 'facet', { incidentId: id, facet, sortAt });
  }
  for (const row of [...world.facet.values()])
    if (row.incidentId === id && !wanted.has(row.facet)) remove(world, 'facet', row);
}

/** The spans of time that the live answers on when it happened allow, joined and in order. */
function datesOf(world: World, subject: Subject): Span[] {
  const live = world.question.get(questionKey(subject, 'date'))?.assessment.live ?? [];
  return joinSpans(
    live.flatMap((id) => {
      const claim = world.claim.get(id);
      if (claim?.answer.kind !== 'time' || claim.opinion) return [];
      return denoteTime(claim.answer.edtf)?.spans ?? [];
    }),
  );
}

function longFacetsOf(earliest: number | null, latest: number | null): string[] {
  const length = earliest === null || latest === null ? Number.POSITIVE_INFINITY : latest - earliest;
  const found = longFacets.find(({ most }) => length <= most);
  return length > ordinarySpan && found ? [found.facet] : [];
}

const finite = (seconds: number | undefined): number | null =>
  seconds !== undefined && Number.isFinite(seconds) ? Math.floor(seconds) : null;

const rangeText = ({ from, to }: Span): string =>
  `${Number.isFinite(from) ? `[${Math.floor(from)}` : '('},${Number.isFinite(to) ? Math.ceil(to) : ''})`;

const isAbout =
  (id: string) =>
  ({ subjectKind, subjectId }: { subjectKind: string; subjectId: string }): boolean =>
    subjectKind === 'incident' && subjectId === id;

function facetsOf(
  world: World,
  incident: Rows['incident'],
  questions: readonly Rows['question'][],
  claims: readonly Rows['claim'][],
): string[] {
  const site = incident.siteId === null ? undefined : world.site.get(incident.siteId);
  const names = [incident.title ?? '', ...(site ? [site.name, ...site.aliases] : [])];
  const { words, sounds } = searchWords(names.join(' '));
  return [
    'all',
    `kind ${incident.kind}`,
    ...(incident.siteId === null ? ['unplaced'] : [`site ${incident.siteId}`]),
    ...(site?.within ?? []).map((place) => `within ${comparableTerm(place)}`),
    ...questions.flatMap(({ attribute, state }) => [`state ${attribute} ${state}`, `state * ${state}`]),
    ...claims.flatMap(({ claimantId, relaysId }) =>
      [claimantId, relaysId].flatMap((id) => (id ? [`source ${id}`] : [])),
    ),
    ...words.map((word) => `word ${word}`),
    ...sounds.map((sound) => `sound ${sound}`),
  ];
}

/** Makes anew the words something can be found by. */
export function nameAnew(
  world: World,
  kind: Rows['word']['kind'],
  id: string,
  names: readonly (string | null)[],
): void {
  const { words, sounds } = searchWords(names.map((name) => name ?? '').join(' '));
  for (const word of words) put(world, 'word', { kind, id, word, isSound: false });
  for (const word of sounds) put(world, 'word', { kind, id, word, isSound: true });
}

import type { Credibility } from '@/domain/claim/command';
import type { ClaimContent, RecordedAnswer } from '@/domain/claim/event';
import type { DerivationKind } from '@/domain/document/command';
import type { Sealed, Subject } from '@/domain/identifier';
import type { EvidenceMark, RulingRule } from '@/domain/question/command';
import type { RulingOutcome } from '@/domain/question/event';
import type { OriginCount } from '@/domain/question/origin-count';
import type { QuestionState } from '@/domain/question/state';
import {
  attributeValue,
  markValue,
  questionValue,
  type RecordedValue,
  saidValue,
  scopeValue,
  thingValue,
  valueParts,
} from '@/domain/recorded-value';
import { documentOf } from '@/domain/report/event';
import type { Reliability } from '@/domain/source/command';
import type { Effect } from '@/projections/change';
import { entityOf, type RecordedEvent } from '@/projections/recorded-event';

/** A value as an event left it. Null says that nothing is stated, marked or graded. */
export type Held =
  | null
  | { kind: 'words'; words: Sealed; language?: string }
  | { kind: 'several'; words: readonly string[] }
  | { kind: 'answer'; answer: RecordedAnswer }
  | { kind: 'attribute'; attribute: string }
  | { kind: 'language'; language: string }
  | { kind: 'time' | 'validity'; edtf: string }
  | { kind: 'named'; thing: 'source' | 'document' | 'claim' | 'site' | 'report'; id: string }
  | { kind: 'yes' }
  | { kind: 'point'; latitude: number; longitude: number; precisionMetres: number }
  | { kind: 'derivation'; how: DerivationKind; reason: Sealed }
  | { kind: 'lineage'; lineage: 'unknown' | 'first-hand' | 'derived'; parents: { id: string; how: DerivationKind }[] }
  | { kind: 'reliability'; grade: Reliability }
  | { kind: 'credibility'; grade: Credibility }
  | { kind: 'question'; state: QuestionState; origins: OriginCount }
  | { kind: 'mark'; mark: EvidenceMark }
  | { kind: 'request'; wanted: Sealed; outcome: Sealed | undefined }
  | { kind: 'ruling'; outcome: RulingOutcome; rule: RulingRule; dissents: number; isReopened: boolean }
  | { kind: 'report'; state: 'submitted' | 'returned' | 'accepted' | 'rejected'; said: Sealed; declined: number }
  | { kind: 'contents'; document: string; answers: number }
  | { kind: 'all'; parts: Readonly<Record<string, Held>> };

/** An event with what it did to questions, subject by subject. */
export type Occurrence = { event: RecordedEvent; effects: readonly { subject: Subject; effects: readonly Effect[] }[] };

/** One time that a value was set, with what was held before: nothing where it is the first record of it. */
export type Setting = { position: number; before: Held; after: Held; isFirst: boolean };

/** Every value that a run of events set, each with its settings, first to last. */
export type Settings = ReadonlyMap<RecordedValue, readonly Setting[]>;

/**
 * What a run of events, in the order of the ledger, set: no event carries the old value, the run has it. Pure and total. Of a
 * value all of whose events are in the run, every setting is there; `settingsOf` also follows it into what it replaced.
 */
export function readSettings(occurrences: readonly Occurrence[]): Settings {
  const settings = new Map<RecordedValue, Setting[]>();
  const held = (value: RecordedValue): Held => settings.get(value)?.at(-1)?.after ?? null;
  for (const { event, effects } of occurrences) {
    const set = new Map([...valuesSet(event, held), ...statesSet(effects)]);
    const whole = wholeSet(event, set, held);
    if (whole) set.set(...whole);
    for (const [value, after] of set) {
      const own = settings.get(value) ?? [];
      const isFirst = own.length === 0;
      settings.set(value, [...own, { position: event.position, before: held(value), after, isFirst }]);
    }
  }
  return settings;
}

/**
 * The settings of one value, first to last. What a claim says that revises another is followed on into that one: its
 * claimant's answer before.
 */
export function settingsOf(settings: Settings, value: RecordedValue): Setting[] {
  const own = settings.get(value) ?? [];
  const [first] = own;
  const parts = valueParts(value);
  if (!first || parts.what !== 'claim' || !isSaid(parts.part)) return [...own];
  const revises = settings.get(thingValue('claim', parts.id, 'revises'))?.at(-1)?.after;
  if (revises?.kind !== 'named') return [...own];
  const earlier = settingsOf(settings, thingValue('claim', revises.id, parts.part ?? undefined)).filter(
    ({ position }) => position < first.position,
  );
  const last = earlier.at(-1);
  return last ? [...earlier, { ...first, before: last.after, isFirst: false }, ...own.slice(1)] : [...own];
}

/** What a claimant says, which goes on where it revises itself. What we record of a claim beside it does not. */
const isSaid = (part: string | null): boolean =>
  part === null || !['note', 'report', 'revises', 'withdrawn', 'miscopies', 'credibility', 'against'].includes(part);

/** What an event is about first of all. */
export function mainValue(event: RecordedEvent): RecordedValue {
  const id = entityOf(event);
  switch (event.type) {
    case 'PersonRegistered':
      return thingValue('person', id);
    case 'SourceRegistered':
      return thingValue('source', id);
    case 'SourceAffiliated':
      return thingValue('source', id, 'partOf');
    case 'SourceGraded':
      return thingValue('source', id, 'reliability');
    case 'DocumentRecorded':
      return thingValue('document', id);
    case 'DerivationRecorded':
    case 'DerivationStruck':
      return thingValue('document', id, 'lineage');
    case 'SiteRegistered':
      return thingValue('site', id);
    case 'IncidentOpened':
      return thingValue('incident', id);
    case 'AttributeDefined':
      return attributeValue(event.data.attribute);
    case 'ScopeDefined':
      return scopeValue(event.data.list, event.data.scope);
    case 'ReportSubmitted':
    case 'ReportReturned':
    case 'ReportAccepted':
    case 'ReportRejected':
      return thingValue('report', id);
    case 'ClaimRecorded':
    case 'ClaimRevised':
    case 'ClaimCorrected':
    case 'ClaimWithdrawn':
    case 'CopyingErrorMarked':
      return thingValue('claim', event.data.claim);
    case 'ConflictMarked':
      return thingValue('claim', event.data.claims[0], `against:${event.data.claims[1]}`);
    case 'ClaimGraded':
      return thingValue('claim', event.data.claim, 'credibility');
    case 'EvidenceMarked':
      return markValue(subjectOf(event), event.actor, event.data);
    case 'EvidenceRequested':
    case 'RequestMet':
      return saidValue('request', subjectOf(event), event.data.request, event.data.attribute);
    case 'RemarkMade':
      return saidValue('remark', subjectOf(event), event.data.remark, event.data.attribute);
    case 'QuestionRuled':
    case 'DissentRecorded':
    case 'RulingReopened':
      return questionValue('ruling', subjectOf(event), event.data.attribute);
  }
}

type SetTo = [value: RecordedValue, after: Held];

/** The values that an event sets, apart from the whole they are parts of and the states of questions. */
function valuesSet(event: RecordedEvent, held: (value: RecordedValue) => Held): SetTo[] {
  const id = entityOf(event);
  switch (event.type) {
    case 'PersonRegistered':
      return partsSet('person', id, { name: words(event.data.name), roles: several(event.data.roles) });
    case 'SourceRegistered': {
      const { name, kind, language, partOf, note } = event.data;
      return partsSet('source', id, {
        name: words(name),
        kind: words(kind),
        language: language === undefined ? null : { kind: 'language', language },
        partOf: named('source', partOf),
        note: words(note),
        reliability: null,
      });
    }
    case 'SourceAffiliated':
      return partsSet('source', id, { partOf: named('source', event.data.partOf) });
    case 'SourceGraded':
      return partsSet('source', id, {
        reliability: event.data.reliability && { kind: 'reliability', grade: event.data.reliability },
      });
    case 'DocumentRecorded': {
      const { title, publisher, address, published, language, edition, note } = event.data;
      return partsSet('document', id, {
        title: words(title),
        publisher: named('source', publisher),
        address: words(address),
        published: published === undefined ? null : { kind: 'time', edtf: published },
        language: language === undefined ? null : { kind: 'language', language },
        edition: words(edition),
        note: words(note),
        lineage: { kind: 'lineage', lineage: 'unknown', parents: [] },
      });
    }
    case 'DerivationRecorded':
    case 'DerivationStruck':
      return derivationsSet(event, id, held);
    case 'SiteRegistered': {
      const { name, aliases, kind, within, coordinates, note } = event.data;
      return partsSet('site', id, {
        name: words(name),
        aliases: several(aliases),
        kind: words(kind),
        within: several(within),
        coordinates: coordinates === undefined ? null : { kind: 'point', ...coordinates },
        note: words(note),
      });
    }
    case 'IncidentOpened':
      return partsSet('incident', id, {
        title: words(event.data.title),
        kind: words(event.data.kind),
        site: named('site', event.data.site),
      });
    case 'AttributeDefined':
      return [[mainValue(event), several([event.data.group, ...event.data.kinds])]];
    case 'ScopeDefined':
      return [[mainValue(event), several([event.data.list, ...event.data.within])]];
    case 'ReportSubmitted': {
      const document = documentOf(event.data);
      return partsSet('report', id, {
        state: { kind: 'report', state: 'submitted', said: null, declined: 0 },
        contents: { kind: 'contents', document, answers: event.data.claims.length },
      });
    }
    case 'ReportReturned':
      return partsSet('report', id, {
        state: { kind: 'report', state: 'returned', said: event.data.question, declined: 0 },
      });
    case 'ReportAccepted':
      return partsSet('report', id, {
        state: { kind: 'report', state: 'accepted', said: null, declined: event.data.declined.length },
      });
    case 'ReportRejected':
      return partsSet('report', id, {
        state: { kind: 'report', state: 'rejected', said: event.data.reason, declined: 0 },
      });
    case 'ClaimRecorded':
    case 'ClaimRevised': {
      const { claim, document, note } = event.data;
      const report = event.type === 'ClaimRecorded' ? event.data.report : undefined;
      const beside = { document: named('document', document), note: words(note), report: named('report', report) };
      return partsSet('claim', claim, { ...saidIn(event.data), ...beside, credibility: null });
    }
    case 'ClaimCorrected': {
      const { claim, corrected } = event.data;
      const all = saidIn({ ...nothingSaid, ...corrected } as ClaimContent);
      return partsSet(
        'claim',
        claim,
        Object.fromEntries(Object.keys(corrected).map((part) => [part, all[part] ?? null])),
      );
    }
    case 'ClaimWithdrawn':
      return partsSet('claim', event.data.claim, { withdrawn: { kind: 'yes' } });
    case 'CopyingErrorMarked':
      return partsSet('claim', event.data.claim, { miscopies: named('claim', event.data.copies) });
    case 'ConflictMarked': {
      const [a, b] = event.data.claims;
      const mark: Held = event.data.conflict ? { kind: 'yes' } : null;
      return [...partsSet('claim', a, { [`against:${b}`]: mark }), ...partsSet('claim', b, { [`against:${a}`]: mark })];
    }
    case 'ClaimGraded':
      return partsSet('claim', event.data.claim, {
        credibility: event.data.credibility && { kind: 'credibility', grade: event.data.credibility },
      });
    case 'EvidenceMarked':
      return [[mainValue(event), event.data.mark === null ? null : { kind: 'mark', mark: event.data.mark }]];
    case 'EvidenceRequested':
      return [[mainValue(event), { kind: 'request', wanted: event.data.wanted, outcome: undefined }]];
    case 'RequestMet': {
      const before = held(mainValue(event));
      const wanted = before?.kind === 'request' ? before.wanted : null;
      return [[mainValue(event), { kind: 'request', wanted, outcome: event.data.outcome }]];
    }
    case 'RemarkMade':
      return [[mainValue(event), words(event.data.text)]];
    case 'QuestionRuled': {
      const { outcome, rule } = event.data;
      return [[mainValue(event), { kind: 'ruling', outcome, rule, dissents: 0, isReopened: false }]];
    }
    case 'DissentRecorded':
    case 'RulingReopened': {
      const before = held(mainValue(event));
      if (before?.kind !== 'ruling') return [];
      const now =
        event.type === 'DissentRecorded'
          ? { ...before, dissents: before.dissents + 1 }
          : { ...before, isReopened: true };
      return [[mainValue(event), now]];
    }
  }
}

/** What is recorded of where a document has its content from: as a whole, and from each other document. */
function derivationsSet(
  event: RecordedEvent & { type: 'DerivationRecorded' | 'DerivationStruck' },
  id: string,
  held: (value: RecordedValue) => Held,
): SetTo[] {
  const before = held(thingValue('document', id, 'lineage'));
  const known = before?.kind === 'lineage' ? before.parents : [];
  if (event.type === 'DerivationStruck') {
    const { parent } = event.data;
    const parents = known.filter((each) => each.id !== parent);
    const lineage = parents.length > 0 ? 'derived' : 'unknown';
    return partsSet('document', id, {
      lineage: { kind: 'lineage', lineage, parents },
      ...(parent === undefined ? {} : { [`derivation:${parent}`]: null }),
    });
  }
  const { derivation, reason } = event.data;
  if (!('parent' in derivation))
    return partsSet('document', id, {
      lineage: { kind: 'lineage', lineage: 'first-hand', parents: [] },
      ...Object.fromEntries(known.map((parent) => [`derivation:${parent.id}`, null])),
    });
  const { parent, how } = derivation;
  const parents = [...known.filter((each) => each.id !== parent), { id: parent, how }];
  return partsSet('document', id, {
    lineage: { kind: 'lineage', lineage: 'derived', parents },
    [`derivation:${parent}`]: { kind: 'derivation', how, reason },
  });
}

const statesSet = (effects: Occurrence['effects']): SetTo[] =>
  effects.flatMap(({ subject, effects: own }) =>
    own.map(
      ({ attribute, after, origins }): SetTo => [
        questionValue('question', subject, attribute),
        { kind: 'question', state: after, origins },
      ],
    ),
  );

/** The thing itself, where the event set a part of it: all its parts as they are now. Grades and marks stand beside a claim. */
function wholeSet(
  event: RecordedEvent,
  set: ReadonlyMap<RecordedValue, Held>,
  held: (value: RecordedValue) => Held,
): SetTo | null {
  const main = valueParts(mainValue(event));
  if (!('id' in main)) return null;
  const parts = Object.fromEntries(
    [...set].flatMap(([value, after]) => {
      const { what, id, part, towards } = { id: '', part: null, towards: null, ...valueParts(value) };
      const isOwn = what === main.what && id === main.id && part !== null && towards === null;
      return isOwn && part !== 'credibility' ? [[part, after]] : [];
    }),
  );
  if (Object.keys(parts).length === 0) return null;
  const whole = thingValue(main.what, main.id);
  const before = held(whole);
  return [whole, { kind: 'all', parts: { ...(before?.kind === 'all' ? before.parts : {}), ...parts } }];
}

const partsSet = (
  thing: Parameters<typeof thingValue>[0],
  id: string,
  parts: Readonly<Record<string, Held>>,
): SetTo[] => Object.entries(parts).map(([part, after]) => [thingValue(thing, id, part), after]);

const nothingSaid = { attribute: '', answer: { kind: 'unknown' }, claimant: '' };

/** What a claim says, part by part; what is not stated is null. */
const saidIn = (content: { [Part in keyof ClaimContent]: ClaimContent[Part] | null }): Record<string, Held> => ({
  attribute: { kind: 'attribute', attribute: content.attribute as string },
  scope: content.scope == null ? null : words(content.scope),
  answer: { kind: 'answer', answer: content.answer as RecordedAnswer },
  claimant: named('source', content.claimant),
  relays: named('source', content.relays),
  excerpt: content.excerpt ? { kind: 'words', words: content.excerpt.text, language: content.excerpt.language } : null,
  opinion: content.opinion ? { kind: 'yes' } : null,
  validity: content.validity ? { kind: 'validity', edtf: content.validity } : null,
  revises: named('claim', content.revises),
  withdrawn: content.withdrawn ? { kind: 'yes' } : null,
  miscopies: named('claim', content.miscopies),
});

/** Words, also where they were erased since; null where there never were any. */
const words = (text: Sealed | undefined): Held => (text === undefined ? null : { kind: 'words', words: text });

const several = (list: readonly string[]): Held => ({ kind: 'several', words: list });

const named = (thing: (Held & { kind: 'named' })['thing'], id: string | null | undefined): Held =>
  id == null ? null : { kind: 'named', thing, id };

const subjectOf = (event: RecordedEvent): Subject => ({
  kind: event.stream.startsWith('site:') ? 'site' : 'incident',
  id: entityOf(event),
});

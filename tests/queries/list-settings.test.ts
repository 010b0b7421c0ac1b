import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import type { Subject } from '@/domain/identifier';
import {
  attributeValue,
  claimParts,
  markValue,
  questionValue,
  type RecordedValue,
  recordedValueSchema,
  saidValue,
  scopeValue,
  thingValue,
  valueParts,
} from '@/domain/recorded-value';
import { readLog } from '@/ledger/read';
import { applyEvent } from '@/projections/apply-event';
import { followOnce } from '@/projections/follow';
import { type RecordedEvent, typed } from '@/projections/recorded-event';
import { emptyWorld, type Rows, type World } from '@/projections/world';
import { findChange } from '@/queries/find-change';
import { findClaim } from '@/queries/find-claim';
import { listSettings } from '@/queries/list-settings';
import { type Held, type Occurrence, readSettings, type Settings, settingsOf } from '@/queries/settings-of';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { recordRandomly } from '../support/random-record';

/** What rows show of a value, and the position they say set it, where they say so of that very value. */
type Shown = { is: unknown; setBy?: number };

const subjectOf = (row: { subjectKind: Subject['kind']; subjectId: string }): Subject => ({
  kind: row.subjectKind,
  id: row.subjectId,
});

/** Every value on record as the views' rows have it: nothing here comes from events. */
function shownIn(world: World): Map<RecordedValue, Shown> {
  const shown = new Map<RecordedValue, Shown>();
  const thing = (what: Parameters<typeof thingValue>[0], id: string, parts: Record<string, unknown>, setBy: number) => {
    shown.set(thingValue(what, id), { is: undefined, setBy });
    for (const [part, is] of Object.entries(parts)) shown.set(thingValue(what, id, part), { is });
  };
  for (const { id, name, roles, setBy } of world.person.values()) thing('person', id, { name, roles }, setBy);
  for (const { id, name, kind, language, partOf, note, reliability, setBy } of world.source.values())
    thing('source', id, { name, kind, language, partOf, note, reliability }, setBy);
  for (const row of world.document.values()) {
    const { id, title, publisherId, address, published, language, edition, note, lineage, setBy } = row;
    const said = { title, publisher: publisherId, address, published, language, edition, note };
    thing('document', id, said, setBy);
    const parents = [...world.derivation.values()].filter(({ documentId }) => documentId === id);
    const from = parents.map(({ parentId, how }) => `${how} ${parentId}`).sort();
    shown.set(thingValue('document', id, 'lineage'), { is: [lineage, ...from] });
    for (const { parentId, how, reason, setBy: at } of parents)
      shown.set(thingValue('document', id, `derivation:${parentId}`), { is: [how, reason], setBy: at });
  }
  for (const { id, name, aliases, kind, within, coordinates, note, setBy } of world.site.values())
    thing('site', id, { name, aliases, kind, within, coordinates, note }, setBy);
  for (const { id, title, kind, siteId, setBy } of world.incident.values())
    thing('incident', id, { title, kind, site: siteId }, setBy);
  for (const { id, state, documentId, contents, answer, declined, setBy } of world.report.values())
    thing(
      'report',
      id,
      { state: [state, answer, declined.length], contents: [documentId, contents.claims.length] },
      setBy,
    );
  for (const row of world.claim.values()) {
    const { id, attribute, scope, answer, validity, note, credibility, excerpt, excerptLanguage } = row;
    const said = {
      ...{ attribute, scope, answer, claimant: row.claimantId, relays: row.relaysId, document: row.documentId },
      ...{ excerpt: excerptLanguage === null ? null : excerpt, opinion: row.opinion || null, validity, note },
      ...{ report: row.reportId, revises: row.revises, withdrawn: row.withdrawn || null, miscopies: row.miscopies },
    };
    thing('claim', id, { ...said, credibility }, row.setBy);
    for (const other of row.against) shown.set(thingValue('claim', id, `against:${other}`), { is: true });
  }
  for (const { kind, id, setBy } of world.vocabulary.values()) {
    const [list = '', scope = ''] = id.split('\n');
    shown.set(kind === 'attribute' ? attributeValue(id) : scopeValue(list, scope), { is: undefined, setBy });
  }
  for (const row of world.question.values()) argued(row, shown);
  return shown;
}

function argued(row: Rows['question'], shown: Map<RecordedValue, Shown>): void {
  const subject = subjectOf(row);
  const { attribute, assessment, argument, setBy } = row;
  shown.set(questionValue('question', subject, attribute), { is: [assessment.state, assessment.origins], setBy });
  for (const mark of argument?.marks ?? [])
    shown.set(markValue(subject, mark.by, { ...mark, attribute }), { is: mark.mark, setBy: mark.setBy });
  for (const { request, wanted, met, setBy: at } of argument?.requests ?? [])
    shown.set(saidValue('request', subject, request, attribute), {
      is: [wanted, met?.outcome],
      setBy: met?.setBy ?? at,
    });
  for (const { remark, text, setBy: at } of argument?.remarks ?? [])
    shown.set(saidValue('remark', subject, remark, attribute), { is: text, setBy: at });
  const ruling = argument?.rulings.at(-1);
  if (ruling)
    shown.set(questionValue('ruling', subject, attribute), {
      is: [ruling.outcome, ruling.rule, ruling.dissents.length, ruling.reopened !== null],
      setBy: Math.max(ruling.setBy, ruling.reopened?.setBy ?? 0, ...ruling.dissents.map((dissent) => dissent.setBy)),
    });
}

/** A value of the chain in the form the rows have it. */
function plain(held: Held): unknown {
  if (held === null) return null;
  switch (held.kind) {
    case 'words':
    case 'several':
      return held.words;
    case 'answer':
      return held.answer;
    case 'attribute':
      return held.attribute;
    case 'language':
      return held.language;
    case 'time':
    case 'validity':
      return held.edtf;
    case 'named':
      return held.id;
    case 'yes':
      return true;
    case 'point': {
      const { kind: _kind, ...point } = held;
      return point;
    }
    case 'derivation':
      return [held.how, held.reason];
    case 'lineage':
      return [held.lineage, ...held.parents.map(({ id, how }) => `${how} ${id}`).sort()];
    case 'reliability':
    case 'credibility':
      return held.grade;
    case 'question':
      return [held.state, held.origins];
    case 'mark':
      return held.mark;
    case 'request':
      return [held.wanted, held.outcome];
    case 'ruling':
      return [held.outcome, held.rule, held.dissents, held.isReopened];
    case 'report':
      return [held.state, held.said, held.declined];
    case 'contents':
      return [held.document, held.answers];
    case 'all':
      return undefined;
  }
}

describe('every value on a record', { timeout: 60_000 }, () => {
  let database: TestDatabase;
  let db: Database;
  let events: RecordedEvent[];
  let settings: Settings;
  let shown: Map<RecordedValue, Shown>;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await openDatabase(database.url);
    await recordRandomly(db, 5, 90);
    while ((await followOnce(db)) > 0);
    events = (await readLog(db.sql, -1, 10_000)).map(typed);
  });

  afterAll(async () => {
    await db.end();
    await database.drop();
  });

  test('is at every position what the last event that set it left', () => {
    const world = emptyWorld();
    const run: Occurrence[] = [];
    const then: Map<RecordedValue, Shown>[] = [];
    for (const event of events) {
      applyEvent(world, structuredClone(event));
      const changes = [...world.change.values()].filter(({ position }) => position === event.position);
      run.push({ event, effects: changes.map((row) => ({ subject: subjectOf(row), effects: row.effects })) });
      then.push(structuredClone(shownIn(world)));
    }
    settings = readSettings(run);
    shown = then.at(-1) as typeof shown;
    expect([...shown.keys()].filter((value) => !settings.has(value))).toEqual([]);
    const wrong: object[] = [];
    for (const [value, all] of settings)
      for (const [position, rows] of then.entries()) {
        const last = all.findLast((setting) => setting.position <= position);
        const row = rows.get(value);
        if (!last && row) wrong.push({ value, position, row });
        // Of a whole and of an addition the row says only who set it, which is asked below.
        if (!last || last.after?.kind === 'all' || /^(attribute|scope):/.test(value)) continue;
        // A value that is none has no row where it is one of many, such as a mark.
        const [is, expected] = [plain(last.after), row?.is ?? null];
        if (!isDeepStrictEqual(is, expected)) wrong.push({ value, position, is, expected });
      }
    expect(wrong).toEqual([]);
  });

  test('was set last by the event its row names', () => {
    const named = [...shown].flatMap(([value, { setBy }]) => (setBy === undefined ? [] : [[value, setBy]]));
    expect(named.length).toBeGreaterThan(100);
    expect(named.map(([value]) => [value, settings.get(value as RecordedValue)?.at(-1)?.position])).toEqual(named);
  });

  test('is followed step by step to its first record, each step beginning where the one before ended', () => {
    for (const value of settings.keys()) {
      const steps = settingsOf(settings, value);
      expect({ value, isFirst: steps.map(({ isFirst }) => isFirst) }).toEqual({
        value,
        isFirst: steps.map((_, at) => at === 0),
      });
      expect({ value, before: steps.map(({ before }) => before) }).toEqual({
        value,
        before: [null, ...steps.slice(0, -1).map(({ after }) => after)],
      });
      expect(steps.map(({ position }) => position)).toEqual(
        [...new Set(steps.map(({ position }) => position))].sort((a, b) => a - b),
      );
    }
  });

  test('is followed from a revision into the answer that it replaced', () => {
    const revised = [...settings.keys()].filter((value) => {
      const parts = valueParts(value);
      const first = settings.get(value)?.[0];
      return parts.what === 'claim' && parts.part === 'answer' && settingsOf(settings, value)[0] !== first;
    });
    expect(revised.length).toBeGreaterThan(0);
    for (const value of revised) {
      const [first, ...steps] = settingsOf(settings, value);
      expect(events[first?.position ?? -1]?.type).toBe('ClaimRecorded');
      expect(steps.some(({ position }) => events[position]?.type === 'ClaimRevised')).toBe(true);
    }
  });

  test('is told alike from the events of that value alone', async () => {
    // Of the values that one event set for good, a part must do.
    const asked = [...settings.keys()].filter((value, at) => settingsOf(settings, value).length > 1 || at % 8 === 0);
    for (const value of asked) {
      const told = await listSettings(db, value);
      const steps = told?.steps.map(({ event: _event, actor: _actor, ...step }) => step);
      expect({ value, steps }).toEqual({ value, steps: settingsOf(settings, value) });
    }
  });

  test('has a name that can be read back', () => {
    for (const value of settings.keys()) expect(recordedValueSchema.safeParse(value).data).toBe(value);
  });

  test('is named on the page of a claim with the event that last set that very part', async () => {
    const corrected = events.flatMap(({ type, data }) => (type === 'ClaimCorrected' ? data.claim : []));
    const asked = [...new Set(corrected)].slice(0, 6);
    const apart = new Set<number>();
    for (const id of asked) {
      const page = await findClaim(db, id);
      const last = claimParts.map((part) => [
        part,
        settingsOf(settings, thingValue('claim', id, part)).at(-1)?.position,
      ]);
      expect(Object.entries(page?.setBy ?? {})).toEqual(last);
      for (const position of Object.values(page?.setBy ?? {})) if (position !== page?.claim.setBy) apart.add(position);
    }
    // Otherwise the row's own number would have done.
    expect(apart.size).toBeGreaterThan(0);
  });

  test('is followed from every kind of event, which says what it set and names what it did not', async () => {
    const one = new Map(events.map((event) => [event.type, event]));
    for (const { type, position } of one.values()) {
      const view = await findChange(db, position, null);
      expect({ type, is: view?.followed?.is }).toEqual({ type, is: 'step' });
      if (view?.followed?.is !== 'step') continue;
      const { steps, at, value } = view.followed;
      expect(steps[at]?.position).toBe(position);
      expect(view.others).not.toContain(value);
      for (const other of view.others)
        expect({ type, other, steps: settingsOf(settings, other).map((step) => step.position) }).toEqual({
          type,
          other,
          steps: expect.arrayContaining([position]),
        });
    }
  });

  test('of an event that did not set it leads to the last that did before and the next that did after', async () => {
    const [value, steps] = [...settings.keys()]
      .map((each) => [each, settingsOf(settings, each)] as const)
      .find(([, all]) => all.some(({ position }, at) => position + 1 < (all[at + 1]?.position ?? 0))) as never as [
      RecordedValue,
      { position: number }[],
    ];
    const at = steps.findIndex(({ position }, index) => position + 1 < (steps[index + 1]?.position ?? 0));
    const [before, after] = [steps[at]?.position as number, steps[at + 1]?.position as number];
    expect((await findChange(db, before + 1, value))?.followed).toEqual({ is: 'not-set-here', value, before, after });
    expect((await findChange(db, events.length - 1, thingValue('claim', 'nobody-made', 'answer')))?.followed).toEqual({
      is: 'not-on-record',
      value: 'claim:nobody-made:answer',
    });
  });
});

import { describe, expect, test } from 'vitest';
import { decide as decideCommand, type Given, streamsOf } from '@/domain/decide';
import { evolve, type StreamState } from '@/domain/fold';
import type { StreamId } from '@/domain/identifier';
import { isRefusal } from '@/domain/refusal';
import type { ReviewReport, SubmitReport } from '@/domain/report/command';
import type { ReportContents } from '@/domain/report/event';

/** A small record that commands are given to, one after the other, as the spine would. */
function aRecord() {
  const states = new Map<StreamId, StreamState | null>();
  const versions = new Map<StreamId, number>();
  let contents: ReportContents | null = null;
  const put = (stream: StreamId, event: Parameters<typeof evolve>[1], actor: string) => {
    const version = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, version);
    states.set(stream, evolve(states.get(stream) ?? null, event, version, actor));
    if (event.type === 'ReportSubmitted') contents = event.data;
  };
  const source = (id: string) =>
    put(`source:${id}`, { type: 'SourceRegistered', data: { name: id, kind: 'outlet' } }, 'ste');
  source('src');
  source('other');
  put('incident:inc', { type: 'IncidentOpened', data: { title: 'Incident', kind: 'Other' } }, 'ste');
  put('document:doc', { type: 'DocumentRecorded', data: { title: 'Document', publisher: 'src' } }, 'ste');
  return {
    source,
    /** Erases words from what waits, or says it otherwise. */
    alter: (change: (contents: ReportContents) => ReportContents) => {
      contents = change(contents as ReportContents);
    },
    /** The types and streams of what a command leads to, or its refusal. */
    give(command: SubmitReport | ReviewReport, actor = 'con', mayReview = command.type !== 'SubmitReport') {
      const given: Given = {
        actor,
        mayReview,
        submitted: command.type === 'AcceptReport' ? contents : null,
        past: null,
      };
      const read = new Set(streamsOf(command, given.submitted));
      const outcome = decideCommand(new Map([...states].filter(([stream]) => read.has(stream))), command, given);
      if (isRefusal(outcome)) return { refused: outcome.refused, field: outcome.field };
      for (const { stream, event } of outcome) put(stream, event, actor);
      return outcome.map(({ stream, event }) => `${event.type} ${stream}`);
    },
  };
}

const claim = (id: string, rest: object = {}): SubmitReport['claims'][number] => ({
  claim: id,
  subject: { kind: 'incident', id: 'inc' },
  attribute: 'wounded',
  scope: 'persons',
  answer: { kind: 'count', form: 'exactly', n: 3 },
  claimant: 'src',
  ...rest,
});
const submit = (rest: Partial<SubmitReport> = {}): SubmitReport => ({
  type: 'SubmitReport',
  report: 'rep',
  sources: [],
  document: { known: 'doc' },
  claims: [claim('c1')],
  ...rest,
});
const accept = (shownVersion: number, ...declined: string[]): ReviewReport => ({
  type: 'AcceptReport',
  report: 'rep',
  shownVersion,
  declined: declined.map((id) => ({ claim: id, reason: 'Misread.' })),
});
const giveBack = (shownVersion: number): ReviewReport => ({
  type: 'ReturnReport',
  report: 'rep',
  shownVersion,
  question: 'Which page?',
});
const reject = (shownVersion: number): ReviewReport => ({
  type: 'RejectReport',
  report: 'rep',
  shownVersion,
  reason: 'No.',
});
const newSource = (source: string, partOf?: string) => ({
  source,
  name: source,
  kind: 'outlet' as const,
  ...(partOf && { partOf }),
});
const newSite = (site: string) => ({ site, name: site, aliases: [], kind: 'town' as const, within: ['Iraq'] });

describe('a report that waits', () => {
  test('is replaced by who submitted it with the version they were shown, and by nobody else', () => {
    const record = aRecord();
    expect(record.give(submit())).toEqual(['ReportSubmitted report:rep']);
    expect(record.give(submit({ shownVersion: 1 }), 'con')).toEqual(['ReportSubmitted report:rep']);
    expect(record.give(submit({ shownVersion: 1 }), 'con')).toMatchObject({ refused: 'changed-meanwhile' });
    expect(record.give(submit({ shownVersion: 3 }), 'con')).toMatchObject({ refused: 'changed-meanwhile' });
    expect(record.give(submit({ shownVersion: 2 }), 'somebody')).toMatchObject({ refused: 'already-recorded' });
    expect(record.give(submit(), 'con')).toMatchObject({ refused: 'already-recorded' });
  });

  test('is not begun with a version nobody was shown', () => {
    expect(aRecord().give(submit({ shownVersion: 1 }))).toEqual({ refused: 'unknown-id', field: 'report' });
  });

  test('once returned, is submitted again or decided as it is', () => {
    const record = aRecord();
    record.give(submit());
    expect(record.give(giveBack(1), 'rev')).toEqual(['ReportReturned report:rep']);
    expect(record.give(submit({ shownVersion: 1 }), 'con')).toMatchObject({ refused: 'changed-meanwhile' });
    expect(record.give(accept(1), 'rev')).toMatchObject({ refused: 'changed-meanwhile' });
    expect(record.give(submit({ shownVersion: 2 }), 'con')).toEqual(['ReportSubmitted report:rep']);
    expect(record.give(giveBack(3), 'rev')).toEqual(['ReportReturned report:rep']);
    expect(record.give(accept(4), 'rev')).toEqual(['ReportAccepted report:rep', 'ClaimRecorded incident:inc']);
  });

  test.each([accept, reject])('once decided, stays decided (%#)', (decision) => {
    const record = aRecord();
    record.give(submit());
    record.give(decision(1), 'rev');
    for (const late of [accept(1), accept(2), giveBack(2), reject(2)])
      expect(record.give(late, 'rev')).toEqual({ refused: 'already-decided', field: 'report' });
    expect(record.give(submit({ shownVersion: 2 }), 'con')).toEqual({ refused: 'already-decided', field: 'report' });
    expect(record.give(submit({ shownVersion: 2 }), 'somebody')).toMatchObject({ refused: 'already-recorded' });
  });

  test('is decided by a reviewer who submitted it themselves: the policy needs no other', () => {
    const record = aRecord();
    record.give(submit(), 'rev', false);
    expect(record.give(accept(1), 'rev')).toEqual(['ReportAccepted report:rep', 'ClaimRecorded incident:inc']);
  });

  test('is unknown where it never was', () => {
    for (const decision of [accept(1), giveBack(1), reject(1)])
      expect(aRecord().give(decision, 'rev')).toEqual({ refused: 'unknown-id', field: 'report' });
  });
});

describe('a report accepted in part', () => {
  const claims = [
    claim('c1', { claimant: 'deputy' }),
    claim('c2', { subject: { kind: 'incident', id: 'new-inc' }, relays: 'witness' }),
    claim('c3', { attribute: 'launch site', scope: undefined, answer: { kind: 'place', site: 'village' } }),
    claim('c4', {
      attribute: 'series',
      scope: undefined,
      answer: { kind: 'tally', ordinal: 1, window: { days: 9 }, on: '2021-05-03', site: 'town' },
    }),
  ];
  const contents = {
    claims,
    document: { document: 'page', title: 'Page', publisher: 'paper' },
    sources: [
      newSource('deputy', 'ministry'),
      newSource('paper'),
      newSource('witness', 'group'),
      newSource('ministry', 'state'),
      newSource('group', 'src'),
      newSource('state'),
    ],
    incidents: [{ incident: 'new-inc', title: 'New', kind: 'Other' as const, site: 'base' }],
    sites: [newSite('village'), newSite('town'), newSite('base')],
  };
  const accepted = (...left: string[]) => {
    const record = aRecord();
    record.give(submit(contents));
    const declined = claims.map((entry) => entry.claim).filter((id) => !left.includes(id));
    return record.give(accept(1, ...declined), 'rev');
  };

  test.each<[string[], string[]]>([
    [['c1'], ['source:paper', 'source:state', 'source:ministry', 'source:deputy']],
    [['c2'], ['source:paper', 'source:group', 'source:witness', 'site:base', 'incident:new-inc']],
    [['c3'], ['source:paper', 'site:village']],
    [['c4'], ['source:paper', 'site:town']],
  ])('for %j registers what it speaks of, an institution first, and nothing else', (left, registered) => {
    const events = accepted(...left) as string[];
    expect(
      events.filter((event) => !/^(Report|Claim|Document)/.test(event)).map((event) => event.split(' ')[1]),
    ).toEqual(registered);
    expect(events.filter((event) => event.startsWith('Claim'))).toHaveLength(1);
    expect(events).toContain('DocumentRecorded document:page');
    expect(events.indexOf('ReportAccepted report:rep')).toBe(registered.length + 1);
  });

  test('takes a list that says again whom it declines, whom it does not know, or everybody, for no decision', () => {
    expect(accepted()).toEqual({ refused: 'does-not-fit', field: 'declined' });
    const record = aRecord();
    record.give(submit(contents));
    expect(record.give(accept(1, 'c1', 'c1'), 'rev')).toEqual({ refused: 'unknown-id', field: 'declined.1.claim' });
    expect(record.give(accept(1, 'constructor'), 'rev')).toEqual({ refused: 'unknown-id', field: 'declined.0.claim' });
  });

  test('says where it does not fit in the report as it was submitted', () => {
    const record = aRecord();
    record.give(submit(contents));
    record.source('group');
    expect(record.give(accept(1), 'rev')).toEqual({ refused: 'already-recorded', field: 'sources.4' });
    expect(record.give(accept(1, 'c1'), 'rev')).toEqual({ refused: 'already-recorded', field: 'sources.4' });
    expect(record.give(accept(1, 'c2'), 'rev')).toContain('ReportAccepted report:rep');
  });
});

describe('sources that come with a report', () => {
  test.each<[string, ReturnType<typeof newSource>[], string, string]>([
    ['themselves', [newSource('a', 'a')], 'does-not-fit', 'sources.0.partOf'],
    [
      'each other in a circle',
      [newSource('x'), newSource('a', 'b'), newSource('b', 'a')],
      'does-not-fit',
      'sources.1.partOf',
    ],
    ['what nobody knows', [newSource('a'), newSource('b', 'nobody')], 'unknown-id', 'sources.1.partOf'],
  ])('are not part of %s', (_what, sources, refused, field) => {
    expect(aRecord().give(submit({ sources }))).toEqual({ refused, field });
  });

  test('come once', () => {
    const twice = submit({ sources: [newSource('a'), newSource('b'), newSource('a')] });
    expect(aRecord().give(twice)).toEqual({ refused: 'already-recorded', field: 'sources.2' });
    expect(aRecord().give(submit({ sources: [newSource('src')] }))).toMatchObject({ refused: 'already-recorded' });
  });
});

describe('words that were erased while a report waited', () => {
  const excerpt = { text: 'As it was said.', language: 'en' };
  const contents = submit({
    sources: [newSource('paper')],
    document: { document: 'page', title: 'Page', publisher: 'paper' },
    incidents: [{ incident: 'new-inc', title: 'New', kind: 'Other' }],
    claims: [
      claim('c1', { subject: { kind: 'incident', id: 'new-inc' } }),
      claim('c2', { excerpt }),
      claim('c3', { attribute: 'impact', scope: undefined, answer: { kind: 'text', text: 'On the runway' } }),
    ],
    note: 'To whom it may concern.',
  });
  const without = (path: string) => (whole: ReportContents) => {
    const copy = structuredClone(whole);
    const steps = path.split('.');
    const last = steps.pop() as string;
    let at = copy as unknown as Record<string, unknown>;
    for (const step of steps) at = at[step] as typeof at;
    expect(at[last]).toBeTypeOf('string');
    at[last] = null;
    return copy;
  };

  test.each(['sources.0.name', 'document.title', 'incidents.0.title', 'claims.1.excerpt.text', 'claims.2.answer.text'])(
    'refuse its acceptance by their place: %s',
    (path) => {
      const record = aRecord();
      record.give(contents);
      record.alter(without(path));
      expect(record.give(accept(1), 'rev')).toEqual({ refused: 'does-not-fit', field: path });
    },
  );

  test('stand in nobody’s way where their answer is declined, or they are never recorded', () => {
    for (const [path, ...declined] of [
      ['claims.2.answer.text', 'c3'],
      ['incidents.0.title', 'c1'],
      ['note'],
    ] as const) {
      const record = aRecord();
      record.give(contents);
      record.alter(without(path));
      expect(record.give(accept(1, ...declined), 'rev')).toContain('ReportAccepted report:rep');
    }
    const record = aRecord();
    record.give(contents);
    record.alter(without('claims.2.answer.text'));
    expect(record.give(accept(1, 'c1'), 'rev')).toEqual({ refused: 'does-not-fit', field: 'claims.2.answer.text' });
  });

  test('do not keep a report from being returned or rejected', () => {
    for (const decision of [giveBack(1), reject(1)]) {
      const record = aRecord();
      record.give(contents);
      record.alter(without('claims.2.answer.text'));
      expect(record.give(decision, 'rev')).toHaveLength(1);
    }
  });
});

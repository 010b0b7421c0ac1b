import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import type { Command } from '@/domain/command';
import type { Refusal } from '@/domain/refusal';
import { handleCommand } from '@/handle-command';
import type { Receipt } from '@/ledger/append';
import { positionOf as positionIn } from '@/ledger/read';
import { sequence } from '@/ledger/sequencer';
import { createTestDatabase, type TestDatabase } from '../support/cluster';

let database: TestDatabase;
let db: Database;
let owner: postgres.Sql;
let named = 0;
/** An id nothing has yet. */
const fresh = (kind: string) => `${kind}-${++named}`;

const count = async () => (await owner<{ n: number }[]>`select count(*)::int as n from ledger.event`)[0]?.n ?? -1;

const give = (actor: string, command: unknown, id: string = randomUUID()): Promise<Receipt | Refusal> =>
  handleCommand(db, { id, actor, command: command as Command });

const given = async (actor: string, command: unknown): Promise<Receipt> => {
  const outcome = await give(actor, command);
  expect(outcome).not.toHaveProperty('refused');
  return outcome as Receipt;
};

/** A refusal, and nothing was written. */
async function expectRefused(giving: () => Promise<Receipt | Refusal>, refused: string, field?: string): Promise<void> {
  const before = await count();
  const outcome = await giving();
  expect(outcome).toMatchObject({ refused, reason: expect.stringMatching(/^\p{Lu}.+[.?]$/u) });
  expect((outcome as Refusal).field).toBe(field);
  expect(await count()).toBe(before);
}

const aClaim = (rest: object = {}) => ({
  claim: fresh('c'),
  subject: { kind: 'incident', id: 'inc' },
  attribute: 'wounded',
  scope: 'persons',
  answer: { kind: 'count', form: 'exactly', n: 3 },
  claimant: 'src',
  ...rest,
});
const aReport = (rest: object = {}) => ({
  type: 'SubmitReport',
  report: fresh('r'),
  sources: [],
  document: { known: 'doc' },
  claims: [aClaim()],
  ...rest,
});

/** As many processes as asked: each has its own copy of every module, and so no turn to wait for. */
const processes = async (many: number) => {
  const made: (typeof handleCommand)[] = [];
  for (let at = 0; at < many; at++) {
    vi.resetModules();
    made.push((await import('@/handle-command')).handleCommand);
  }
  return made;
};

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await owner.end();
  await db.end();
  await database.drop();
});

describe('an empty ledger', () => {
  const register = (person: string, roles: string[]) => ({ type: 'RegisterPerson', person, name: 'First', roles });

  test('takes nothing from anybody but a first person who registers themselves as steward', async () => {
    await expectRefused(
      () => give('first', { type: 'RegisterSource', source: 's', name: 'S', kind: 'outlet' }),
      'not-allowed',
    );
    await expectRefused(() => give('first', register('second', ['steward'])), 'not-allowed');
    await expectRefused(() => give('first', register('first', ['contributor'])), 'not-allowed');
    await expectRefused(() => give('first', register('first', ['contributor', 'reviewer'])), 'not-allowed');
    await given('first', register('first', ['steward']));
  });

  test('has one founder, however many register themselves at the same moment', async () => {
    const empty = await createTestDatabase();
    const several = await openDatabase(empty.url);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        handleCommand(several, {
          id: randomUUID(),
          actor: `p${at}`,
          command: register(`p${at}`, ['steward']) as Command,
        }),
      ),
    );
    expect(outcomes.map((outcome) => ('refused' in outcome ? outcome.refused : 'founded')).sort()).toEqual([
      'founded',
      ...Array.from({ length: 7 }, () => 'not-allowed'),
    ]);
    await several.end();
    await empty.drop();
  });

  test('is founded once: nobody after the first person registers themselves', async () => {
    await expectRefused(() => give('late', register('late', ['steward'])), 'not-allowed');
    await expectRefused(() => give('first', register('first', ['steward'])), 'already-recorded', 'person');
  });
});

describe('with people of every role', () => {
  beforeAll(async () => {
    const people = { con: ['contributor'], rev: ['reviewer'], ste: ['steward'], both: ['contributor', 'reviewer'] };
    for (const [person, roles] of Object.entries(people))
      await given('first', { type: 'RegisterPerson', person, name: person, roles });
    await given('ste', { type: 'RegisterSource', source: 'src', name: 'Source', kind: 'outlet' });
    await given('ste', { type: 'RegisterSource', source: 'other', name: 'Other', kind: 'outlet' });
    await given('ste', { type: 'RecordDocument', document: 'doc', title: 'Document', publisher: 'src' });
    await given('ste', {
      type: 'RegisterSite',
      site: 'base',
      name: 'Base',
      aliases: [],
      kind: 'base',
      within: ['Iraq'],
    });
    for (const incident of ['inc', 'inc-2', 'inc-3', 'inc-4', 'inc-5'])
      await given('ste', { type: 'OpenIncident', incident, title: incident, kind: 'Other' });
  });

  const subject = { kind: 'incident', id: 'inc' };
  const asked = { subject, attribute: 'wounded' };
  const worded = () => ({ attribute: 'impact', scope: undefined, answer: { kind: 'text', text: fresh('Words') } });
  /** A claim on record as a person is shown it. */
  const recorded = async (rest: object = {}) => {
    const claim = fresh('c');
    const receipt = await given('ste', aReport({ claims: [aClaim({ claim, ...rest })] }));
    return { subject, claim, shownVersion: receipt.events.at(-1)?.version as number };
  };
  /** The ledger position of an event, sequenced first. */
  const positionOf = async (stream: string, version: number | undefined): Promise<number> => {
    await sequence(db.direct);
    return (await positionIn(db.sql, stream, version ?? 0)) as number;
  };
  const arguedVersion = async (): Promise<number> => {
    const [row] = await owner<{ version: number | null }[]>`
      select (state->'questions'->'wounded'->>'version')::int as version from ledger.stream
      where stream_id = 'incident:inc'`;
    return row?.version ?? 0;
  };
  const aRuling = async (position: string) => ({
    type: 'RuleQuestion',
    ...asked,
    shownVersion: await arguedVersion(),
    shownPosition: 0,
    outcome: { kind: 'position', position },
    rule: 'best evidence',
    rationale: 'Two saw it.',
    evidence: [{ document: 'doc' }],
  });

  describe('the policy table', () => {
    /** A command nobody gave before, and the fixed claim a correction needs. */
    const waiting = async () => {
      const { report, ...rest } = aReport();
      await given('con', { report, ...rest });
      return { report, shownVersion: 1 };
    };
    const examples: Record<Command['type'], (who?: string) => Promise<object>> = {
      RegisterPerson: async () => ({ type: 'RegisterPerson', person: fresh('p'), name: 'New', roles: ['steward'] }),
      RegisterSource: async () => ({ type: 'RegisterSource', source: fresh('s'), name: 'New', kind: 'witness' }),
      RecordDocument: async () => ({ type: 'RecordDocument', document: fresh('d'), title: 'New', publisher: 'src' }),
      RecordDerivation: async () => ({
        type: 'RecordDerivation',
        document: 'doc',
        derivation: { how: 'first-hand' },
        reason: 'New.',
      }),
      RegisterSite: async () => ({
        type: 'RegisterSite',
        site: fresh('w'),
        name: 'New',
        aliases: [],
        kind: 'town',
        within: ['Iraq'],
      }),
      OpenIncident: async () => ({ type: 'OpenIncident', incident: fresh('i'), title: 'New', kind: 'Other' }),
      SubmitReport: async () => aReport(),
      AcceptReport: async () => ({ type: 'AcceptReport', ...(await waiting()), declined: [] }),
      ReturnReport: async () => ({ type: 'ReturnReport', ...(await waiting()), question: 'Which page?' }),
      RejectReport: async () => ({ type: 'RejectReport', ...(await waiting()), reason: 'Not about an incident.' }),
      DefineAttribute: async () => ({
        type: 'DefineAttribute',
        attribute: fresh('a'),
        group: 'What',
        subjects: ['incident'],
        kinds: ['count'],
      }),
      DefineScope: async () => ({ type: 'DefineScope', list: 'persons', scope: fresh('x'), within: [], apartFrom: [] }),
      CorrectClaim: async () => {
        const corrected = { answer: { kind: 'count', form: 'exactly', n: 4 } };
        return { type: 'CorrectClaim', ...(await recorded()), corrected, reason: 'Misread.' };
      },
      RestoreClaim: async () => {
        const shown = await recorded();
        const corrected = { answer: { kind: 'count', form: 'exactly', n: 4 } };
        const { events } = await given('ste', { type: 'CorrectClaim', ...shown, corrected, reason: 'Misread.' });
        const shownVersion = events[0]?.version;
        const before = await positionOf('incident:inc', shownVersion);
        return { type: 'RestoreClaim', ...shown, shownVersion, before, reason: 'It was right.' };
      },
      UndoAct: async (who = 'rev') => {
        const { claim: position } = await recorded();
        const actor = ['con', 'rev', 'ste', 'both'].includes(who) ? who : 'con';
        const mark = { type: 'MarkEvidence', ...asked, position, evidence: { document: 'doc' }, mark: 'Against' };
        const { events } = await given(actor, mark);
        return { type: 'UndoAct', event: await positionOf('incident:inc', events[0]?.version), reason: 'Mine.' };
      },
      ReviseClaim: async () => ({
        type: 'ReviseClaim',
        ...(await recorded()),
        revision: fresh('c'),
        document: { document: fresh('d'), title: 'New', publisher: 'src' },
        answer: { kind: 'count', form: 'exactly', n: 4 },
      }),
      WithdrawClaim: async () => ({
        type: 'WithdrawClaim',
        ...(await recorded()),
        document: { known: 'doc' },
        reason: 'It was taken back.',
      }),
      MarkCopyingError: async () => ({
        type: 'MarkCopyingError',
        ...(await recorded()),
        copies: (await recorded()).claim,
        reason: 'A digit was dropped.',
      }),
      MarkConflict: async () => {
        const claims = await Promise.all([recorded(worded()), recorded(worded())]);
        const conflict = { claims: claims.map(({ claim }) => claim), conflict: true };
        return { type: 'MarkConflict', subject, ...conflict, reason: 'It fell on one of them.' };
      },
      GradeClaim: async () => {
        const { claim } = await recorded();
        return { type: 'GradeClaim', subject, claim, credibility: 3, rationale: 'Possible.' };
      },
      StrikeDerivation: async () => {
        const document = fresh('d');
        await given('ste', { type: 'RecordDocument', document, title: 'New', publisher: 'src' });
        await given('ste', {
          type: 'RecordDerivation',
          document,
          derivation: { how: 'quotes', parent: 'doc' },
          reason: 'New.',
        });
        return { type: 'StrikeDerivation', document, parent: 'doc', reason: 'It does not.' };
      },
      AffiliateSource: async () => {
        const source = fresh('s');
        await given('ste', { type: 'RegisterSource', source, name: 'New', kind: 'witness' });
        return { type: 'AffiliateSource', source, partOf: 'src', reason: 'Its masthead.' };
      },
      GradeSource: async () => ({ type: 'GradeSource', source: 'src', reliability: 'B', rationale: 'Borne out.' }),
      MarkEvidence: async () => {
        const { claim: position } = await recorded();
        return { type: 'MarkEvidence', ...asked, position, evidence: { document: 'doc' }, mark: 'Against' };
      },
      RequestEvidence: async () => {
        await recorded();
        return { type: 'RequestEvidence', ...asked, request: fresh('q'), wanted: 'A list.' };
      },
      MeetRequest: async () => {
        await recorded();
        const request = fresh('q');
        await given('ste', { type: 'RequestEvidence', ...asked, request, wanted: 'A list.' });
        return { type: 'MeetRequest', ...asked, request, outcome: 'There is none.' };
      },
      MakeRemark: async () => {
        await recorded();
        return { type: 'MakeRemark', ...asked, remark: fresh('m'), text: 'Look again.' };
      },
      RuleQuestion: async () => aRuling((await recorded()).claim),
      RecordDissent: async () => {
        await given('ste', await aRuling((await recorded()).claim));
        return { type: 'RecordDissent', ...asked, text: 'One saw it from afar.' };
      },
      ReopenRuling: async () => {
        await given('ste', await aRuling((await recorded()).claim));
        return { type: 'ReopenRuling', ...asked, shownVersion: await arguedVersion(), reason: 'A page turned up.' };
      },
    };
    const y = true;
    const n = false;
    const allowed: Record<Command['type'], [con: boolean, rev: boolean, ste: boolean, both: boolean]> = {
      RegisterPerson: [n, n, y, n],
      RegisterSource: [n, y, y, y],
      RecordDocument: [n, y, y, y],
      RecordDerivation: [n, y, y, y],
      RegisterSite: [n, y, y, y],
      OpenIncident: [n, y, y, y],
      SubmitReport: [y, y, y, y],
      CorrectClaim: [n, y, y, y],
      AcceptReport: [n, y, y, y],
      ReturnReport: [n, y, y, y],
      RejectReport: [n, y, y, y],
      DefineAttribute: [n, n, y, n],
      DefineScope: [n, n, y, n],
      RestoreClaim: [n, y, y, y],
      UndoAct: [y, y, y, y],
      ReviseClaim: [n, y, y, y],
      WithdrawClaim: [n, y, y, y],
      MarkCopyingError: [n, y, y, y],
      MarkConflict: [n, y, y, y],
      GradeClaim: [n, y, y, y],
      StrikeDerivation: [n, y, y, y],
      AffiliateSource: [n, y, y, y],
      GradeSource: [n, y, y, y],
      MarkEvidence: [y, y, y, y],
      RequestEvidence: [y, y, y, y],
      MeetRequest: [n, y, y, y],
      MakeRemark: [y, y, y, y],
      RuleQuestion: [n, y, y, y],
      RecordDissent: [y, y, y, y],
      ReopenRuling: [n, y, y, y],
    };
    const cells = Object.entries(allowed).flatMap(([command, row]) => [
      ...(['con', 'rev', 'ste', 'both'] as const).map(
        (who, at) => [command, who, row[at] ? 'may' : 'may not'] as const,
      ),
      ...['nobody', 'src', 'first:x', '', 'constructor'].map((who) => [command, who, 'may not'] as const),
    ]);

    test.each(cells)('%s: %j %s', async (type, who, may) => {
      const command = await examples[type as Command['type']](who);
      if (may === 'may not') return expectRefused(() => give(who, command), 'not-allowed');
      const before = await count();
      const receipt = await given(who, command);
      expect(await count()).toBe(before + receipt.events.length);
      const actors = await owner`select distinct actor from ledger.event where append_id = ${receipt.command}`;
      expect(actors).toEqual([{ actor: who }]);
    });

    /** What rests on what a person was shown: a claim, or what was argued on a question. */
    const shown = [
      'CorrectClaim',
      'RestoreClaim',
      'ReviseClaim',
      'WithdrawClaim',
      'MarkCopyingError',
      'RuleQuestion',
      'ReopenRuling',
    ];
    type Shown = { shownVersion: number; claim?: string };

    test.each(shown as Command['type'][])('%s sent again is recorded once, at the same moment too', async (type) => {
      const command = await examples[type]();
      const id = randomUUID();
      const before = await count();
      const outcomes = await Promise.all([
        give('rev', command, id),
        give('rev', command, id),
        give('rev', command, id),
      ]);
      expect(outcomes[0]).toHaveProperty('events');
      expect(outcomes).toEqual([outcomes[0], outcomes[0], outcomes[0]]);
      const [row] = await owner<{ n: number }[]>`
        select count(*)::int as n from ledger.event where append_id = ${id}`;
      expect(await count()).toBe(before + (row?.n ?? -1));
      const other =
        type === 'RuleQuestion'
          ? { rationale: 'Other.' }
          : type === 'ReviseClaim'
            ? { note: 'Other.' }
            : { reason: 'Other.' };
      await expectRefused(() => give('rev', { ...command, ...other }, id), 'command-reused');
    });

    test.each(shown as Command['type'][])('%s shown another version than the present is refused', async (type) => {
      const command = (await examples[type]()) as Shown;
      const { shownVersion } = command;
      for (const wrong of [shownVersion - 1, shownVersion + 1, Number.MAX_SAFE_INTEGER])
        await expectRefused(
          () => give('rev', { ...command, shownVersion: wrong }),
          'changed-meanwhile',
          'shownVersion',
        );
      await given('rev', command);
    });

    test.each(shown as Command['type'][])(
      'of two that give %s at the same moment one is told to look again',
      async (type) => {
        const command = (await examples[type]()) as Shown & { revision?: string; document?: object };
        const other =
          type === 'ReviseClaim'
            ? { revision: fresh('c'), document: { known: 'doc' } }
            : ({} as Partial<typeof command>);
        const outcomes = await Promise.all([give('rev', command), give('both', { ...command, ...other })]);
        const refused = outcomes.flatMap((outcome) => ('refused' in outcome ? [outcome.refused] : []));
        expect(refused).toHaveLength(1);
        expect(['changed-meanwhile', 'already-decided', 'does-not-fit']).toContain(refused[0]);
      },
    );

    test('of an act undone twice at the same moment one is told that it was undone, and again it is recorded once', async () => {
      const command = await examples.UndoAct();
      const outcomes = await Promise.all([give('rev', command), give('rev', command)]);
      expect(outcomes.map((outcome) => ('refused' in outcome ? outcome.refused : 'undone')).sort()).toEqual([
        'already-undone',
        'undone',
      ]);
      const id = randomUUID();
      const other = await examples.UndoAct();
      const first = await give('rev', other, id);
      expect(first).toHaveProperty('events');
      await sequence(db.direct);
      expect(await give('rev', other, id)).toEqual(first);
    });

    test('in several processes a thing that changed while it was undone is looked at again', async () => {
      const made = await processes(2);
      const { events } = await given('rev', { type: 'GradeSource', source: 'src', reliability: 'B', rationale: 'So.' });
      const event = await positionOf('source:src', events[0]?.version);
      const grade = { type: 'GradeSource', source: 'src', reliability: 'C', rationale: 'So.' };
      const undo = { type: 'UndoAct', event, reason: 'Mine.' };
      const [graded, undone] = await Promise.all(
        [grade, undo].map((command, at) =>
          (made[at] as typeof handleCommand)(db, { id: randomUUID(), actor: 'rev', command: command as Command }),
        ),
      );
      expect(graded).toHaveProperty('events');
      const last = (
        await owner<{ data: { undoes?: number; reliability: string | null } }[]>`
        select data from ledger.event where stream_id = 'source:src' order by stream_version desc limit 1`
      )[0]?.data;
      // Whichever came first: a grade that somebody gave is never undone by what was decided without it.
      if ('refused' in (undone as object)) expect(undone).toMatchObject({ refused: 'not-your-last' });
      expect(last).toMatchObject({ reliability: 'C' });
    });

    test('does not tell whether a thing exists to somebody who may not ask', async () => {
      const open = (incident: string) => ({ type: 'OpenIncident', incident, title: 'New', kind: 'Other' });
      expect(await give('con', open('inc'))).toEqual(await give('con', open('nothing-there')));
    });
  });

  describe('the same command', () => {
    test('sent again gets the first receipt, in whatever order its members come and however its text is padded', async () => {
      const id = randomUUID();
      const command = { type: 'RegisterSource', source: fresh('s'), name: 'Again', kind: 'outlet', note: 'Once' };
      const first = await give('ste', command, id);
      const before = await count();
      const turned = Object.fromEntries(Object.entries(command).reverse());
      expect(await give('ste', command, id)).toEqual(first);
      expect(await give('ste', turned, id)).toEqual(first);
      expect(await give('ste', { ...command, name: '  Again ' }, id)).toEqual(first);
      expect(await count()).toBe(before);
    });

    test('with other content, or from somebody else, is refused', async () => {
      const id = randomUUID();
      const command = { type: 'RegisterSource', source: fresh('s'), name: 'Reused', kind: 'outlet' };
      await give('ste', command, id);
      await expectRefused(() => give('ste', { ...command, name: 'Other' }, id), 'command-reused');
      await expectRefused(() => give('ste', { ...command, source: fresh('s') }, id), 'command-reused');
      await expectRefused(() => give('ste', aReport(), id), 'command-reused');
      await expectRefused(() => give('rev', command, id), 'command-reused');
    });

    test('refused once is not used up', async () => {
      const id = randomUUID();
      const command = { type: 'OpenIncident', incident: fresh('i'), title: 'Later', kind: 'Other' };
      await expectRefused(() => give('con', command, id), 'not-allowed');
      expect(await give('rev', command, id)).toHaveProperty('events');
    });

    test('sent sixteen times at once is recorded once', async () => {
      const id = randomUUID();
      const command = aReport();
      const before = await count();
      const outcomes = await Promise.all(Array.from({ length: 16 }, () => give('rev', command, id)));
      expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome, Object.keys(outcome).sort()))).size).toBe(1);
      expect(outcomes[0]).toHaveProperty('events');
      expect(await count()).toBe(before + 3);
    });
  });

  describe('people at the same moment', () => {
    test('sixteen adding claims to one incident all succeed, none sending a version', async () => {
      const before = await count();
      const outcomes = await Promise.all(
        Array.from({ length: 16 }, (_, at) => give(at % 2 ? 'ste' : 'rev', aReport())),
      );
      for (const outcome of outcomes) expect(outcome).toHaveProperty('events');
      expect(await count()).toBe(before + 48);
    });

    test('sixteen in eight processes succeed as well, over incidents in any order', async () => {
      const before = await count();
      const ways = await processes(8);
      const outcomes = await Promise.all(
        Array.from({ length: 16 }, (_, at) => {
          const ids = at % 2 ? ['inc', 'inc-2'] : ['inc-2', 'inc'];
          const command = aReport({
            claims: ids.map((id) => aClaim({ subject: { kind: 'incident', id } })),
          }) as unknown as Command;
          const way = ways[at % ways.length] as typeof handleCommand;
          return way(db, { id: randomUUID(), actor: 'rev', command });
        }),
      );
      for (const outcome of outcomes) expect(outcome).toHaveProperty('events');
      expect(await count()).toBe(before + 64);
      const gaps = await owner`select stream_id from ledger.event group by 1 having max(stream_version) <> count(*)`;
      expect(gaps).toHaveLength(0);
    });

    test('two correcting one claim they were both shown: one succeeds, the other is told to look again', async () => {
      for (const ways of [await processes(2), [handleCommand, handleCommand]]) {
        const claim = fresh('c');
        const shownVersion = (await given('rev', aReport({ claims: [aClaim({ claim })] }))).events.at(-1)?.version;
        const outcomes = await Promise.all(
          ways.map((way, at) => {
            const corrected = { answer: { kind: 'count', form: 'exactly', n: 10 + at } };
            const command = {
              type: 'CorrectClaim',
              subject: { kind: 'incident', id: 'inc' },
              claim,
              shownVersion,
              corrected,
              reason: 'Misread.',
            };
            return way(db, { id: randomUUID(), actor: 'rev', command: command as Command });
          }),
        );
        expect(outcomes.map((outcome) => ('refused' in outcome ? outcome.refused : 'recorded')).sort()).toEqual([
          'changed-meanwhile',
          'recorded',
        ]);
      }
    });
  });

  describe('a report that waits', () => {
    const decision = (type: string, report: string, rest: object) => ({ type, report, shownVersion: 1, ...rest });
    const accept = (report: string, rest: object = {}) => decision('AcceptReport', report, { declined: [], ...rest });
    const waiting = async (rest: object = {}) => {
      const command = aReport(rest);
      await given('con', command);
      return command.report;
    };

    test('is decided once, however many reviewers decide at the same moment, in however many processes', async () => {
      for (const ways of [[handleCommand, handleCommand, handleCommand], await processes(3)]) {
        const report = await waiting();
        const before = await count();
        const commands = [
          accept(report),
          decision('RejectReport', report, { reason: 'Not read.' }),
          accept(report),
        ] as unknown as Command[];
        const outcomes = await Promise.all(
          ways.map((way, at) =>
            way(db, { id: randomUUID(), actor: at ? 'rev' : 'ste', command: commands[at] as Command }),
          ),
        );
        const refused = outcomes.flatMap((outcome) => ('refused' in outcome ? outcome.refused : []));
        expect(refused).toEqual(['already-decided', 'already-decided']);
        const [receipt] = outcomes.flatMap((outcome) => ('refused' in outcome ? [] : outcome));
        expect(await count()).toBe(before + (receipt?.events.length ?? -1));
      }
    });

    test('is not decided by who was shown it before it was submitted again, at the same moment either', async () => {
      const command = aReport();
      await given('con', command);
      const outcomes = await Promise.all([
        give('con', { ...command, claims: [aClaim()], shownVersion: 1 }),
        give('rev', decision('ReturnReport', command.report, { question: 'Which page?' })),
      ]);
      const refused = outcomes.flatMap((outcome) => ('refused' in outcome ? outcome.refused : []));
      expect(refused).toEqual(['changed-meanwhile']);
    });

    test('is accepted as it was submitted last', async () => {
      const command = aReport();
      await given('con', command);
      const [first, again] = [command.claims[0]?.claim, fresh('c')];
      await given('con', { ...command, claims: [aClaim({ claim: again })], shownVersion: 1 });
      await expectRefused(() => give('rev', accept(command.report)), 'changed-meanwhile', 'shownVersion');
      const receipt = await given('rev', accept(command.report, { shownVersion: 2 }));
      const rows = await owner`select data->>'claim' as claim from ledger.event
        where append_id = ${receipt.command} and type = 'ClaimRecorded'`;
      expect(rows).toEqual([{ claim: again }]);
      expect(
        await owner`select from ledger.event where type = 'ClaimRecorded' and data->>'claim' = ${first as string}`,
      ).toHaveLength(0);
    });

    test('gives way where another proposed the same claim, source, incident, site or document and was accepted', async () => {
      const claim = fresh('c');
      const [source, incident, site, document] = [fresh('s'), fresh('i'), fresh('w'), fresh('d')];
      const comes: [object, string][] = [
        [{ claims: [aClaim({ claim })] }, 'claims.0.claim'],
        [{ sources: [{ source, name: 'New', kind: 'witness' }] }, 'sources.0'],
        [{ incidents: [{ incident, title: 'New', kind: 'Other' }] }, 'incidents.0'],
        [{ sites: [{ site, name: 'New', aliases: [], kind: 'town', within: ['Iraq'] }] }, 'sites.0'],
        [{ document: { document, title: 'New', publisher: 'src' } }, 'document'],
      ];
      for (const [rest, field] of comes) {
        const [one, two] = [await waiting(rest), await waiting(rest)];
        await given('rev', accept(one));
        await expectRefused(() => give('rev', accept(two)), 'already-recorded', field);
        // It can still be returned, so that it names what is on record by now.
        await given('rev', decision('ReturnReport', two, { question: 'Is it the one on record?' }));
      }
      // On another subject as well: a claim's id is its own in the whole ledger.
      const elsewhere = await waiting({ claims: [aClaim({ claim, subject: { kind: 'incident', id: 'inc-2' } })] });
      await expectRefused(() => give('rev', accept(elsewhere)), 'already-recorded', 'claim');
    });

    test('whose words were erased is refused by the place they are missing from, and can be rejected', async () => {
      const excerpt = { text: 'A name nobody may keep.', language: 'en' };
      const report = await waiting({ claims: [aClaim(), aClaim({ excerpt })] });
      const erased = await owner.begin(async (tx) => {
        // No way to erase is open to anybody here: the guards are off for this moment.
        await tx`set local session_replication_role = replica`;
        return tx`delete from ledger.sealed s using ledger.event e where e.event_id = s.event_id
          and e.stream_id = ${`report:${report}`} and s.path = 'claims.1.excerpt.text'`;
      });
      expect(erased.count).toBe(1);
      await expectRefused(() => give('rev', accept(report)), 'does-not-fit', 'claims.1.excerpt.text');
      await given('rev', decision('RejectReport', report, { reason: 'It named a person.' }));
    });
  });

  describe('a correction', () => {
    let claim: string;
    let shownVersion: number;
    const correct = (corrected: object, rest: object = {}) => ({
      type: 'CorrectClaim',
      subject: { kind: 'incident', id: 'inc' },
      claim,
      shownVersion,
      corrected,
      reason: 'Misread.',
      ...rest,
    });
    const four = { answer: { kind: 'count', form: 'exactly', n: 4 } };

    beforeEach(async () => {
      claim = fresh('c');
      const excerpt = { text: 'Three were hurt.', language: 'en' };
      const receipt = await given('rev', aReport({ claims: [aClaim({ claim, relays: 'other', excerpt })] }));
      shownVersion = receipt.events.at(-1)?.version as number;
    });

    test('of the version shown is recorded, and the next one needs the version it left', async () => {
      const receipt = await given('rev', correct(four));
      await expectRefused(() => give('rev', correct({ scope: 'military' })), 'changed-meanwhile', 'shownVersion');
      await given('rev', correct({ scope: 'military' }, { shownVersion: receipt.events.at(-1)?.version }));
    });

    test('of a version that is gone, or not there yet, is refused', async () => {
      for (const wrong of [1, shownVersion - 1, shownVersion + 1, Number.MAX_SAFE_INTEGER])
        await expectRefused(
          () => give('rev', correct(four, { shownVersion: wrong })),
          'changed-meanwhile',
          'shownVersion',
        );
    });

    test('is not disturbed by what happened to other claims meanwhile', async () => {
      await given('rev', aReport());
      await given('rev', correct(four));
    });

    test('that changes nothing is refused', async () => {
      const same = { kind: 'count', n: 3, form: 'exactly' };
      for (const corrected of [
        { answer: same },
        { scope: 'persons' },
        { claimant: 'src', attribute: 'wounded', relays: 'other' },
      ])
        await expectRefused(() => give('rev', correct(corrected)), 'nothing-changed', 'corrected');
      const receipt = await given('rev', correct({ relays: null }));
      const shown = { shownVersion: receipt.events.at(-1)?.version };
      await expectRefused(() => give('rev', correct({ relays: null }, shown)), 'nothing-changed', 'corrected');
    });

    test('records only what changed', async () => {
      const receipt = await given('rev', correct({ ...four, scope: 'persons', claimant: 'src' }));
      const [row] = await owner`select data from ledger.event where append_id = ${receipt.command}`;
      expect(row?.data.corrected).toEqual(four);
    });

    test.each<[string, object, string, string?]>([
      ['an unknown claimant', { claimant: 'nobody-there' }, 'unknown-id', 'corrected.claimant'],
      ['an unknown relay', { relays: 'constructor' }, 'unknown-id', 'corrected.relays'],
      ['an unknown attribute', { attribute: 'constructor' }, 'does-not-fit', 'corrected.attribute'],
      ['an attribute of sites', { attribute: 'houses' }, 'does-not-fit', 'corrected.attribute'],
      ['a scope it has not', { scope: 'fired' }, 'does-not-fit', 'corrected.scope'],
      ['no scope where one is asked', { scope: null }, 'does-not-fit', 'corrected.scope'],
      ['an answer of another kind', { answer: { kind: 'time', edtf: '2021' } }, 'does-not-fit', 'corrected.answer'],
      ['the claimant as its own relay', { claimant: 'other' }, 'does-not-fit', 'corrected.relays'],
    ])('to %s is refused', async (_what, corrected, refused, field) => {
      await expectRefused(() => give('rev', correct(corrected)), refused, field);
    });
  });

  describe('a reference to what is not on record is refused by the field it stands in:', () => {
    const no = 'nothing-there';
    test.each<[string, () => object, string]>([
      [
        'part of',
        () => ({ type: 'RegisterSource', source: fresh('s'), name: 'N', kind: 'outlet', partOf: no }),
        'partOf',
      ],
      ['publisher', () => ({ type: 'RecordDocument', document: fresh('d'), title: 'N', publisher: no }), 'publisher'],
      [
        'derived document',
        () => ({ type: 'RecordDerivation', document: no, derivation: { how: 'first-hand' }, reason: 'N' }),
        'document',
      ],
      [
        'parent document',
        () => ({ type: 'RecordDerivation', document: 'doc', derivation: { how: 'quotes', parent: no }, reason: 'N' }),
        'derivation.parent',
      ],
      [
        'site of an incident',
        () => ({ type: 'OpenIncident', incident: fresh('i'), title: 'N', kind: 'Other', site: no }),
        'site',
      ],
      ['known document', () => aReport({ document: { known: no } }), 'document.known'],
      [
        'publisher of a new document',
        () => aReport({ document: { document: fresh('d'), title: 'N', publisher: no } }),
        'document.publisher',
      ],
      [
        'institution of a new source',
        () => aReport({ sources: [{ source: fresh('s'), name: 'N', kind: 'outlet', partOf: no }] }),
        'sources.0.partOf',
      ],
      [
        'incident',
        () => aReport({ claims: [aClaim(), aClaim({ subject: { kind: 'incident', id: no } })] }),
        'claims.1.subject',
      ],
      ['site', () => aReport({ claims: [aClaim({ subject: { kind: 'site', id: no } })] }), 'claims.0.subject'],
      [
        'an incident’s id as a site',
        () => aReport({ claims: [aClaim({ subject: { kind: 'site', id: 'inc' } })] }),
        'claims.0.subject',
      ],
      ['claimant', () => aReport({ claims: [aClaim({ claimant: no })] }), 'claims.0.claimant'],
      ['a document’s id as claimant', () => aReport({ claims: [aClaim({ claimant: 'doc' })] }), 'claims.0.claimant'],
      ['relayed source', () => aReport({ claims: [aClaim({ relays: no })] }), 'claims.0.relays'],
      [
        'corrected subject',
        () => ({
          type: 'CorrectClaim',
          subject: { kind: 'site', id: no },
          claim: 'x',
          shownVersion: 1,
          corrected: { scope: null },
          reason: 'N',
        }),
        'subject',
      ],
      [
        'corrected claim',
        () => ({
          type: 'CorrectClaim',
          subject: { kind: 'incident', id: 'inc' },
          claim: 'constructor',
          shownVersion: 1,
          corrected: { scope: null },
          reason: 'N',
        }),
        'claim',
      ],
    ])('%s', async (_what, command, field) => {
      await expectRefused(() => give('ste', command()), 'unknown-id', field);
    });
  });

  describe('a circle', () => {
    const derive = (document: string, parent: string) =>
      ({ type: 'RecordDerivation', document, derivation: { how: 'quotes', parent }, reason: 'It says so.' }) as Command;
    const affiliate = (source: string, partOf: string) =>
      ({ type: 'AffiliateSource', source, partOf, reason: 'Its masthead.' }) as Command;
    const three = (kind: 'd' | 's') =>
      Promise.all(
        [1, 2, 3].map(async () => {
          const id = fresh(kind);
          const named = kind === 'd' ? { document: id, title: 'New', publisher: 'src' } : { source: id, name: 'New' };
          await given('ste', {
            type: kind === 'd' ? 'RecordDocument' : 'RegisterSource',
            ...named,
            ...(kind === 's' ? { kind: 'witness' } : {}),
          });
          return id;
        }),
      );
    /** Two, each from a process of its own, over a connection of its own. */
    const atOnce = async (commands: readonly Command[]) => {
      const ways = await processes(commands.length);
      const connections = await Promise.all(commands.map(() => openDatabase(database.url)));
      const outcomes = await Promise.all(
        commands.map((command, at) =>
          (ways[at] as typeof handleCommand)(connections[at] as Database, { id: randomUUID(), actor: 'rev', command }),
        ),
      );
      await Promise.all(connections.map((connection) => connection.end()));
      return outcomes.map((outcome) => ('refused' in outcome ? outcome.refused : 'recorded')).sort();
    };

    test.each([
      ['documents come from each other', 'd', derive, 'lineage-cycle'],
      ['sources are part of each other', 's', affiliate, 'part-of-itself'],
    ] as const)('is not closed by two at the same moment: %s', async (_what, kind, link, refused) => {
      for (let round = 0; round < 3; round++) {
        const [a = '', b = '', c = ''] = await three(kind);
        expect(await atOnce([link(a, b), link(b, a)])).toEqual([refused, 'recorded'].sort());
        const [d = '', e = '', f = ''] = await three(kind);
        await given('rev', link(e, f));
        // Neither of these two writes what the other reads last.
        expect(await atOnce([link(d, e), link(f, d)])).toEqual([refused, 'recorded'].sort());
        // What closes no circle is recorded, at the same moment too.
        expect(await atOnce([link(c, d), link(c, a)].slice(0, kind === 's' ? 1 : 2))).not.toContain(refused);
      }
    });
  });

  describe('a folded state in an older form', () => {
    test('is folded anew from its events: what it lacks is known, and what is decided next stands on it', async () => {
      const first = await recorded(worded());
      const second = await recorded(worded());
      const claims = [first.claim, second.claim];
      const mark = { type: 'MarkConflict', subject, claims, conflict: true, reason: 'It fell on one.' };
      await given('rev', mark);
      await given('ste', await aRuling((await recorded()).claim));
      const shownVersion = await arguedVersion();
      const state = async () =>
        (await owner`select state from ledger.stream where stream_id = 'incident:inc'`)[0]?.state;
      const before = await state();
      await owner`update ledger.stream set state = state - 'form' - 'excluding' - 'questions'
        || jsonb_build_object('claims', '{}'::jsonb) where stream_id = 'incident:inc'`;
      await expectRefused(() => give('rev', mark), 'nothing-changed', 'conflict');
      await given('con', { type: 'MakeRemark', ...asked, remark: fresh('m'), text: 'Look again.' });
      const after = await state();
      expect(after.claims).toEqual(before.claims);
      expect(after.excluding).toEqual(before.excluding);
      expect(after.form).toBe(before.form);
      await expectRefused(
        () => give('rev', { type: 'ReopenRuling', ...asked, shownVersion, reason: 'Late.' }),
        'changed-meanwhile',
        'shownVersion',
      );
    });

    test('of a document still tells what it comes from, so that no circle is closed', async () => {
      const [parent, child] = [fresh('d'), fresh('d')];
      for (const document of [parent, child])
        await given('ste', { type: 'RecordDocument', document, title: 'New', publisher: 'src' });
      const derive = (document: string, from: string) => ({
        type: 'RecordDerivation',
        document,
        derivation: { how: 'quotes', parent: from },
        reason: 'It says so.',
      });
      await given('rev', derive(child, parent));
      // As states were folded at first: nothing of lineage.
      await owner`update ledger.stream set state = '{"kind": "document"}' where stream_id = ${`document:${child}`}`;
      await expectRefused(() => give('rev', derive(parent, child)), 'lineage-cycle', 'derivation.parent');
    });
  });

  test.each<[string, () => object, string]>([
    ['person', () => ({ type: 'RegisterPerson', person: 'con', name: 'N', roles: ['steward'] }), 'person'],
    ['source', () => ({ type: 'RegisterSource', source: 'src', name: 'N', kind: 'outlet' }), 'source'],
    ['document', () => ({ type: 'RecordDocument', document: 'doc', title: 'N', publisher: 'src' }), 'document'],
    [
      'site',
      () => ({ type: 'RegisterSite', site: 'base', name: 'N', aliases: [], kind: 'base', within: ['Iraq'] }),
      'site',
    ],
    ['incident', () => ({ type: 'OpenIncident', incident: 'inc', title: 'N', kind: 'Other' }), 'incident'],
    [
      'document of a report',
      () => aReport({ document: { document: 'doc', title: 'N', publisher: 'src' } }),
      'document',
    ],
    ['source of a report', () => aReport({ sources: [{ source: 'src', name: 'N', kind: 'outlet' }] }), 'sources.0'],
    [
      'claim twice in a report',
      () => aReport({ claims: [aClaim({ claim: 'twice' }), aClaim({ claim: 'twice' })] }),
      'claims.1.claim',
    ],
  ])('an id that is taken is refused: %s', async (_what, command, field) => {
    await expectRefused(() => give('ste', command()), 'already-recorded', field);
  });

  test('a claim’s id belongs to one record for ever: another may not take it, not at the same moment either', async () => {
    const onto = (id: string, claim: string) =>
      aReport({ claims: [aClaim({ claim, subject: { kind: 'incident', id } })] });
    const taken = fresh('c');
    await given('rev', onto('inc', taken));
    await expectRefused(() => give('rev', onto('inc-2', taken)), 'already-recorded', 'claim');
    for (let round = 0; round < 10; round++) {
      const claim = fresh('c');
      const outcomes = await Promise.all(['inc', 'inc-2', 'inc-3'].map((id) => give('rev', onto(id, claim))));
      const refused = outcomes.flatMap((outcome) => ('refused' in outcome ? outcome.refused : []));
      expect(refused).toEqual(['already-recorded', 'already-recorded']);
      const rows = await owner`select from ledger.event where type = 'ClaimRecorded' and data->>'claim' = ${claim}`;
      expect(rows).toHaveLength(1);
    }
  });

  test('a report about six subjects is one append, whole and in order', async () => {
    const subjects = ['inc', 'inc-2', 'inc-3', 'inc-4', 'inc-5'].map((id) => ({ kind: 'incident', id }));
    const site = aClaim({
      subject: { kind: 'site', id: 'base' },
      attribute: 'houses',
      scope: 'US troops',
      answer: { kind: 'truth', value: 'yes' },
    });
    const source = { source: fresh('s'), name: 'Arrives with it', kind: 'witness' };
    const document = { document: fresh('d'), title: 'Arrives with it', publisher: source.source };
    const claims = [...subjects.map((subject) => aClaim({ subject, claimant: source.source })), site];
    const receipt = await given('rev', aReport({ sources: [source], document, claims }));
    expect(receipt.events.map(({ type }) => type)).toEqual([
      'SourceRegistered',
      'DocumentRecorded',
      'ReportSubmitted',
      'ReportAccepted',
      ...claims.map(() => 'ClaimRecorded'),
    ]);
    expect(new Set(receipt.events.slice(4).map(({ stream }) => stream)).size).toBe(6);
    const rows = await owner`select stream_id as stream, stream_version::int as version, type from ledger.event
      where append_id = ${receipt.command} order by seq`;
    expect(rows).toEqual(receipt.events);
  });

  test('one bad answer among a hundred keeps the whole report out', async () => {
    const claims = Array.from({ length: 100 }, (_, at) => aClaim(at === 99 ? { claimant: 'nothing-there' } : {}));
    await expectRefused(() => give('rev', aReport({ claims })), 'unknown-id', 'claims.99.claimant');
    await given('rev', aReport({ claims: claims.slice(0, 99) }));
  });
});

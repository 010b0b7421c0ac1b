import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import type { Subject } from '@/domain/identifier';
import {
  askedThen,
  type Change,
  compareRevisions,
  documentThen,
  type RecordChanges,
  type RecordThen,
  sourceThen,
  subjectThen,
} from '@/queries/compare-revisions';
import { type Compared, findComparison } from '@/queries/find-comparison';
import { findDocument } from '@/queries/find-document';
import { findQuestion } from '@/queries/find-question';
import { findRecordAlone } from '@/queries/find-record';
import { findSource } from '@/queries/find-source';
import { isRecorded } from '@/queries/is-recorded';
import { chance } from '../support/random-record';
import { loadSampleRecord, type SampleRecord } from '../support/sample-record';

let sample: SampleRecord;
const balad: Subject = { kind: 'incident', id: 'balad-2021-05-03' };
const airBase: Subject = { kind: 'site', id: 'balad-air-base' };

beforeAll(async () => {
  sample = await loadSampleRecord();
}, 120_000);
afterAll(() => sample.drop());

const then = (position: number): Database => ({ ...sample.db, moment: { position, publishedBy: null } });
const found = <Page>(page: Page | null): Page => {
  if (page === null) throw new Error('This is not on record.');
  return page;
};
const readThen = async (of: Compared, position: number): Promise<RecordThen> => {
  const db = then(position);
  switch (of.kind) {
    case 'source':
      return sourceThen(found(await findSource(db, of.id)));
    case 'document':
      return documentThen(found(await findDocument(db, of.id)));
    default: {
      const subject = { kind: of.kind, id: of.id };
      return of.attribute === undefined
        ? subjectThen(found(await findRecordAlone(db, subject)))
        : askedThen(await findQuestion(db, subject, of.attribute));
    }
  }
};
/** The ends of the appends that changed a subject, by the rows of its history alone. */
const endsOf = async ({ kind, id }: Subject): Promise<number[]> => {
  const rows = await sample.db.sql<{ end: number }[]>`
    select distinct l.append_end as end from record.change c join ledger.log l on l.position = c.position
    where c.subject_kind = ${kind} and c.subject_id = ${id} order by 1`;
  return rows.map(({ end }) => Number(end));
};
const compare = async (of: Compared, from?: number, to?: number, after?: number) =>
  found(await findComparison(sample.db, of, { from, to, after }));
const compared = async (of: Compared, from: number, to: number) => {
  const { outcome } = await compare(of, from, to);
  if (outcome.kind !== 'compared') throw new Error(`#${from} and #${to}: ${JSON.stringify(outcome)}`);
  return outcome;
};

/** Some pairs of revisions, the first and the last among them. */
const pairsOf = (ends: readonly number[], count: number, seed: number): [number, number][] => {
  const next = chance(seed);
  const pick = () => Math.floor(next() * ends.length);
  const some = Array.from({ length: count }, () => [pick(), pick()].sort((a, b) => a - b) as [number, number]);
  return [[0, ends.length - 1] as [number, number], ...some]
    .filter(([from, to]) => from < to)
    .map(([from, to]) => [ends[from] as number, ends[to] as number]);
};

const turned = <Part>({ before, after, ...rest }: Change<Part>) => ({ ...rest, before: after, after: before });
const inAnyOrder = (parts: readonly unknown[]) => parts.map((part) => JSON.stringify(part)).sort();
/** A record after what is named: parts that came put in, those that went taken out, others replaced. */
function applied(before: RecordThen, { facts, questions, unchanged }: RecordChanges) {
  const claims = new Map(before.claims.map((claim) => [claim.id, claim]));
  for (const change of questions.flatMap((question) => question.claims)) {
    if (change.before) claims.delete(change.before.id);
    if (change.after) claims.set(change.after.id, change.after);
  }
  const states = new Map(before.questions.map((each) => [each.attribute, each.assessment.state]));
  const positions = new Map(
    before.questions.map((each) => [each.attribute, new Set(each.positions.map((one) => JSON.stringify(one)))]),
  );
  for (const { attribute, after, state, positions: changes } of questions) {
    if (after === null) states.delete(attribute);
    else if (state?.after) states.set(attribute, state.after);
    const own = positions.get(attribute) ?? new Set();
    for (const change of changes) {
      if (change.before) own.delete(JSON.stringify(change.before));
      if (change.after) own.add(JSON.stringify(change.after));
    }
    positions.set(attribute, own);
  }
  return {
    facts: { ...before.facts, ...Object.fromEntries(facts.map(({ fact, after }) => [fact, after])) },
    claims: [...claims.values()].map(asTold).sort(),
    states: Object.fromEntries(states),
    positions: Object.fromEntries([...positions].map(([attribute, own]) => [attribute, [...own].sort()])),
    attributes: [...questions.flatMap(({ after }) => after ?? []), ...unchanged]
      .map(({ attribute }) => attribute)
      .sort(),
  };
}

const asTold = (claim: RecordThen['claims'][number]) => JSON.stringify({ ...claim, since: 0, standing: null });
const inFull = ({ facts, claims, questions }: RecordThen) => ({
  facts,
  claims: claims.map(asTold).sort(),
  states: Object.fromEntries(questions.map(({ attribute, assessment }) => [attribute, assessment.state])),
  positions: Object.fromEntries(
    questions.map(({ attribute, positions }) => [attribute, positions.map((one) => JSON.stringify(one)).sort()]),
  ),
  attributes: questions.map(({ attribute }) => attribute).sort(),
});

describe('two revisions', () => {
  test('of one record: the changes named make the one the other, turned round they are the other way, and the rest is the same', async () => {
    for (const subject of [balad, airBase])
      for (const [from, to] of pairsOf(await endsOf(subject), 8, 11)) {
        const [before, after] = [await readThen(subject, from), await readThen(subject, to)];
        const changes = compareRevisions(before, after);
        expect(applied(before, changes), `#${from} to #${to}`).toEqual(inFull(after));
        const twice = compareRevisions(after, before);
        expect(inAnyOrder((twice.facts as Change<unknown>[]).map(turned))).toEqual(inAnyOrder(changes.facts));
        for (const question of changes.questions) {
          const other = twice.questions.find(({ attribute }) => attribute === question.attribute);
          expect(other).toMatchObject({ before: question.after, after: question.before });
          for (const part of ['lines', 'positions', 'reasons', 'challenges', 'claims'] as const)
            expect(inAnyOrder(((other?.[part] ?? []) as Change<unknown>[]).map(turned)), part).toEqual(
              inAnyOrder(question[part]),
            );
          for (const part of ['state', 'origins', 'stage', 'ruling'] as const)
            expect(other?.[part] && turned(other[part] as Change<unknown>), part).toEqual(question[part]);
        }
        expect(twice.questions).toHaveLength(changes.questions.length);
        for (const { attribute } of changes.unchanged) {
          const of = ({ questions }: RecordThen) => questions.find((each) => each.attribute === attribute);
          expect(of(after), attribute).toEqual(of(before));
          const claimsOf = ({ claims }: RecordThen) =>
            claims.filter((each) => each.attribute === attribute).map(asTold);
          expect(claimsOf(after)).toEqual(claimsOf(before));
        }
      }
  });

  test('that are one differ in nothing', async () => {
    for (const of of [balad, airBase, { ...balad, attribute: 'rockets' }]) {
      const [end] = (await endsOf(of)).slice(-1);
      const { facts, questions, argument, unchanged } = compareRevisions(
        await readThen(of, end as number),
        await readThen(of, end as number),
      );
      expect([...facts, ...questions, ...Object.values(argument).flat()]).toEqual([]);
      expect(unchanged.length).toBeGreaterThan(0);
    }
  });

  test('of a question have all that was argued between them', async () => {
    const of = { ...balad, attribute: 'rockets' };
    const { choices } = await compare(of);
    const first = (await compared(of, (await endsOf(balad))[1] as number, choices.latest)).changes;
    const now = found(await findQuestion(sample.db, balad, 'rockets')).argument;
    expect(first.argument.marks.map(({ after }) => after)).toEqual(now.marks);
    expect(first.argument.remarks.map(({ after }) => after)).toEqual(now.remarks);
    expect(first.argument.requests.map(({ after }) => after)).toEqual(now.requests);
    expect(first.questions.map(({ attribute }) => attribute)).toEqual(['rockets']);
  });

  test('of a claim that was corrected: its parts, and the words of nothing else', async () => {
    const claim = found(await findRecordAlone(sample.db, balad)).claims.find(
      ({ attribute, answer }) => attribute === 'rockets' && answer.kind === 'count',
    );
    if (!claim) throw new Error('Nobody counts rockets.');
    await sample.give({
      type: 'CorrectClaim',
      claim: claim.id,
      subject: balad,
      shownVersion: claim.version,
      corrected: { answer: { kind: 'count', form: 'exactly', n: 77 } },
      reason: 'It says 77.',
    } as never);
    const ends = await endsOf(balad);
    const { changes, causes } = await compared(balad, ends.at(-2) as number, ends.at(-1) as number);
    const claims = changes.questions.flatMap((question) => question.claims);
    expect(claims).toMatchObject([{ before: { id: claim.id, answer: claim.answer }, after: { answer: { n: 77 } } }]);
    expect(causes.map(({ event }) => event.type)).toEqual(['ClaimCorrected']);
  });

  test('of a source and of a document: the facts their own events set', async () => {
    const sources = await sample.db.sql<{ id: string }[]>`
      select split_part(stream_id, ':', 2) as id from ledger.event where type = 'SourceGraded' limit 1`;
    const source = { kind: 'source', id: sources[0]?.id as string } as const;
    const graded = await compare(source);
    if (graded.outcome.kind !== 'elsewhere') throw new Error('It has one revision.');
    const { changes } = await compared(source, graded.outcome.from, graded.outcome.to);
    expect(changes.facts).toMatchObject([{ fact: 'reliability', before: null }]);
    const documents = await sample.db.sql<{ id: string }[]>`
      select split_part(stream_id, ':', 2) as id from ledger.event
      where type = 'DerivationRecorded' and data #>> '{derivation,parent}' is not null limit 1`;
    const document = { kind: 'document', id: documents[0]?.id as string } as const;
    const derived = await compare(document);
    if (derived.outcome.kind !== 'elsewhere') throw new Error('It has one revision.');
    const { facts } = (await compared(document, derived.outcome.from, derived.outcome.to)).changes;
    expect(facts.map(({ fact }) => fact)).toContain('derivations');
  });
});

describe('every cause between two revisions', () => {
  test('is each event of the record after the one up to the other, once, the newest last', async () => {
    for (const subject of [balad, airBase])
      for (const [from, to] of pairsOf(await endsOf(subject), 4, 5)) {
        const rows = await sample.db.sql<{ position: number }[]>`
          select position from record.change where subject_kind = ${subject.kind} and subject_id = ${subject.id}
          and position > ${from} and position <= ${to} order by position`;
        const { causes } = await compared(subject, from, to);
        expect(causes.map(({ event }) => event.position)).toEqual(rows.map(({ position }) => Number(position)));
      }
  });
});

describe('an address that asks to compare', () => {
  test('is sent on to the revisions meant: the last two, the one before, the latest, the end of an append', async () => {
    const ends = await endsOf(balad);
    const [last, before, third] = ends.toReversed() as [number, number, number];
    expect((await compare(balad)).outcome).toEqual({ kind: 'elsewhere', from: before, to: last });
    expect((await compare(balad, third)).outcome).toEqual({ kind: 'elsewhere', from: third, to: last });
    expect((await compare(balad, undefined, before)).outcome).toEqual({ kind: 'elsewhere', from: third, to: before });
    const [inside] = await sample.db.sql<{ position: number; end: number }[]>`
      select c.position, l.append_end as end from record.change c join ledger.log l on l.position = c.position
      where c.subject_id = ${balad.id} and l.append_end > c.position limit 1`;
    expect((await compare(balad, Number(inside?.position), last)).outcome).toEqual({
      kind: 'elsewhere',
      from: Number(inside?.end),
      to: last,
    });
  });

  test('is refused by name, with two that can be compared', async () => {
    const ends = await endsOf(balad);
    const [first, last] = [ends[0], ends.at(-1)] as [number, number];
    const [other] = await sample.db.sql<{ end: number }[]>`
      select l.append_end as end from ledger.log l where l.position > ${first} and l.position < ${last}
      and not exists (select from ledger.log m join record.change c on c.position = m.position
        where m.append_end = l.append_end and c.subject_id = ${balad.id}) order by l.position desc limit 1`;
    const elsewhere = Number(other?.end);
    const refusals = [
      [await compare(balad, 10_000_000, last), 'no-such-position'],
      [await compare(balad, 0, last), 'before-the-record'],
      [await compare(balad, undefined, first), 'before-the-record'],
      [await compare(balad, elsewhere, last), 'revision-of-another-record'],
      [await compare(balad, first, elsewhere), 'revision-of-another-record'],
      [await compare(balad, last, first), 'from-after-to'],
      [await compare(balad, last, last), 'same-revision'],
      [await compare(balad, first, first), 'same-revision'],
      [await compare(balad, last), 'same-revision'],
    ] as const;
    for (const [{ outcome }, refused] of refusals) {
      expect(outcome).toMatchObject({ kind: 'refused', refused });
      if (outcome.kind !== 'refused' || !outcome.instead) continue;
      await compared(balad, outcome.instead.from, outcome.instead.to);
    }
    expect((await compare(balad, elsewhere, last)).outcome).toMatchObject({
      instead: { from: ends.findLast((end) => end < elsewhere), to: last },
    });
    expect((await compare(balad, last, first)).outcome).toMatchObject({ instead: { from: first, to: last } });
  });

  test('is there for what is on record alone', async () => {
    for (const path of [
      '/incidents/balad-2021-05-03/compare',
      '/sites/balad-air-base/compare',
      '/sources/src-afp/compare',
      '/questions/incident/balad-2021-05-03/rockets/compare',
    ])
      expect(await isRecorded(sample.db, path), path).toBe(true);
    for (const path of [
      '/incidents/nowhere/compare',
      '/sites/balad-2021-05-03/compare',
      '/sources/%00/compare',
      '/documents/constructor/compare',
      '/questions/incident/balad-2021-05-03/nothing/compare',
    ])
      expect(await isRecorded(sample.db, path), path).toBe(false);
    for (const id of ['nowhere', 'constructor', '\0'])
      for (const kind of ['incident', 'site', 'source', 'document'] as const)
        expect(await findComparison(sample.db, { kind, id }, {}), `${kind} ${id}`).toBeNull();
    expect(await findComparison(sample.db, { ...balad, attribute: '\0' }, {})).toBeNull();
  });
});

describe('the revisions to choose from', () => {
  test('are each once, the newest first, fifty a page', async () => {
    const ends = await endsOf(balad);
    const met: number[] = [];
    for (let after: number | null | undefined; after !== null; ) {
      const { choices }: Awaited<ReturnType<typeof compare>> = await compare(balad, undefined, undefined, after);
      expect(choices.revisions.length).toBeLessThanOrEqual(50);
      expect(choices.newer === null).toBe(after === undefined);
      met.push(...choices.revisions.map(({ position }) => position));
      after = choices.older;
    }
    expect(met).toEqual(ends.toReversed());
  });
});

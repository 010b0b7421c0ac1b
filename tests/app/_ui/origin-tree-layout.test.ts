import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chainAbove, type OriginTree, originTree } from '@/app/_ui/origin-tree-layout';
import type { Subject } from '@/domain/identifier';
import { countOrigins } from '@/domain/question/origin-count';
import { incident } from '@/projections/subject.table';
import { findSubject, type SubjectView } from '@/queries/find-subject';
import { loadSampleRecord, type SampleRecord } from '../../support/sample-record';

let sample: SampleRecord;
let views: SubjectView[];

beforeAll(async () => {
  sample = await loadSampleRecord();
  const incidents = await sample.db.view.select({ id: incident.id }).from(incident);
  views = await Promise.all(incidents.map(({ id }) => subject({ kind: 'incident', id })));
});
afterAll(() => sample.drop());

async function subject(of: Subject): Promise<SubjectView> {
  const view = await findSubject(sample.db, of);
  if (!view) throw new Error(`${of.id} is not on record.`);
  return view;
}

const claimsIn = ({ groups }: OriginTree) =>
  groups.flatMap(({ own, repeats }) => [...own, ...repeats].map(({ claim }) => claim.id));

describe('the claims of a line under their origins', () => {
  test('are there each exactly once, and their origins are as many as the assessment counts', () => {
    for (const view of views)
      for (const { assessment, attribute } of view.questions) {
        const answering = view.claims.filter(
          (claim) =>
            claim.attribute === attribute && assessment.positions.some(({ claims }) => claims.includes(claim.id)),
        );
        for (const line of assessment.lines) {
          const tree = originTree(view, line.claims);
          expect(claimsIn(tree).sort()).toEqual([...line.claims].sort());
          const live = new Set(line.positions.flatMap(({ claims }) => claims));
          expect(originTree(view, [...live]).origins, `${view.subject.id} ${attribute} ${line.scope}`).toEqual(
            line.origins,
          );
        }
        const ids = answering.map(({ id }) => id);
        expect(originTree(view, ids).documents).toBe(new Set(answering.map(({ documentId }) => documentId)).size);
      }
  });

  test('are certain before they are not, and a group is certain when one of its claims is', () => {
    for (const view of views) {
      const { groups } = originTree(
        view,
        view.claims.map(({ id }) => id),
      );
      const certain = groups.map((group) => group.certain);
      expect(certain).toEqual([...certain].sort((a, b) => Number(b) - Number(a)));
      for (const group of groups) {
        const roots = [...group.own, ...group.repeats].map((each) => ({
          origins: group.origins,
          certain: each.certain,
        }));
        expect(group.certain).toBe(roots.some((root) => root.certain));
        if (group.certain && group.origins.length === 1) expect(countOrigins(roots)).toEqual([1, 1]);
      }
    }
  });

  test('a fork that was stored is still one fork, however many claims come through it', () => {
    const [view] = views;
    const [first, second] = view?.claims ?? [];
    const question = view?.questions[0];
    if (!view || !first || !second || !question) throw new Error('The sample has no claims.');
    const fork = () => ({ origins: ['src-a', 'src-b'], certain: false, fork: 'here', through: 'copy' as const });
    const forked: SubjectView = {
      ...view,
      claims: [first, { ...second, attribute: first.attribute }],
      questions: view.questions.map((each) =>
        each.attribute === first.attribute
          ? { ...each, assessment: { ...each.assessment, originOf: { [first.id]: fork(), [second.id]: fork() } } }
          : each,
      ),
    };
    expect(originTree(forked, [first.id, second.id]).origins).toEqual([1, 1]);
  });

  test('of nothing is nothing, and of what is not of the record too', () => {
    for (const view of views.slice(0, 3))
      expect(originTree(view, ['nothing', '__proto__'])).toEqual({ documents: 0, origins: [0, 0], groups: [] });
  });
});

describe('the chain above a document', () => {
  test('leads step by step to its ends', () => {
    const view = views.find(({ documents }) => documents['doc-track-persia-2021-05-06']);
    if (!view) throw new Error('The sample has no such document.');
    const [step] = chainAbove(view, 'doc-track-persia-2021-05-06');
    expect(step).toMatchObject({ document: 'doc-jerusalem-post-2021-05', how: 'republishes', end: null });
    expect(step?.from.map(({ how }) => how)).toEqual(['based on', 'based on']);
    for (const { end } of step?.from ?? []) expect(end).not.toBeNull();
  });

  test('of documents that come from each other ends', () => {
    const view = views.find(({ documents }) => Object.keys(documents).length > 1);
    const [a, b] = Object.values(view?.documents ?? {});
    if (!view || !a || !b) throw new Error('No incident of the sample has two documents.');
    const from = (document: string) => [{ document, how: 'quotes', reason: null }];
    const round: SubjectView = {
      ...view,
      documents: { ...view.documents, [a.id]: { ...a, parents: from(b.id) }, [b.id]: { ...b, parents: from(a.id) } },
    };
    expect(chainAbove(round, a.id)[0]?.from[0]).toMatchObject({ document: a.id, from: [] });
  });
});

import type { Origin } from '@/domain/question/origin';
import { countOrigins, type OriginCount } from '@/domain/question/origin-count';
import type { ClaimView, SubjectView } from '@/queries/find-subject';

/** A claim under its origin; not `certain` where its document may be a copy of another nobody has named. */
export type TracedClaim = { claim: ClaimView; through: Origin['through']; certain: boolean };

/**
 * Claims that go back to one origin, or to one of several where their copying forks: what the origin says itself, or
 * nobody is known to have said before, and what repeats it. Certain when one of them is.
 */
export type OriginGroup = {
  key: string;
  origins: readonly string[];
  certain: boolean;
  own: TracedClaim[];
  repeats: TracedClaim[];
};

/** Claims under the origins they go back to, each claim once, with how many documents and origins that makes. */
export type OriginTree = { documents: number; origins: OriginCount; groups: OriginGroup[] };

/** A document a chain of copying passes, what it has its content from, and whether that is where all trace ends. */
export type ChainStep = { document: string; how: string; end: 'first-hand' | 'unknown' | null; from: ChainStep[] };

/**
 * Puts these claims of a record under their origins: certain ones first, each in the order in which it was first recorded.
 * The origins are counted as an assessment counts them. Ids that are not of the record are left out.
 */
export function originTree(view: SubjectView, ids: readonly string[]): OriginTree {
  const wanted = new Set(ids);
  const claims = view.claims.filter(({ id }) => wanted.has(id));
  const sameForks = new Map<string, readonly string[]>();
  const groups = new Map<string, OriginGroup>();
  const roots: Origin[] = [];
  for (const claim of claims) {
    const root = rootOf(view, claim);
    const key = JSON.stringify(root.origins);
    // The count knows a fork by its list, which is one list no more once it was stored.
    const origins = sameForks.get(key) ?? root.origins;
    sameForks.set(key, origins);
    roots.push({ ...root, origins });
    const group = groups.get(key) ?? { key, origins, certain: false, own: [], repeats: [] };
    groups.set(key, group);
    const { through, certain } = root;
    const isRepeat = through === 'copy' || through === 'relay';
    group[isRepeat ? 'repeats' : 'own'].push({ claim, through, certain });
    group.certain ||= certain;
  }
  return {
    documents: new Set(claims.map(({ documentId }) => documentId)).size,
    origins: countOrigins(roots),
    groups: [...groups.values()].sort((a, b) => Number(b.certain) - Number(a.certain)),
  };
}

function rootOf(view: SubjectView, claim: ClaimView): Origin {
  const question = view.questions.find(({ attribute }) => attribute === claim.attribute);
  const institution = view.sources[claim.claimantId]?.institution ?? claim.claimantId;
  return question?.assessment.originOf[claim.id] ?? { origins: [institution], certain: true, through: 'claimant' };
}

/** What a document has its content from, step by step to the ends; a document that was passed already is not followed again. */
export function chainAbove(view: SubjectView, document: string, passed = new Set<string>()): ChainStep[] {
  passed.add(document);
  return (view.documents[document]?.parents ?? []).map(({ document: parent, how }) => {
    const lineage = view.documents[parent]?.lineage;
    const end = lineage === 'first-hand' || lineage === 'unknown' ? lineage : null;
    return { document: parent, how, end, from: passed.has(parent) ? [] : chainAbove(view, parent, passed) };
  });
}

import type { Answer } from '../answer/answer';
import type { StreamEvent } from '../event';
import { type Subject, subjectStream } from '../identifier';
import { type States, unknownId } from '../known';
import { assessFamily, familyOf } from '../question/assess-family';
import type { AssessedClaim, Lineage } from '../question/claim';
import { countOrigins, type OriginCount } from '../question/origin-count';
import { type Refusal, refuse } from '../refusal';
import { vocabularyIn } from '../vocabulary/decide';
import type { Credibility, GradeClaim } from './command';

/**
 * Decides a grade of a claim. "Confirmed by other sources" is refused while fewer than two origins assert the claim for
 * certain: copies and relays confirm nothing.
 */
export function decideCredibility(
  states: States,
  command: Omit<GradeClaim, 'credibility'> & { credibility: Credibility | null },
): StreamEvent[] | Refusal {
  const stream = subjectStream(command.subject);
  const state = states.get(stream);
  if (state?.kind !== 'subject') return unknownId(command.subject.kind, 'subject');
  if (!Object.hasOwn(state.claims, command.claim)) return unknownId('claim', 'claim');
  const { claim, credibility, rationale } = command;
  if (credibility === 1) {
    const [least, most] = supportOf(states, command.subject, claim);
    if (least < 2)
      return refuse(
        'needs-two-origins',
        `Credibility 1 means confirmed by other sources: at least two origins must assert it for certain. On record: ${
          least === most ? least : `${least} to ${most}`
        }.`,
        'credibility',
      );
  }
  return [{ stream, event: { type: 'ClaimGraded', data: { claim, credibility, rationale } } }];
}

/** How many origins assert what a claim says, as far as the folded states tell. */
function supportOf(states: States, subject: Subject, id: string): OriginCount {
  const claims = claimsIn(states, subject);
  const attribute = claims.find((claim) => claim.id === id)?.attribute ?? '';
  const family = familyOf(attribute);
  const bearing = claims.filter((claim) => family.includes(claim.attribute));
  const assessment = assessFamily([attribute], bearing, lineageIn(states), vocabularyIn(states)).get(attribute);
  const asserting = assessment?.lines
    .flatMap(({ positions }) => positions)
    .find((position) => position.asserting.includes(id))?.asserting;
  return countOrigins((asserting ?? []).flatMap((other) => assessment?.originOf[other] ?? []));
}

/** A subject's claims as `assess` reads them. Words are sealed: two answers in words count as different. */
function claimsIn(states: States, subject: Subject): AssessedClaim[] {
  const state = states.get(subjectStream(subject));
  if (state?.kind !== 'subject') return [];
  return Object.entries(state.claims).map(([id, { content, document }]) => {
    const { answer, miscopies, ...rest } = content;
    const published = states.get(`document:${document}`);
    return {
      id,
      ...rest,
      answer: (answer.kind === 'text' ? { kind: 'text', text: id } : answer) as Answer,
      carrier: document,
      ...(miscopies === undefined ? {} : { miscopied: true }),
      ...(published?.kind === 'document' && published.published !== undefined
        ? { published: published.published }
        : {}),
      against: state.excluding.flatMap((pair) => (pair.includes(id) ? pair.filter((other) => other !== id) : [])),
    };
  });
}

function lineageIn(states: States): Lineage {
  const sources: Record<string, { partOf?: string }> = {};
  const documents: Record<string, Lineage['documents'][string]> = {};
  for (const [stream, state] of states) {
    const id = stream.slice(stream.indexOf(':') + 1);
    if (state?.kind === 'source') sources[id] = state.partOf === undefined ? {} : { partOf: state.partOf };
    if (state?.kind === 'document') {
      const { publisher, lineage, parents } = state;
      documents[id] = {
        publisher,
        ...(lineage === 'unknown' ? { lineage } : lineage === 'derived' ? { derivesFrom: parents } : {}),
      };
    }
  }
  return { sources, documents };
}

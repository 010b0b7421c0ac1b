import type { Answer } from '@/domain/answer/answer';

/**
 * A claim as `assess` reads it. `claimant` and `relays` are source ids, `carrier` a document id, `revises` a claim id.
 * `published` is EDTF or a clock time with its zone. Without a scope the attribute's default is meant.
 */
export interface AssessedClaim {
  readonly id: string;
  readonly attribute: string;
  readonly scope?: string | undefined;
  readonly answer: Answer;
  readonly claimant: string;
  readonly carrier?: string | undefined;
  /** The source whose word the claimant passes on. */
  readonly relays?: string | undefined;
  readonly revises?: string | undefined;
  readonly withdrawn?: boolean | undefined;
  readonly published?: string | undefined;
  /** The author's assessment: it abstains. */
  readonly opinion?: boolean | undefined;
  /** Known to say otherwise than what it was copied from: it is shown, and abstains. */
  readonly miscopied?: boolean | undefined;
  /** For when the answer holds, see `denoteValidity`; without it, for whenever it is asked. */
  readonly validity?: string | undefined;
  /** Ids of claims whose worded answers a reviewer marked as excluding this one. */
  readonly against?: readonly string[] | undefined;
}

export type Derivation = 'republishes' | 'quotes' | 'translates' | 'based on' | 'unknown';

/** What a document is known to come from. Without `lineage` and `derivesFrom` it is first-hand. */
export interface DocumentLineage {
  readonly publisher?: string | undefined;
  readonly lineage?: 'unknown' | undefined;
  readonly derivesFrom?: readonly { readonly document: string; readonly how: Derivation }[] | undefined;
}

/** Who belongs to whom and which document comes from which, by source id and document id. */
export interface Lineage {
  readonly sources: Readonly<Record<string, { readonly partOf?: string | undefined }>>;
  readonly documents: Readonly<Record<string, DocumentLineage>>;
}

'use client';

import facts from '@/app/_ui/facts.module.css';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import { describeAnswer } from '@/domain/answer/describe-answer';
import { describeValidity } from '@/domain/answer/describe-validity';
import type { CorrectClaim } from '@/domain/claim/command';
import type { ClaimView } from '@/queries/find-subject';

type ChangesProps = { claim: ClaimView; command: CorrectClaim; nameOf: (source: string) => string };

/** What the correction changes, part by part: what the record says now, struck, and what it will say. */
export function CorrectionChanges({ claim, command, nameOf }: ChangesProps) {
  const { corrected, reason } = command;
  const { findScope } = useVocabulary();
  const scopeWords = (scope: string | null) => (scope ? (findScope(claim.attribute, scope)?.label ?? scope) : 'none');
  const source = (id: string | null | undefined) => (id ? nameOf(id) : 'nobody');
  return (
    <dl className={facts.facts}>
      {corrected.answer && (
        <Change what="What it says" before={describeAnswer(claim.answer)} after={describeAnswer(corrected.answer)} />
      )}
      {corrected.scope !== undefined && (
        <Change what="Of whom or what exactly" before={scopeWords(claim.scope)} after={scopeWords(corrected.scope)} />
      )}
      {corrected.claimant && (
        <Change what="Who says so" before={source(claim.claimantId)} after={source(corrected.claimant)} />
      )}
      {corrected.relays !== undefined && (
        <Change what="Passing on the word of" before={source(claim.relaysId)} after={source(corrected.relays)} />
      )}
      {corrected.opinion !== undefined && (
        <Change
          what="The author’s own assessment"
          before={claim.opinion ? 'yes' : 'no'}
          after={corrected.opinion ? 'yes' : 'no'}
        />
      )}
      {corrected.validity !== undefined && (
        <Change what="For when" before={validityWords(claim.validity)} after={validityWords(corrected.validity)} />
      )}
      {corrected.excerpt !== undefined && (
        <Change
          what="Excerpt"
          before={claim.excerpt ? `${claim.excerpt} (${claim.excerptLanguage})` : 'none'}
          after={corrected.excerpt ? `${corrected.excerpt.text} (${corrected.excerpt.language})` : 'none'}
        />
      )}
      <div>
        <dt>Why</dt>
        <dd>{reason}</dd>
      </div>
    </dl>
  );
}

const validityWords = (validity: string | null) => (validity === null ? 'not said' : describeValidity(validity));

function Change({ what, before, after }: { what: string; before: string; after: string }) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>
        <span dir="auto">
          <del className={facts.removed}>
            <span className="hidden">Before: </span>
            {before}
          </del>{' '}
          <span aria-hidden="true">→</span>{' '}
          <ins className={facts.added}>
            <span className="hidden">After: </span>
            {after}
          </ins>
        </span>
      </dd>
    </div>
  );
}

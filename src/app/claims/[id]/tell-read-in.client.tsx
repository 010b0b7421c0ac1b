'use client';

import { useWatch } from 'react-hook-form';
import { languageName } from '@/app/_ui/language-field.client';
import { describeTime } from '@/domain/answer/describe-time';
import type { ReviseClaim } from '@/domain/claim/command';
import type { SourceName } from '@/queries/names';
import { type ReadInDraft, titleTyped } from './read-in.client';

type TellProps = {
  command: Pick<ReviseClaim, 'document' | 'claimant' | 'excerpt'>;
  voices: readonly SourceName[];
  /** Whose claim it is, where the command names nobody else. */
  claimant: string;
};

/** Who spoke again, where and in what words, as parts of what is about to be recorded. */
export function TellReadIn({ command: { document, claimant: other, excerpt }, voices, claimant }: TellProps) {
  const draft = useWatch<ReadInDraft>() as ReadInDraft;
  const who = other ?? claimant;
  const published = 'published' in document ? document.published : undefined;
  return (
    <>
      <div>
        <dt>Who says so</dt>
        <dd>{voices.find(({ id }) => id === who)?.name ?? who}</dd>
      </div>
      <div>
        <dt>Read in</dt>
        <dd>
          <span dir="auto">
            “{titleTyped(draft)}”
            {'known' in document
              ? ', on record'
              : `, a new document, ${published ? `published ${describeTime(published)}` : 'date of publication not known'}`}
          </span>
        </dd>
      </div>
      {excerpt ? (
        <div>
          <dt>Excerpt</dt>
          <dd>
            <span dir="auto">
              {excerpt.text} ({languageName(excerpt.language)})
            </span>
          </dd>
        </div>
      ) : null}
    </>
  );
}

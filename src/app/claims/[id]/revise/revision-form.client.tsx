'use client';

import { AnswerField } from '@/app/_ui/answer-field.client';
import facts from '@/app/_ui/facts.module.css';
import { SelectField, TextArea } from '@/app/_ui/field.client';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import { describeAnswer } from '@/domain/answer/describe-answer';
import type { ReviseClaim } from '@/domain/claim/command';
import type { Subject } from '@/domain/identifier';
import type { ClaimView } from '@/queries/find-subject';
import type { SourceName } from '@/queries/names';
import { ActForm } from '../act-form.client';
import { type NamesGiven, NamesPicked } from '../names-picked.client';
import { ReadInFields } from '../read-in-fields.client';
import { TellReadIn } from '../tell-read-in.client';
import { beginRevision, type RevisionDraft, readRevision, revisionField } from './revision-draft.client';

type FormProps = { claim: ClaimView; subject: Subject; voices: readonly SourceName[]; names: NamesGiven };

/** Records that a claimant replaced its answer. It leads to the new claim, which tells what it replaces. */
export function RevisionForm({ claim, subject, voices, names }: FormProps) {
  const vocabulary = useVocabulary();
  const attribute = vocabulary.findAttribute(claim.attribute);
  const scopeWords = (scope: string | null | undefined) =>
    scope ? `, ${vocabulary.findScope(claim.attribute, scope)?.label ?? scope}` : '';
  return (
    <ActForm<RevisionDraft, ReviseClaim>
      words={{ label: 'Record a revision', check: 'Check the revision', record: 'Record the revision' }}
      claim={claim}
      begin={beginRevision}
      read={(draft, shown) => readRevision(draft, shown, subject, vocabulary)}
      fieldOf={revisionField}
      leadsTo={({ revision }) => revision}
      tell={(command, shown) => (
        <dl className={facts.facts}>
          <div>
            <dt>It said</dt>
            <dd>
              {describeAnswer(shown.answer)}
              {scopeWords(shown.scope)}
            </dd>
          </div>
          <div>
            <dt>It says now</dt>
            <dd>
              <span>
                <strong>{describeAnswer(command.answer)}</strong>
                {scopeWords(command.scope)}
              </span>
            </dd>
          </div>
          <TellReadIn command={command} voices={voices} claimant={shown.claimantId} />
          {command.note ? (
            <div>
              <dt>Note</dt>
              <dd>{command.note}</dd>
            </div>
          ) : null}
        </dl>
      )}
    >
      {(shown) => (
        <NamesPicked known={names}>
          <AnswerField
            name="answer"
            attribute={shown.attribute}
            maySayNothing={false}
            isTruth={shown.answer.kind === 'truth'}
          />
          {attribute?.scopes && (
            <SelectField
              name="scope"
              label="Of whom or what exactly"
              options={attribute.scopes.map(({ id, label }) => ({ value: id, label }))}
            />
          )}
          <ReadInFields voices={voices} who="Who says so now?" />
          <TextArea
            name="note"
            label="Note"
            hint="Why you read it this way, where that was a judgement."
            rows={2}
            optional
          />
        </NamesPicked>
      )}
    </ActForm>
  );
}

'use client';

import facts from '@/app/_ui/facts.module.css';
import { TextArea } from '@/app/_ui/field.client';
import { describeAnswer } from '@/domain/answer/describe-answer';
import type { WithdrawClaim } from '@/domain/claim/command';
import type { Subject } from '@/domain/identifier';
import type { ClaimView } from '@/queries/find-subject';
import type { SourceName } from '@/queries/names';
import { ActForm } from '../act-form.client';
import { type NamesGiven, NamesPicked } from '../names-picked.client';
import { ReadInFields } from '../read-in-fields.client';
import { TellReadIn } from '../tell-read-in.client';
import { beginWithdrawal, readWithdrawal, type WithdrawalDraft, withdrawalField } from './withdrawal-draft.client';

type FormProps = { claim: ClaimView; subject: Subject; voices: readonly SourceName[]; names: NamesGiven };

/** Records that a claimant took its answer back and gave no other. */
export function WithdrawalForm({ claim, subject, voices, names }: FormProps) {
  return (
    <ActForm<WithdrawalDraft, WithdrawClaim>
      words={{ label: 'Record a withdrawal', check: 'Check the withdrawal', record: 'Record the withdrawal' }}
      claim={claim}
      begin={beginWithdrawal}
      read={(draft, shown) => readWithdrawal(draft, shown, subject)}
      fieldOf={withdrawalField}
      tell={(command, shown) => (
        <dl className={facts.facts}>
          <div>
            <dt>Taken back</dt>
            <dd>
              <s>{describeAnswer(shown.answer)}</s>
            </dd>
          </div>
          <TellReadIn command={command} voices={voices} claimant={shown.claimantId} />
          <div>
            <dt>Why</dt>
            <dd>{command.reason}</dd>
          </div>
        </dl>
      )}
    >
      {() => (
        <NamesPicked known={names}>
          <ReadInFields voices={voices} who="Who took it back?" />
          <TextArea
            name="reason"
            label="How was it taken back?"
            hint="What the claimant gave as its reason, or that it gave none."
            rows={2}
          />
        </NamesPicked>
      )}
    </ActForm>
  );
}

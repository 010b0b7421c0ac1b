'use client';

import { useVocabulary } from '@/app/_ui/vocabulary.client';
import type { CorrectClaim } from '@/domain/claim/command';
import type { Subject } from '@/domain/identifier';
import type { ClaimView } from '@/queries/find-subject';
import type { SourceName } from '@/queries/names';
import { ActForm } from '../act-form.client';
import { type NamesGiven, NamesPicked } from '../names-picked.client';
import { CorrectionChanges } from './correction-changes.client';
import { type CorrectionDraft, correctionField, draftOf, laidOver, readCorrection } from './correction-draft.client';
import { CorrectionFields } from './correction-fields.client';

type FormProps = { claim: ClaimView; subject: Subject; sources: readonly SourceName[]; names: NamesGiven };

/** Corrects what we misrecorded of a claim. Every part stands as the record has it, to be put right. */
export function CorrectionForm({ claim, subject, sources, names }: FormProps) {
  const vocabulary = useVocabulary();
  const nameOf = (id: string) => sources.find((source) => source.id === id)?.name ?? id;
  return (
    <ActForm<CorrectionDraft, CorrectClaim>
      words={{ label: 'Correct this claim', check: 'Check the correction', record: 'Record the correction' }}
      claim={claim}
      begin={draftOf}
      read={(draft, shown) => readCorrection(draft, shown, subject, vocabulary)}
      fieldOf={correctionField}
      tell={(command, shown) => <CorrectionChanges claim={shown} command={command} nameOf={nameOf} />}
      laidOver={laidOver}
    >
      {(shown) => (
        <NamesPicked known={names}>
          <CorrectionFields claim={shown} sources={sources} isOfSite={subject.kind === 'site'} />
        </NamesPicked>
      )}
    </ActForm>
  );
}

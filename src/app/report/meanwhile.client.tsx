'use client';

import { useEffect, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import styles from '@/app/_ui/form.module.css';
import { trpc } from '@/app/_ui/trpc.client';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import { describeAnswer } from '@/domain/answer/describe-answer';
import type { SubmitReport } from '@/domain/report/command';
import type { DocumentAt } from '@/queries/list-documents-at';
import type { ClaimSince } from '@/queries/list-meanwhile';
import type { NearIncident } from '@/queries/list-near-incidents';
import { DocumentsAt } from './address-field.client';
import { NearIncidents, nearAsked } from './near-incidents.client';
import { takeInstead } from './new-incident.client';
import type { IncidentDraft, ReportDraft } from './report-draft.client';

type Opened = { incident: IncidentDraft; near: NearIncident[] };

/** What the record gained since the form was opened, as far as it bears on this report. */
type Gained = { claims: ClaimSince[]; documents: DocumentAt[]; opened: Opened[] };

/**
 * Says before a report is sent what changed meanwhile: claims on its subjects, a document recorded under its address,
 * incidents opened that a new one may be. Nothing of it stops the report; each can be taken up. `onTake` leads back to
 * the check of what is then typed.
 */
export function Meanwhile({ command, onTake }: { command: SubmitReport; onTake: () => void }) {
  const form = useFormContext<ReportDraft>();
  const { findAttribute } = useVocabulary();
  const [gained, setGained] = useState<Gained | null>(null);

  useEffect(() => {
    let isLate = false;
    // When it cannot be looked up nothing is said: the server looks again at what it is sent.
    findGained(form.getValues(), command).then(
      (found) => isLate || setGained(found),
      () => {},
    );
    return () => {
      isLate = true;
    };
  }, [command, form]);

  const isNothing = !gained || gained.claims.length + gained.documents.length + gained.opened.length === 0;
  return (
    <div role="status" className={styles.status}>
      {!isNothing && (
        <div className={styles.stack}>
          <h3>Since you opened this form</h3>
          {gained.claims.length > 0 && (
            <ul>
              {gained.claims.map(({ id, subject, attribute, answer, claimant, document, isSameDocument }) => (
                <li key={id}>
                  {subject}: {claimant} on {findAttribute(attribute)?.label.toLowerCase() ?? attribute},{' '}
                  <strong>{describeAnswer(answer)}</strong>, read in{' '}
                  {isSameDocument ? 'this same document' : `“${document}”`}
                </li>
              ))}
            </ul>
          )}
          {gained.documents.length > 0 && <DocumentsAt documents={gained.documents} onUse={onTake} />}
          {gained.opened.map(({ incident, near }) => (
            <div key={incident.incident}>
              <p>On record by now, and like “{incident.title}”:</p>
              <NearIncidents
                near={near}
                state="asked"
                onUse={(known) => {
                  takeInstead(form, incident, known);
                  onTake();
                }}
              />
            </div>
          ))}
          <p className={styles.hint}>What you typed is unchanged. Send it as it is, or change it first.</p>
        </div>
      )}
    </div>
  );
}

async function findGained(draft: ReportDraft, command: SubmitReport): Promise<Gained> {
  const { document } = command;
  const isComing = ({ kind, id }: { kind: string; id: string }) =>
    kind === 'incident'
      ? draft.incidents.some(({ incident }) => incident === id)
      : draft.sites.some(({ site }) => site === id);
  const subjects = [
    ...new Map(command.claims.map(({ subject }) => [`${subject.kind}:${subject.id}`, subject])).values(),
  ];
  const opening = draft.incidents.filter(({ incident }) =>
    command.incidents?.some((sent) => sent.incident === incident),
  );
  const [claims, documents, near] = await Promise.all([
    trpc.meanwhile.query({
      after: draft.asOf,
      subjects: subjects.filter((subject) => !isComing(subject)),
      document: 'known' in document ? document.known : null,
    }),
    'address' in document && document.address ? trpc.documentsAt.query({ address: document.address }) : [],
    Promise.all(opening.map((incident) => nearTo(incident, draft))),
  ]);
  const opened = opening.map((incident, n) => ({
    incident,
    near: (near[n] ?? []).filter(({ id }) => !incident.seen.includes(id)),
  }));
  return { claims, documents, opened: opened.filter((one) => one.near.length > 0) };
}

async function nearTo(incident: IncidentDraft, draft: ReportDraft): Promise<NearIncident[]> {
  const asked = nearAsked(
    incident,
    draft.sites.map(({ site }) => site),
  );
  return asked.site || asked.when ? trpc.nearIncidents.query(asked) : [];
}

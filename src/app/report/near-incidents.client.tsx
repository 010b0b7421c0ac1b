'use client';

import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import { readWhen } from '@/app/_ui/date-draft.client';
import styles from '@/app/_ui/form.module.css';
import { pickedIn } from '@/app/_ui/picked.client';
import { trpc } from '@/app/_ui/trpc.client';
import { answerSchema } from '@/domain/answer/answer';
import type { NearIncident } from '@/queries/list-near-incidents';
import type { IncidentDraft, ReportDraft } from './report-draft.client';

/** How long after the last key likely incidents are looked for, in milliseconds. */
const pauseMs = 250;

/** What a new incident can be looked for by: a site on record, and a date that can be read. */
export function nearAsked(
  { site, when }: Pick<IncidentDraft, 'site' | 'when'>,
  newSites: readonly string[],
): { site?: string; when?: string } {
  const place = pickedIn(site);
  const read = readWhen(when);
  const isTime = read && 'value' in read && answerSchema.safeParse({ kind: 'time', edtf: read.value }).success;
  return {
    ...(place && !newSites.includes(place) ? { site: place } : {}),
    ...(isTime ? { when: read.value } : {}),
  };
}

type NearState = 'not asked' | 'asked' | 'failed';

/** The incidents on record that a new one may be, looked for anew when its place or its time changes. */
export function useNearIncidents(incident: IncidentDraft): { near: NearIncident[]; state: NearState } {
  const sites = useWatch<ReportDraft, 'sites'>({ name: 'sites' });
  const asked = nearAsked(
    incident,
    sites.map(({ site }) => site),
  );
  const [found, setFound] = useState<{ near: NearIncident[]; state: NearState }>({ near: [], state: 'not asked' });
  const isAsked = Boolean(asked.site || asked.when) && !incident.isNew;
  const key = JSON.stringify(asked);
  useEffect(() => {
    if (!isAsked) return setFound({ near: [], state: 'not asked' });
    let isLate = false;
    const timer = setTimeout(() => {
      trpc.nearIncidents.query(JSON.parse(key)).then(
        (near) => isLate || setFound({ near, state: 'asked' }),
        () => isLate || setFound({ near: [], state: 'failed' }),
      );
    }, pauseMs);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [key, isAsked]);
  return found;
}

type NearProps = { near: readonly NearIncident[]; state: NearState; onUse: (known: NearIncident) => void };

/** Incidents on record that the new one may be, each with why and the way to take it instead. */
export function NearIncidents({ near, state, onUse }: NearProps) {
  return (
    <div role="status" className={styles.status}>
      {near.length > 0 && (
        <>
          <p className={styles.read}>Is it one of these?</p>
          <ul className={styles.offers}>
            {near.map((known) => (
              <li key={known.id}>
                <strong dir="auto">{known.title}</strong>
                <span className={styles.hint}>{[known.site, known.date, known.why].filter(Boolean).join(' · ')}</span>
                <span className={buttons.buttons}>
                  <button type="button" className={buttons.secondary} onClick={() => onUse(known)}>
                    It is this one
                    <span className="hidden"> {known.title}</span>
                  </button>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {near.length === 0 && state === 'asked' && 'No incident on record is near this place and time.'}
      {state === 'failed' &&
        'Incidents on record cannot be looked up just now. They are looked for again before you send.'}
    </div>
  );
}

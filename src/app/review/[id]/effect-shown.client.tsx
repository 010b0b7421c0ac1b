'use client';

import { useEffect, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { EffectList } from '@/app/_ui/effect-list';
import styles from '@/app/_ui/form.module.css';
import { failureOf, trpc } from '@/app/_ui/trpc.client';
import type { ReportEffect } from '@/queries/preview-report';
import { declinedIn, type ReviewDraft } from './review-form.client';

/** How long after the last box the effect is worked out anew, in milliseconds. */
const pauseMs = 250;

type Props = { report: string; effect: ReportEffect; answers: readonly { claim: string; words: string }[] };

/** What accepting the report would change, worked out anew as answers are declined. */
export function EffectShown({ report, effect, answers }: Props) {
  const declined = declinedIn(useWatch<ReviewDraft, 'declined'>({ name: 'declined' }), answers).map(
    ({ claim }) => claim,
  );
  const [shown, setShown] = useState({ effect, without: 0 });
  const [said, setSaid] = useState('');
  const asked = declined.join(' ');
  const whole = useRef(effect);
  const first = useRef(true);

  useEffect(() => {
    const isNew = whole.current !== effect;
    whole.current = effect;
    if (first.current || (isNew && asked === '')) {
      first.current = false;
      setShown({ effect, without: 0 });
      return;
    }
    const left = asked === '' ? [] : asked.split(' ');
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      setSaid('Working out the effect anew…');
      try {
        const found = await trpc.reportEffect.query({ id: report, declined: left }, { signal: stop.signal });
        setShown({ effect: found, without: left.length });
        setSaid('');
      } catch (error) {
        if (!stop.signal.aborted)
          setSaid(
            `This is the effect as it was worked out before: it could not be done anew. ${failureOf(error).reason}`,
          );
      }
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, effect, report]);

  const words = new Map(answers.map(({ claim, words }, at) => [claim, `Answer ${at + 1}, “${words}”`]));
  const { refusals, questions } = shown.effect;
  const isNothingLeft = refusals.some(({ claim }) => claim === null);
  return (
    <div className={styles.stack} aria-live="polite">
      {shown.without > 0 ? (
        <p className={styles.hint}>
          Without the {shown.without === 1 ? 'answer' : `${shown.without} answers`} you decline.
        </p>
      ) : null}
      {refusals.length > 0 ? (
        <div className={styles.notice}>
          <p>It cannot be accepted as it is:</p>
          <ul>
            {refusals.map(({ claim, reason }) => (
              <li key={`${claim} ${reason}`}>
                {claim === null
                  ? reason
                  : `${words.get(claim) ?? 'An answer'}: ${reason} Decline it to accept the rest.`}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {isNothingLeft ? null : <EffectList questions={questions} />}
      <p className={styles.status}>{said}</p>
    </div>
  );
}

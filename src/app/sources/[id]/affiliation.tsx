import styles from '@/app/_ui/entity-page.module.css';
import { ForReviewersOnly } from '@/app/_ui/for-reviewers-only';
import { keepMoment } from '@/app/_ui/reading';
import { SetBy } from '@/app/_ui/set-by';
import { ToldEvents } from '@/app/_ui/told-events';
import { thingValue } from '@/domain/recorded-value';
import { mostListed, type SourcePage } from '@/queries/find-source';
import type { PersonName } from '@/queries/list-people';
import { AffiliationForm } from './affiliation-form.client';

type Props = { page: SourcePage; person: PersonName | null; mayEdit: boolean };

/** Whose voice a source is, up to the last institution, who is part of it, and every event that said so. */
export function Affiliation({ page, person, mayEdit }: Props) {
  const { source, institutions, members, affiliations } = page;
  const last = affiliations.at(-1)?.event;
  return (
    <section aria-labelledby="affiliation">
      <h2 id="affiliation">Whose voice it is</h2>
      <p className={styles.explain}>
        Voices of one institution are one origin: what they say alike was said once, however many of them say it.
      </p>
      <dl className={styles.facts}>
        <dt>Part of</dt>
        <dd>
          {institutions.length === 0
            ? 'nothing else: it is an institution, or a voice, of its own'
            : institutions.map(({ id, name }, index) => (
                <span key={id}>
                  {index > 0 ? ', itself part of ' : ''}
                  <a href={keepMoment(`/sources/${id}`)}>{name}</a>
                </span>
              ))}
          {last ? (
            <span className={styles.muted}>
              {' '}
              · set by <a href={`/ledger/${last.position}`}>#{last.position}</a>, {affiliations.at(-1)?.actor}
            </span>
          ) : null}
          {last?.type === 'SourceAffiliated' && last.data.reason ? (
            <span className={`${styles.muted} ${styles.reason}`}>{last.data.reason}</span>
          ) : null}
        </dd>
        {members.length > 0 ? (
          <>
            <dt>Who is part of it</dt>
            <dd>
              {members.map(({ id, name, kind, setBy }, index) => (
                <span key={id}>
                  {index > 0 ? ', ' : ''}
                  <a href={keepMoment(`/sources/${id}`)}>{name}</a> <span className={styles.muted}>({kind})</span>{' '}
                  <SetBy position={setBy} of={thingValue('source', id)} what="The source" />
                </span>
              ))}
              {members.length === mostListed ? (
                <>
                  {', '}
                  <a href={keepMoment(`/sources?institution=${source.id}`)}>and perhaps more</a>
                </>
              ) : null}
            </dd>
          </>
        ) : null}
      </dl>
      <div className={styles.edit}>
        {mayEdit ? (
          <AffiliationForm source={source.id} />
        ) : (
          <ForReviewersOnly person={person} from={`/sources/${source.id}`}>
            Whose voice a source is changes the count of origins at once, and is therefore set by reviewers and
            stewards.
          </ForReviewersOnly>
        )}
      </div>
      {affiliations.length > 1 ? (
        <details className={styles.history}>
          <summary>Whose voice it was said to be, and why</summary>
          <ToldEvents events={affiliations} />
        </details>
      ) : null}
    </section>
  );
}

import type { Metadata } from 'next';
import { Live } from '@/app/_ui/live';
import { precisionWords } from '@/app/_ui/map-layout';
import { followLedger, PageTools } from '@/app/_ui/page-tools';
import { PlaceMap } from '@/app/_ui/place-map';
import type { SearchParams } from '@/app/_ui/read-address';
import { keepMoment, reading } from '@/app/_ui/reading';
import { SetBy } from '@/app/_ui/set-by';
import { incidentCountWords } from '@/app/_ui/words';
import { thingValue } from '@/domain/recorded-value';
import { listPlaces, type Place } from '@/queries/list-places';
import styles from './page.module.css';

export const metadata: Metadata = { title: 'Places' };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { places, placeCount, unplaced, unplacedCount, asOf } = await listPlaces((await reading()).db);
  const mapped = places.flatMap(({ coordinates, ...place }) =>
    coordinates ? { ...place, ...coordinates, href: `/sites/${place.id}` } : [],
  );
  const unmapped = places.filter(({ coordinates }) => !coordinates);
  return (
    <>
      <header className={styles.header}>
        <h1>Places</h1>
        <p>
          Where incidents are recorded, each place as exactly as it is known. The list has everything the map has; what
          has no place on record is listed too.
        </p>
        <PageTools title="Places" path="/map" searchParams={searchParams} asOf={asOf} follow={followLedger()} />
      </header>
      {places.length === 0 ? <p className={styles.empty}>No place is on record yet.</p> : null}
      <div className={mapped.length > 0 ? styles.columns : undefined}>
        {mapped.length > 0 ? <PlaceMap places={mapped} name="Map of the places on record" /> : null}
        <div className={styles.lists}>
          {mapped.length > 0 ? (
            <section aria-labelledby="mapped">
              <h2 id="mapped">On the map</h2>
              <PlaceList places={places.filter(({ coordinates }) => coordinates)} />
            </section>
          ) : null}
          {places.length < placeCount ? (
            <p className={styles.muted}>
              {places.length.toLocaleString('en')} of {placeCount.toLocaleString('en')} places are shown, those with
              most incidents first.
            </p>
          ) : null}
          {unmapped.length > 0 ? (
            <section aria-labelledby="unmapped">
              <h2 id="unmapped">Without coordinates</h2>
              <PlaceList places={unmapped} />
            </section>
          ) : null}
          {unplacedCount > 0 ? (
            <section aria-labelledby="unplaced">
              <h2 id="unplaced">{incidentCountWords(unplacedCount)} without a place on record</h2>
              <ul>
                {unplaced.map(({ id, title, setBy }) => (
                  <li key={id} className={styles.entry}>
                    <span>
                      <a href={keepMoment(`/incidents/${id}`)}>{title}</a>{' '}
                      <SetBy position={setBy} of={thingValue('incident', id)} what="The record" />
                    </span>
                  </li>
                ))}
              </ul>
              {unplaced.length < unplacedCount ? (
                <p className={styles.muted}>The {unplaced.length} opened last are named.</p>
              ) : null}
            </section>
          ) : (
            <p className={styles.muted}>Every incident has a place on record.</p>
          )}
        </div>
      </div>
      <Live asOf={asOf} subjects="all" />
    </>
  );
}

function PlaceList({ places }: { places: Place[] }) {
  return (
    <ul>
      {places.map(({ id, name, within, coordinates, incidents, disputed, setBy }) => (
        <li key={id} className={styles.entry}>
          <span className={styles.line}>
            <a href={keepMoment(`/sites/${id}`)}>{name}</a>
            <span className={styles.count}>{incidentCountWords(incidents)}</span>
          </span>
          <span className={styles.muted}>
            {[
              [...within].reverse().join(', '),
              ...(coordinates ? [precisionWords(coordinates.precisionMetres)] : []),
              ...(disputed > 0 ? [`sources disagree on ${disputed === incidents ? 'all' : disputed}`] : []),
            ].join(' · ')}{' '}
            <SetBy position={setBy} of={thingValue('site', id)} what="The place" />
          </span>
        </li>
      ))}
    </ul>
  );
}

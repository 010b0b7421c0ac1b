'use client';

import facts from '@/app/_ui/facts.module.css';
import styles from '@/app/_ui/form.module.css';
import type { CheckProps } from './check-answers.client';
import { CheckLine } from './check-line.client';
import { comingWith } from './coming-with.client';
import type { ReportDraft } from './report-draft.client';

/** What is new on record with a report, in words: incidents, sites, sources. */
export function CheckComing({ command, nameOf, onChange, draft }: CheckProps & { draft: ReportDraft }) {
  const { sources, sites = [], incidents = [] } = command;
  const coming = comingWith(draft);
  if (sources.length + sites.length + incidents.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="check-coming">
      <h3 id="check-coming" className={styles.title}>
        New on record with this report
      </h3>
      <dl className={facts.facts}>
        {incidents.map(({ incident, title, kind, site }, n) => (
          <CheckLine
            key={incident}
            what="Incident"
            which={title}
            field={`incidents.${coming.incidents[n]}.title`}
            onChange={onChange}
          >
            {title}
            <span className={styles.hint}>
              {' '}
              {kind} · {site ? nameOf('site', site) : 'place not known'}
            </span>
          </CheckLine>
        ))}
        {sites.map(({ site, name, kind, within, aliases, coordinates }, n) => (
          <CheckLine key={site} what="Site" which={name} field={`sites.${coming.sites[n]}.name`} onChange={onChange}>
            {name}
            <span className={styles.hint}>
              {' '}
              {[
                kind,
                [...within].reverse().join(', '),
                ...(aliases.length > 0 ? [`also ${aliases.join(', ')}`] : []),
                ...(coordinates
                  ? [`${coordinates.latitude}, ${coordinates.longitude} to ${coordinates.precisionMetres} m`]
                  : []),
              ].join(' · ')}
            </span>
          </CheckLine>
        ))}
        {sources.map(({ source, name, kind, partOf }, n) => (
          <CheckLine
            key={source}
            what="Source"
            which={name}
            field={`sources.${coming.sources[n]}.name`}
            onChange={onChange}
          >
            {name}
            <span className={styles.hint}>
              {' '}
              {kind}
              {partOf ? `, part of ${nameOf('source', partOf)}` : ''}
            </span>
          </CheckLine>
        ))}
      </dl>
    </section>
  );
}

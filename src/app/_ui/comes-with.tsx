import type { ReportView } from '@/queries/find-report';
import { erased } from '@/queries/names';
import styles from './comes-with.module.css';

/** What a report brings that is not on record yet; nothing where it brings nothing. */
export function ComesWith({ report }: { report: ReportView }) {
  const { sources, incidents, sites } = report.contents;
  const name = (id: string) => report.sources[id]?.name ?? id;
  const items = [
    ...sources.map((source) => ({
      id: source.source,
      what: 'Source',
      words: `${source.name ?? erased}, ${source.kind}${source.partOf ? `, part of ${name(source.partOf)}` : ''}`,
      note: source.note,
    })),
    ...incidents.map((incident) => ({
      id: incident.incident,
      what: 'Incident',
      words: `${incident.title ?? erased} (${incident.kind})${
        incident.site ? `, at ${report.titles[`site:${incident.site}`] ?? incident.site}` : ''
      }`,
      note: undefined,
    })),
    ...sites.map((site) => ({
      id: site.site,
      what: 'Site',
      words: `${[site.name, ...site.aliases].join(' / ')}, ${site.kind}, in ${[...site.within].reverse().join(', ')}`,
      note: site.note,
    })),
  ];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="comes-with" className={styles.section}>
      <h2 id="comes-with">New with this report</h2>
      <ul className={styles.list}>
        {items.map(({ id, what, words, note }) => (
          <li key={`${what} ${id}`}>
            <span className={styles.what}>{what}</span> <span>{words}</span>
            {note === undefined ? null : <span className={styles.what}> {note ?? erased}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { isIdentifier } from '@/domain/identifier';
import { readSize } from '@/ledger/read';
import { claim } from '@/projections/claim.table';
import { document } from '@/projections/document.table';
import { question } from '@/projections/question.table';
import { report } from '@/projections/report.table';
import { source } from '@/projections/source.table';
import { incident, site } from '@/projections/subject.table';
import { findAddress } from './find-document';

const tables = {
  incidents: incident,
  sites: site,
  claims: claim,
  reports: report,
  review: report,
  sources: source,
  documents: document,
};

/**
 * Whether there is something at an address such as `/incidents/…`; true for every address that names no single thing.
 * A page that finds nothing after it began to render answers 404 with a body only a script can fill; asked here
 * beforehand, the page for unknown addresses is sent whole.
 */
export async function isRecorded(db: Database, path: string): Promise<boolean> {
  // The whole ledger has feeds without being a record; those of a record are there when it is.
  if (/^\/ledger\/feed\.(atom|json)$/.test(path)) return true;
  const followed = /^(\/[^/]+\/.+)\/feed\.(atom|json)$/.exec(path)?.[1];
  if (followed !== undefined) return isRecorded(db, followed);
  const [, kind = '', id = '', ...more] = path.split('/');
  if (kind === 'documents' && more.join('/') === 'open') return (await findAddress(db, id)) !== null;
  if (kind === 'questions' && more.length === 2) return isAsked(db, id, more[0] ?? '', more[1] ?? '');
  // What can be recorded of a claim, and what undoes an event, has an address below theirs.
  if ((more.length > 0 && kind !== 'claims' && kind !== 'ledger') || id === '') return true;
  if (kind === 'ledger') return /^\d{1,15}$/.test(id) && Number(id) < (await readSize(db.sql));
  if (!Object.hasOwn(tables, kind)) return true;
  const table = tables[kind as keyof typeof tables];
  if (!isIdentifier(id)) return false;
  const rows = await db.view.execute(sql`select from ${table} where ${table.id} = ${id}`);
  return rows.length > 0;
}

/** Whether a claim ever answered this question; the attribute as an address writes it. */
async function isAsked(db: Database, kind: string, id: string, attribute: string): Promise<boolean> {
  if ((kind !== 'incident' && kind !== 'site') || !isIdentifier(id)) return false;
  const asked = decodeURIComponent(attribute);
  // PostgreSQL keeps no U+0000.
  if (asked.includes('\0')) return false;
  const rows = await db.view.execute(
    sql`select from ${question} where ${question.subjectKind} = ${kind} and ${question.subjectId} = ${id}
      and ${question.attribute} = ${asked}`,
  );
  return rows.length > 0;
}

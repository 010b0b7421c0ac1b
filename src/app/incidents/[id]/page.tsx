import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SubjectPage } from '@/app/_ui/subject-page';
import { database } from '@/db/client';
import { findSubject } from '@/queries/find-subject';
import { listChanges } from '@/queries/list-changes';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await findSubject(await database(), { kind: 'incident', id: (await params).id });
  return { title: view?.title ?? 'Not found' };
}

export default async function Page({ params }: Props) {
  const db = await database();
  const subject = { kind: 'incident', id: (await params).id } as const;
  const view = await findSubject(db, subject);
  if (!view) notFound();
  return <SubjectPage view={view} history={await listChanges(db, { subject })} />;
}

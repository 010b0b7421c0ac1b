import type { Metadata } from 'next';
import { cache } from 'react';
import { NotYet, notYetTitle } from '@/app/_ui/not-yet';
import type { SearchParams } from '@/app/_ui/read-address';
import { reading } from '@/app/_ui/reading';
import { SubjectPage } from '@/app/_ui/subject-page';
import { findRecord } from '@/queries/find-record';

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

const find = cache(async (id: string) => findRecord((await reading()).db, { kind: 'incident', id }));

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  return { title: (await find((await params).id))?.view.title ?? notYetTitle };
}

export default async function Page({ params, searchParams }: Props) {
  const record = await find((await params).id);
  if (!record) return <NotYet of={{ kind: 'incident', id: (await params).id }} />;
  return <SubjectPage record={record} searchParams={searchParams} />;
}

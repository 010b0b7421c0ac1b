import type { Metadata } from 'next';
import { cache } from 'react';
import { NotYet, notYetTitle } from '@/app/_ui/not-yet';
import type { SearchParams } from '@/app/_ui/read-address';
import { readDay, textOf } from '@/app/_ui/read-day';
import { reading } from '@/app/_ui/reading';
import { SubjectPage } from '@/app/_ui/subject-page';
import { findRecord } from '@/queries/find-record';

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

const find = cache(async (id: string, on: string) => {
  const day = readDay(on);
  return findRecord((await reading()).db, { kind: 'site', id }, day === 'unreadable' ? null : day);
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const record = await find((await params).id, textOf((await searchParams).on));
  return { title: record?.view.title ?? notYetTitle };
}

export default async function Page({ params, searchParams }: Props) {
  const { on } = await searchParams;
  const record = await find((await params).id, textOf(on));
  if (!record) return <NotYet of={{ kind: 'site', id: (await params).id }} />;
  const fault = readDay(on) === 'unreadable' ? { typed: textOf(on).slice(0, 40) } : null;
  return <SubjectPage record={record} searchParams={searchParams} fault={fault} />;
}

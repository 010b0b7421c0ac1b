import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ComparePage, comparisonMetadata } from '@/app/_ui/compare-page';
import type { SearchParams } from '@/app/_ui/read-address';
import { decodedPart } from '@/app/_ui/read-address';
import { subjectSchema } from '@/domain/identifier';
import type { Compared } from '@/queries/find-comparison';

type Props = { params: Promise<{ kind: string; id: string; attribute: string }>; searchParams: SearchParams };

/** The question an address names, or null where it names none. */
async function asked(params: Props['params']): Promise<Compared | null> {
  const { kind, id, attribute } = await params;
  const subject = subjectSchema.safeParse({ kind, id });
  return subject.success ? { ...subject.data, attribute: decodedPart(attribute) } : null;
}

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const of = await asked(params);
  return of ? comparisonMetadata(of) : { title: 'Not found' };
}

export default async function Page({ params, searchParams }: Props) {
  const of = await asked(params);
  if (!of) notFound();
  return <ComparePage of={of} searchParams={searchParams} />;
}

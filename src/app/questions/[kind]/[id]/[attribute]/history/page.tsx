import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { HistoryPage } from '@/app/_ui/history-page';
import type { SearchParams } from '@/app/_ui/read-address';
import { decodedPart } from '@/app/_ui/read-address';
import { keepMoment, reading } from '@/app/_ui/reading';
import { attributeWords, lowerFirst, questionAddress } from '@/app/_ui/words';
import { subjectSchema } from '@/domain/identifier';
import { findQuestionTitle } from '@/queries/find-title';

type Props = { params: Promise<{ kind: string; id: string; attribute: string }>; searchParams: SearchParams };

const find = cache(async (kind: string, id: string, part: string) => {
  const subject = subjectSchema.safeParse({ kind, id });
  const attribute = decodedPart(part);
  const title = subject.success ? await findQuestionTitle((await reading()).db, subject.data, attribute) : null;
  return subject.success && title !== null ? { subject: subject.data, attribute, title } : null;
});

const asked = async (params: Props['params']) => {
  const { kind, id, attribute } = await params;
  return find(kind, id, attribute);
};

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const question = await asked(params);
  return {
    title: question ? `History of ${lowerFirst(attributeWords(question.attribute))}: ${question.title}` : 'Not found',
  };
}

export default async function Page({ params, searchParams }: Props) {
  const question = await asked(params);
  if (!question) notFound();
  const { subject, attribute, title } = question;
  const address = questionAddress(subject, attribute);
  return (
    <HistoryPage
      of={{ question: subject, attribute }}
      path={`${address}/history`}
      title="History"
      lead={
        <>
          Every event that bears on the question{' '}
          <a href={keepMoment(address)}>
            {attributeWords(attribute)}: {title}
          </a>
          : what was said, argued and ruled, and what changed it from elsewhere.
        </>
      }
      live={[`${subject.kind}:${subject.id}`]}
      searchParams={searchParams}
    />
  );
}

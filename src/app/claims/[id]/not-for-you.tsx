import { attributeWords, lowerFirst, questionAddress } from '@/app/_ui/words';
import type { ClaimPage } from '@/queries/find-claim';
import type { PersonName } from '@/queries/list-people';

/** Who may change what is recorded of a claim, and what anybody else can do: a form here could only fail. */
export function NotForYou({
  page: { claim, record },
  person,
  here,
}: {
  page: ClaimPage;
  person: PersonName | null;
  here: string;
}) {
  const { subject } = record;
  const report = `/report?about=${subject.kind}:${subject.id}&attribute=${encodeURIComponent(claim.attribute)}`;
  return (
    <p>
      Corrections, revisions, withdrawals, marks and grades change the record at once, and are therefore made by
      reviewers and stewards. What you can do: <a href={report}>report what it says</a>, the document you read, or{' '}
      <a href={questionAddress(subject, claim.attribute)}>argue the question</a> of{' '}
      {lowerFirst(attributeWords(claim.attribute))}
      {person === null ? (
        <>
          . Or <a href={`/people?from=${here}`}>choose who you are</a>.
        </>
      ) : (
        '.'
      )}
    </p>
  );
}

import type { Metadata } from 'next';
import { HistoryPage } from '@/app/_ui/history-page';
import type { SearchParams } from '@/app/_ui/read-address';

export const metadata: Metadata = { title: 'Ledger' };

export default function Page({ searchParams }: { searchParams: SearchParams }) {
  return (
    <HistoryPage
      of={{ whole: true }}
      path="/ledger"
      title="Ledger"
      lead="Every event there is, in one order. What the pages show is computed from these; none is ever changed or taken away."
      live="all"
      searchParams={searchParams}
    />
  );
}

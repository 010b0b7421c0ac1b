import type { ReactNode } from 'react';
import { reading } from './reading';

/** What is there only on the record as it is: nothing can be changed in the past, and nothing comes to it. */
export async function OnlyNow({ children }: { children: ReactNode }) {
  return (await reading()).moment ? null : children;
}

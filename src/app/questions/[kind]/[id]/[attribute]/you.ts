import { authorise } from '@/auth/policy';
import type { PersonName } from '@/queries/list-people';

/** Who reads the page, what they may do on a question, and the page's own address. */
export type You = { person: PersonName | null; mayArgue: boolean; mayRule: boolean; here: string };

/** What somebody may do on a question: everybody on record argues, reviewers and stewards also rule. */
export function youOf(person: PersonName | null, here: string): You {
  const may = (command: Parameters<typeof authorise>[1]) => authorise(person?.roles ?? [], command) === null;
  return { person, mayArgue: may('MakeRemark'), mayRule: may('RuleQuestion'), here };
}

import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { SetBy } from '@/app/_ui/set-by';
import { policy } from '@/auth/policy';
import { findChosenPerson, personCookie } from '@/auth/session';
import { database } from '@/db/client';
import type { Command } from '@/domain/command';
import type { Role } from '@/domain/person/command';
import { thingValue } from '@/domain/recorded-value';
import { listPeople, type PersonName } from '@/queries/list-people';
import { ChoosePerson } from './choose-person.client';
import styles from './page.module.css';

export const metadata: Metadata = { title: 'Who you are' };

type Props = { searchParams: Promise<{ from?: string | string[] }> };

export default async function Page({ searchParams }: Props) {
  const db = await database();
  const people = await listPeople(db);
  const chosen = await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  const from = ownPath((await searchParams).from);
  return (
    <div className={styles.page}>
      <header className={styles.lead}>
        <h1>Who you are</h1>
        <p>
          {chosen ? `You act as ${chosen.name}. ` : 'You are just reading. '}
          What you record is kept under the person you choose here, in this browser, until you choose another.
        </p>
        <p>
          Nothing proves who you are: there is no password. That is safe only because this server listens on this
          machine alone, so whoever can reach it already uses this computer.
        </p>
      </header>
      {people.length === 0 ? (
        <p>Nobody is on record yet. The sample record brings three local people with it.</p>
      ) : (
        <ul className={styles.people}>
          {people.map((person) => (
            <li key={person.id} className={styles.person}>
              <div>
                <h2>{person.name}</h2>
                <p className={styles.may}>
                  {whatMayBeDone(person)}{' '}
                  <SetBy position={person.setBy} of={thingValue('person', person.id)} what="Name and roles" />
                </p>
              </div>
              <ChoosePerson person={person.id} isChosen={person.id === chosen?.id} from={from}>
                {`Act as ${person.name}`}
              </ChoosePerson>
            </li>
          ))}
          <li className={styles.person}>
            <div>
              <h2>Nobody</h2>
              <p className={styles.may}>Everything can be read; nothing can be recorded.</p>
            </div>
            <ChoosePerson person={null} isChosen={chosen === null} from={from}>
              Just read
            </ChoosePerson>
          </li>
        </ul>
      )}
    </div>
  );
}

/** A path of this site to go back to, or null: anything that could lead elsewhere is dropped. */
function ownPath(from: string | string[] | undefined): string | null {
  return typeof from === 'string' && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(from) ? from : null;
}

const deeds: Record<Command['type'], string> = {
  SubmitReport: 'submit reports',
  AcceptReport: 'accept reports',
  ReturnReport: 'return them with a question',
  RejectReport: 'reject them',
  DefineAttribute: 'define what can be asked',
  DefineScope: 'define what can be counted',
  MakeRemark: 'make remarks on disputes',
  MarkEvidence: 'mark what evidence is to a position',
  RequestEvidence: 'say what would change their mind',
  RecordDissent: 'dissent from rulings',
  RuleQuestion: 'rule on questions',
  ReopenRuling: 'reopen rulings',
  MeetRequest: 'say how a search for evidence ended',
  CorrectClaim: 'correct what was misrecorded',
  RestoreClaim: 'restore what the record said before',
  ReviseClaim: 'record that a claimant revised its answer',
  WithdrawClaim: 'record that it took one back',
  MarkCopyingError: 'mark errors in copying',
  MarkConflict: 'say which answers in words exclude each other',
  UndoAct: 'undo what they did last themselves',
  GradeClaim: 'grade claims',
  GradeSource: 'grade sources',
  AffiliateSource: 'say for whom a source speaks',
  RegisterSource: 'register sources',
  RecordDocument: 'record documents',
  RecordDerivation: 'say where a document comes from',
  StrikeDerivation: 'strike what was wrongly said of that',
  OpenIncident: 'open incidents',
  RegisterSite: 'register sites',
  RegisterPerson: 'register people',
};

/** The roles of a person and what they allow, as the policy table has it. */
function whatMayBeDone({ roles }: PersonName): string {
  const allowed = Object.entries(deeds).flatMap(([command, deed]) =>
    roles.some((role) => policy[command as Command['type']][role as Role]) ? deed : [],
  );
  const role = new Intl.ListFormat('en').format(roles);
  return `${role.charAt(0).toUpperCase()}${role.slice(1)}: may ${new Intl.ListFormat('en').format(allowed)}.`;
}

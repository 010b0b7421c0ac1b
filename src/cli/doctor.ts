import { env } from '@/env';
import { connect, openDatabase, readFacts } from './database';
import { homeFolder } from './home';
import { say } from './say';

/** `palimpsest doctor`: what a person needs to know, or to report, when something does not work. */
export async function doctor(): Promise<number> {
  say(`Node: ${process.versions.node} on ${process.platform}-${process.arch}`);
  say(`Data folder: ${env().DATABASE_URL === undefined ? homeFolder() : 'not used, DATABASE_URL is set'}`);
  const { directUrl, cluster } = await openDatabase((line) => say(`Database: ${line} …`));
  const sql = connect(directUrl, 'palimpsest doctor');
  try {
    const facts = await readFacts(sql);
    const [role] = await sql<{ name: string; superuser: boolean; makesRoles: boolean; hasOwnRole: boolean }[]>`
      select rolname as name, rolsuper as superuser, rolcreaterole as "makesRoles",
             exists (select from pg_roles where rolname = 'palimpsest_app') as "hasOwnRole"
      from pg_roles where rolname = current_user`;
    say(`Server: PostgreSQL ${facts.version}${cluster ? ', brought by Palimpsest' : ''}`);
    say(
      `Role: ${role?.name}${role?.superuser ? ', superuser' : ''}; may create schemas: ${facts.mayCreateSchemas ? 'yes' : 'no'}; may make roles: ${role?.superuser || role?.makesRoles ? 'yes' : 'no'}`,
    );
    say(
      `Ledger: ${role?.hasOwnRole ? 'the application works under palimpsest_app, which can append and not rewrite' : 'guarded by its triggers alone, until a start makes the role palimpsest_app'}`,
    );
    return 0;
  } finally {
    await sql.end({ timeout: 1 });
    // A start may be using a server that was running before.
    if (cluster && !cluster.attached) await cluster.stop();
  }
}

import type postgres from 'postgres';

/** What a trigger fires on, in the bits of pg_trigger.tgtype. */
const on = { before: 2, delete: 8, update: 16, truncate: 32 };

const [never, whole] = [on.before | on.update | on.delete | on.truncate, on.before | on.truncate];

/** The triggers that refuse rewriting: on which table of the ledger each stands, and what it has to refuse. */
const guards = [
  { table: 'event', name: 'events_are_never_rewritten', refuses: never },
  { table: 'log', name: 'positions_are_never_rewritten', refuses: never },
  { table: 'receipt', name: 'receipts_are_never_rewritten', refuses: never },
  { table: 'sealed', name: 'sealed_values_are_never_rewritten', refuses: never },
  { table: 'name', name: 'names_are_never_rewritten', refuses: never },
  { table: 'stream', name: 'streams_are_never_removed', refuses: whole },
  { table: 'log_head', name: 'the_head_is_never_removed', refuses: whole | on.delete },
];

/** What protects a ledger from being rewritten. */
export type Protection = {
  /** The triggers that are not there as they should be: absent, switched off, or doing something else. */
  triggers: { table: string; name: string; isOff: boolean }[];
  /** What the application's role may do to the ledger's tables beyond reading, such as `update ledger.event`; null without the role. */
  application: string[] | null;
  /** The login: whether it may work under the application's role, and whether it could take the protection away. */
  login: { name: string; maySetRole: boolean; mayUnprotect: boolean };
};

/** Reads what protects a ledger. Changes nothing. */
export async function checkProtection(sql: postgres.Sql, applicationRole: string): Promise<Protection> {
  const triggers = await sql<{ table: string; name: string; type: number; isOn: boolean; refuses: boolean }[]>`
    select c.relname as table, t.tgname as name, t.tgtype::int as type, t.tgenabled in ('O', 'A') as "isOn",
      p.proname = 'refuse_rewriting' and p.prosrc ~* 'raise exception' as refuses
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
    where c.relnamespace = 'ledger'::regnamespace and not t.tgisinternal`;
  const [role] = await sql`select from pg_roles where rolname = ${applicationRole}`;
  const rights = role
    ? await sql<{ may: string }[]>`
        select lower(kind) || ' ledger.' || c.relname as may
        from pg_class c, unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as kind
        where c.relnamespace = 'ledger'::regnamespace and c.relkind in ('r', 'p')
          and has_table_privilege(${applicationRole}, c.oid, kind)
        order by 1`
    : null;
  const [login] = await sql<[Protection['login']]>`
    select current_user as name,
      exists (select from pg_roles where rolname = ${applicationRole} and pg_has_role(oid, 'member')) as "maySetRole",
      rolsuper or exists (
        select from pg_class where relnamespace = 'ledger'::regnamespace and pg_has_role(relowner, 'usage')
      ) as "mayUnprotect"
    from pg_roles where rolname = current_user`;
  return {
    triggers: guards.flatMap(({ table, name, refuses }) => {
      const found = triggers.find((trigger) => trigger.table === table && trigger.name === name);
      const isRight = found?.refuses && (found.type & refuses) === refuses;
      return isRight && found.isOn ? [] : [{ table, name, isOff: isRight === true }];
    }),
    application: rights?.map(({ may }) => may) ?? null,
    login,
  };
}

import { codeOf, messageOf } from './clear-failure';

/** The oldest PostgreSQL Palimpsest works with, as server_version_num counts. */
const oldestServerVersion = 150_000;

/** What a server says about itself and about the role that asked. */
export type ServerFacts = { versionNumber: number; version: string; mayCreateSchemas: boolean };

function parts(url: string) {
  const { hostname, port, username, pathname } = new URL(url);
  const user = decodeURIComponent(username) || 'the default user';
  return {
    place: `${hostname || 'localhost'}:${port || '5432'}`,
    user,
    database: decodeURIComponent(pathname.slice(1)) || user,
  };
}

/** One sentence on why the server of DATABASE_URL could not be used and what to do. Never repeats the password. */
export function connectionProblem(error: unknown, url: string): string {
  const { place, user, database } = parts(url);
  const code = codeOf(error);
  if (code === 'ECONNREFUSED')
    return `Nothing answers at ${place}, where DATABASE_URL points: start that PostgreSQL server or correct the address.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `The host in DATABASE_URL (${place}) is not known: correct its name or the name service.`;
  if (['ETIMEDOUT', 'CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code))
    return `The server at ${place}, where DATABASE_URL points, cannot be reached: check the address, the network and its firewall.`;
  if (code === 'NO_ANSWER')
    return `What listens at ${place} does not answer as a database does: check that DATABASE_URL points at a PostgreSQL server.`;
  if (['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'ECONNRESET', 'EPIPE'].includes(code))
    return `What answers at ${place} closed the connection: check that DATABASE_URL points at a PostgreSQL server.`;
  if (code === '28P01')
    return `The server at ${place} does not accept the password of ${user}: correct it in DATABASE_URL.`;
  if (code === '28000')
    return `The server at ${place} does not let ${user} in (${messageOf(error)}): allow it in the server's pg_hba.conf or use another role in DATABASE_URL.`;
  if (code === '3D000')
    return `The server at ${place} has no database "${database}": make it (create database "${database}") or correct DATABASE_URL.`;
  if (code === '42501')
    return `${user} may not open the database "${database}" at ${place}: grant it (grant connect on database "${database}" to "${user}").`;
  if (code === '53300')
    return `The server at ${place} has no connection left: raise its max_connections or close other programs.`;
  if (code === '57P03') return `The server at ${place} is still starting or stopping: try again in a moment.`;
  if (code === 'SASL_SIGNATURE_MISMATCH' || /password/i.test(messageOf(error)))
    return `The server at ${place} asks for a password and DATABASE_URL has none that fits: write it as postgres://${user}:PASSWORD@${place}/${database}.`;
  if (/ssl|tls|certificate/i.test(messageOf(error)))
    return `The server at ${place} and Palimpsest do not agree on encryption (${messageOf(error)}): add ?sslmode=require, or ?sslmode=disable, to DATABASE_URL.`;
  return `The database at ${place} cannot be used: ${messageOf(error)}${code ? ` (${code})` : ''}.`;
}

/** One sentence on why a server that answers still will not do, or undefined when it will. */
export function serverProblem(facts: ServerFacts, url: string): string | undefined {
  const { place, user, database } = parts(url);
  if (facts.versionNumber < oldestServerVersion)
    return `The server at ${place} is PostgreSQL ${facts.version}, and Palimpsest needs 15 or newer: upgrade it or point DATABASE_URL at another.`;
  if (!facts.mayCreateSchemas)
    return `${user} may not create schemas in the database "${database}" at ${place}: grant it (grant create on database "${database}" to "${user}").`;
  return undefined;
}

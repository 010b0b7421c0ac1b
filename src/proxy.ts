import { type NextRequest, NextResponse } from 'next/server';
import { database } from './db/client';
import { momentHeader, writeMomentHeader } from './db/moment';
import { env } from './env';
import {
  findMoment,
  type MomentFound,
  type MomentRefused,
  type MomentRefusedAt,
  momentParts,
  momentRefusedHeader,
  showsMoments,
} from './queries/find-moment';
import { isRecorded } from './queries/is-recorded';

/** Marks what this process said of a request itself: a rewritten one comes by here a second time, and must bring that along. */
const own = crypto.randomUUID();

/**
 * What every request meets first: the address it was sent to (421 for any other), the page it was sent from (403 for a
 * change sent from elsewhere), and the headers that keep a page from running, framing or sending anything foreign.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { PORT } = env();
  const host = request.headers.get('host')?.toLowerCase() ?? '';
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => (PORT === 80 ? name : `${name}:${PORT}`));
  if (!hosts.includes(host)) return refusal(421, 'wrong-host', 'host', `This server answers to ${hosts[0]} only.`);
  if (!['GET', 'HEAD'].includes(request.method) && request.headers.get('origin')?.toLowerCase() !== `http://${host}`)
    return refusal(403, 'foreign-origin', 'origin', 'A change is only taken from Palimpsest’s own pages.');

  if (!['GET', 'HEAD', 'POST'].includes(request.method))
    return refusal(405, 'invalid-input', 'method', 'Pages are read with GET, changes are sent with POST.');
  // A page of another site could make a reader's browser ask costly questions here, though never read the answers.
  if (request.nextUrl.pathname.startsWith('/trpc/') && request.headers.get('sec-fetch-site') === 'cross-site')
    return refusal(403, 'foreign-origin', 'origin', 'Palimpsest answers its own pages only.');
  if (!isReadable(request.nextUrl.pathname))
    return refusal(400, 'invalid-input', 'address', 'This address cannot be read: part of it is not text.');

  // Assessing what had been published by a day is work that no other site’s page may make a reader’s browser ask for.
  if (
    request.nextUrl.searchParams.has('publishedBy') &&
    request.headers.get('sec-fetch-site') === 'cross-site' &&
    request.headers.get('sec-fetch-dest') !== 'document'
  )
    return refusal(403, 'foreign-origin', 'publishedBy', 'Palimpsest answers its own pages only.');

  const found = await findMomentAsked(request);
  if (found.kind === 'elsewhere') return NextResponse.redirect(elsewhere(request, found.asOf), 307);
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.delete(momentHeader);
  if (showsMoments(request.nextUrl.pathname) && found.kind !== 'refused')
    headers.set(
      momentHeader,
      writeMomentHeader({ moment: found.kind === 'then' ? found.moment : null, now: addressNow(request) }),
    );
  if (!headers.get(momentRefusedHeader)?.startsWith(own)) headers.delete(momentRefusedHeader);
  if (found.kind === 'refused')
    headers.set(momentRefusedHeader, `${own} ${encodeURIComponent(JSON.stringify(refusedAt(request, found)))}`);
  const known = request.method === 'POST' || (await mayBeRecorded(request.nextUrl.pathname));
  const response =
    found.kind === 'refused'
      ? isPage(request.nextUrl.pathname)
        ? NextResponse.rewrite(new URL('/no-such-moment', request.url), { request: { headers }, status: 400 })
        : refusal(400, found.refused, found.field, found.reason)
      : known
        ? NextResponse.next({ request: { headers } })
        : NextResponse.rewrite(new URL('/not-recorded', request.url), { request: { headers } });
  for (const [name, value] of Object.entries(guards)) response.headers.set(name, value);
  response.headers.set('content-security-policy', policy);
  return response;
}

/** The moment an address asks for. Where the database does not answer, this fails: another moment must not be shown instead. */
const findMomentAsked = async ({ nextUrl, method }: NextRequest): Promise<MomentFound> =>
  method === 'POST' || !showsMoments(nextUrl.pathname) || !momentParts.some((name) => nextUrl.searchParams.has(name))
    ? { kind: 'now' }
    : findMoment(await database(), nextUrl.pathname, nextUrl.searchParams);

/** Whether people read it as a page: what programs read has a name with an end, such as `.csv`, or goes through tRPC. */
const isPage = (path: string): boolean => !path.startsWith('/trpc/') && !/\.\w+$/.test(path);

/** The same address at the position that was meant. */
function elsewhere({ nextUrl }: NextRequest, asOf: number): URL {
  const url = new URL(nextUrl);
  for (const name of ['recordedBy', 'revision']) url.searchParams.delete(name);
  url.searchParams.set('asOf', String(asOf));
  return url;
}

/** Why a moment cannot be shown, with the address of what was asked for as it is now. */
const refusedAt = (request: NextRequest, { refused, field, value, reason }: MomentRefused): MomentRefusedAt => ({
  refused,
  field,
  value,
  reason,
  now: addressNow(request),
});

/** The address of a request without the moment it asks for. */
function addressNow({ nextUrl }: NextRequest): string {
  const rest = new URLSearchParams(nextUrl.searchParams);
  // What Next adds to the requests of its own scripts.
  for (const name of [...momentParts, '_rsc']) rest.delete(name);
  return rest.size > 0 ? `${nextUrl.pathname}?${rest}` : nextUrl.pathname;
}

/** Whether there may be something at this address; where the database does not answer, the page says so itself. */
const mayBeRecorded = async (path: string): Promise<boolean> => {
  try {
    return await isRecorded(await database(), path);
  } catch {
    return true;
  }
};

const isReadable = (path: string): boolean => {
  try {
    return decodeURIComponent(path).isWellFormed();
  } catch {
    return false;
  }
};

const guards = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** No inline style, no script without this page's nonce, nothing from or to another origin. Development needs eval and inline styles. */
function contentSecurityPolicy(nonce: string): string {
  const development = env().NODE_ENV === 'development';
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

const refusal = (status: number, refused: string, field: string, reason: string): NextResponse =>
  NextResponse.json({ refused, field, reason }, { status, headers: guards });

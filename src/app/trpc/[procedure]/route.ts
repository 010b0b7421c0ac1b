import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { apiRouter } from '@/api/router';
import { personCookie } from '@/auth/session';
import { database } from '@/db/client';
import { momentHeader, readMomentHeader } from '@/db/moment';
import { refuse } from '@/domain/refusal';
import { atMoment } from '@/queries/at-moment';
import { running } from '@/start-up';

/** A report of a hundred claims with their excerpts is well below this many bytes. */
const mostBytes = 1_000_000;

async function handle(request: Request): Promise<Response> {
  const limited = await withinLimit(request);
  if (limited === null)
    return Response.json(
      refuse('too-large', 'This is more than one report can hold: 1 MB at most. Nothing was written.', 'body'),
      { status: 413 },
    );
  // Only what is read can be asked for as of a moment.
  const moment = readMomentHeader(limited.headers.get(momentHeader))?.moment;
  const [db, beside] = await Promise.all([database(), running()]);
  return fetchRequestHandler({
    endpoint: '/trpc',
    // Our own pages send one call at a time; a batch of thousands would be one request that occupies the server.
    allowBatching: false,
    req: limited,
    router: apiRouter,
    createContext: async ({ resHeaders }) => ({
      db: moment ? await atMoment(db, moment) : db,
      running: beside,
      personId: cookieOf(request),
      headers: resHeaders,
    }),
    onError: ({ error, path }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR')
        console.error(`${path ?? 'unknown procedure'}:`, error.cause ?? error);
    },
  });
}

/** The request with its body read, or null when it is too large; a body of unstated length is counted as it comes. */
async function withinLimit(request: Request): Promise<Request | null> {
  if (request.body === null) return request;
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return null;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > mostBytes) return null;
    parts.push(part);
  }
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: Buffer.concat(parts),
    signal: request.signal,
  });
}

function cookieOf(request: Request): string | undefined {
  const cookies = request.headers.get('cookie')?.split(/;\s*/) ?? [];
  return cookies.find((cookie) => cookie.startsWith(`${personCookie}=`))?.slice(personCookie.length + 1);
}

export { handle as GET, handle as POST };

import { database } from '@/db/client';
import { subjectSchema } from '@/domain/identifier';
import { isRefusal, type Refusal, refuse } from '@/domain/refusal';
import {
  changesAskedSchema,
  type Followed,
  type LedgerFilters,
  ledgerAskedSchema,
  listSubstantive,
  type SubstantivePage,
} from '@/queries/list-substantive';
import { type Feed, type FeedForm, feedForms } from './feed';
import { feedEntry } from './feed-entry';
import { addressOf, decodedPart } from './read-address';
import { attributeWords, lowerFirst, questionAddress } from './words';

/**
 * Answers with the changes of substance to what is followed, the newest 50 and the way to those before. What is not on
 * record is a 404, an address that cannot be read a refusal by name (400), and a feed the reader has already a 304.
 */
export async function sendFeed(
  request: Request,
  form: FeedForm,
  what: Exclude<Followed, { ledger: LedgerFilters }> | 'ledger',
): Promise<Response> {
  const read = readAsked(new URL(request.url).searchParams, what === 'ledger' ? ledgerAskedSchema : changesAskedSchema);
  if (isRefusal(read)) return Response.json(read, { status: 400 });
  const { before, ...ledger } = read.asked;
  const followed = what === 'ledger' ? { ledger } : what;
  const found = await listSubstantive(await database(), followed, before);
  if (found === null) return nothing();
  if (isRefusal(found)) return Response.json(found, { status: 400 });
  // The proxy has made sure that the host is this server's own.
  const origin = `http://${request.headers.get('host') ?? new URL(request.url).host}`;
  const feed = await feedOf(followed, found, read.given, origin, form);
  return answer(request, form, feedForms[form].write(feed), found.events[0]?.position ?? null);
}

/** What a route of a question is given. */
export type QuestionAddress = { params: Promise<{ kind: string; id: string; attribute: string }> };

/** The feed of the question that an address names; of an address that names none a 404. */
export function sendQuestionFeed(
  request: Request,
  form: FeedForm,
  { kind, id, attribute }: Awaited<QuestionAddress['params']>,
): Promise<Response> | Response {
  const subject = subjectSchema.safeParse({ kind, id });
  if (!subject.success) return nothing();
  return sendFeed(request, form, { subject: subject.data, attribute: decodedPart(attribute) });
}

const nothing = (): Response =>
  new Response('Nothing is recorded at this address.\n', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });

type Asked = { before?: number | undefined } & LedgerFilters;

/** Everything an address asks for, or the refusal of what a feed does not know: a filter misspelt must not be left out unseen. */
function readAsked(
  params: URLSearchParams,
  schema: typeof ledgerAskedSchema | typeof changesAskedSchema,
): { asked: Asked; given: Record<string, string> } | Refusal {
  const given = Object.fromEntries(params);
  const twice = [...params.keys()].find((name) => params.getAll(name).length > 1);
  if (twice !== undefined) return refuse('invalid-input', 'Ask for one of these at a time.', twice);
  const outcome = schema.safeParse(given);
  if (outcome.success) return { asked: outcome.data, given };
  const [issue] = outcome.error.issues;
  return issue?.code === 'unrecognized_keys'
    ? refuse('invalid-input', `A feed is asked for ${Object.keys(schema.shape).join(', ')} alone.`, issue.keys[0])
    : refuse('invalid-input', issue?.message ?? 'This cannot be read.', String(issue?.path[0] ?? 'address'));
}

async function feedOf(
  followed: Followed,
  { events, next, names, first }: SubstantivePage,
  given: Record<string, string>,
  origin: string,
  form: FeedForm,
): Promise<Feed> {
  const { before: _before, ...filters } = given;
  const { page, feed, title } = placeOf(followed, names);
  const at = (asked: Record<string, string>) => `${origin}${addressOf(`${feed}/${form}`, asked)}`;
  return {
    id: await feedId(first?.eventId, addressOf(feed, Object.fromEntries(Object.entries(filters).sort()))),
    title: `${title} · Palimpsest`,
    about:
      'Claims recorded, revised, withdrawn or corrected, records opened, rulings, and whatever changed the state or the origins of a question; the newest first.',
    updated: events[0]?.recordedAt ?? first?.recordedAt ?? '1970-01-01T00:00:00.000Z',
    self: at(given),
    page: `${origin}${page}`,
    next: next === null ? null : at({ ...filters, before: String(next) }),
    entries: events.map((event) => feedEntry(event, origin)),
  };
}

/** Where what is followed stands, where its feeds do, and what they are called. */
function placeOf(followed: Followed, names: SubstantivePage['names']): { page: string; feed: string; title: string } {
  if ('subject' in followed) {
    const { subject, attribute } = followed;
    const page = attribute === undefined ? `/${subject.kind}s/${subject.id}` : questionAddress(subject, attribute);
    const asked = attribute === undefined ? '' : `${attributeWords(attribute)}, `;
    return { page, feed: page, title: `Changes: ${asked}${names.subject}` };
  }
  if ('source' in followed) {
    const page = `/sources/${followed.source}`;
    return { page, feed: page, title: `Changes to what ${names.source} says` };
  }
  if ('document' in followed) {
    const page = `/documents/${followed.document}`;
    return { page, feed: page, title: `Changes to what was read in “${names.document}”` };
  }
  const { attribute } = followed.ledger;
  const parts = [
    attribute === undefined ? '' : ` on ${lowerFirst(attributeWords(attribute))}`,
    names.site === undefined ? '' : ` at ${names.site}`,
    names.source === undefined ? '' : ` in what ${names.source} says`,
  ];
  return { page: '/', feed: '/ledger', title: `Changes${parts.join('')}` };
}

/**
 * A permanent URI of a feed (a UUID of version 5, RFC 9562): made of the event the ledger begins with and of what is
 * followed, so that it is the same wherever the ledger is served and another in every other ledger.
 */
async function feedId(first: string | undefined, followed: string): Promise<string> {
  const space = (first ?? '').replaceAll('-', '').padStart(32, '0');
  const name = new TextEncoder().encode(followed);
  const hashed = new Uint8Array(await crypto.subtle.digest('SHA-1', Buffer.concat([Buffer.from(space, 'hex'), name])));
  hashed[6] = ((hashed[6] ?? 0) & 0x0f) | 0x50;
  hashed[8] = ((hashed[8] ?? 0) & 0x3f) | 0x80;
  const uuid = Buffer.from(hashed.subarray(0, 16)).toString('hex');
  return `urn:uuid:${uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}

/** The feed, or that the reader has it. */
async function answer(request: Request, form: FeedForm, body: string, newest: number | null): Promise<Response> {
  const headers = { etag: await tagOf(body, newest), 'cache-control': 'no-cache' };
  const known = request.headers.get('if-none-match') ?? '';
  const hasIt = known.split(',').some((tag) => ['*', headers.etag].includes(tag.trim().replace(/^W\//, '')));
  return hasIt
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers: { ...headers, 'content-type': `${feedForms[form].type}; charset=utf-8` } });
}

/**
 * Names a state of a feed: its newest event, and a digest of all it says. By the event alone a name that was erased since
 * would live on in what readers keep.
 */
async function tagOf(body: string, newest: number | null): Promise<string> {
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body))).toString('hex');
  return `"${newest ?? 'none'}-${digest.slice(0, 16)}"`;
}

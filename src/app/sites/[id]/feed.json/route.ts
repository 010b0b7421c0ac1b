import { sendFeed } from '@/app/_ui/send-feed';

type Context = { params: Promise<{ id: string }> };

/** What changed in the record of a site, as JSON Feed. */
export const GET = async (request: Request, { params }: Context): Promise<Response> =>
  sendFeed(request, 'feed.json', { subject: { kind: 'site', id: (await params).id } });

import { sendFeed } from '@/app/_ui/send-feed';

type Context = { params: Promise<{ id: string }> };

/** What changed in what a source says, as Atom. */
export const GET = async (request: Request, { params }: Context): Promise<Response> =>
  sendFeed(request, 'feed.atom', { source: (await params).id });

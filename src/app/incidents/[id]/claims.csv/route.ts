import { sendClaims } from '@/app/_ui/send-claims';

type Context = { params: Promise<{ id: string }> };

/** The claims of an incident as its page shows them, as CSV. */
export const GET = async (request: Request, { params }: Context): Promise<Response> =>
  sendClaims({ kind: 'incident', id: (await params).id }, new URL(request.url).searchParams);

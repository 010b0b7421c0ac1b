import { sendFeed } from '@/app/_ui/send-feed';

/** What changed in the whole ledger, or in what the filters of the address leave of it, as JSON Feed. */
export const GET = (request: Request): Promise<Response> => sendFeed(request, 'feed.json', 'ledger');

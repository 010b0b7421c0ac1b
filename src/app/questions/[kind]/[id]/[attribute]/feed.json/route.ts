import { type QuestionAddress, sendQuestionFeed } from '@/app/_ui/send-feed';

/** What changed on a question, as JSON Feed. */
export const GET = async (request: Request, { params }: QuestionAddress): Promise<Response> =>
  sendQuestionFeed(request, 'feed.json', await params);

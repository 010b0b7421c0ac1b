import { historyOfEach } from '@/app/_ui/history-page';

const { Page, generateMetadata } = historyOfEach('site');

export { generateMetadata };

export default Page;

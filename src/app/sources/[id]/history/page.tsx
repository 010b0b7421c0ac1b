import { historyOfEach } from '@/app/_ui/history-page';

const { Page, generateMetadata } = historyOfEach('source');

export { generateMetadata };

export default Page;

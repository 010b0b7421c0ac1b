import { historyOfEach } from '@/app/_ui/history-page';

const { Page, generateMetadata } = historyOfEach('incident');

export { generateMetadata };

export default Page;

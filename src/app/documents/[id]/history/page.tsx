import { historyOfEach } from '@/app/_ui/history-page';

const { Page, generateMetadata } = historyOfEach('document');

export { generateMetadata };

export default Page;

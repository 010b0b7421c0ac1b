import { comparisonOfEach } from '@/app/_ui/compare-page';

const { Page, generateMetadata } = comparisonOfEach('site');

export { generateMetadata };

export default Page;

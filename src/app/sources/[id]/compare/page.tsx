import { comparisonOfEach } from '@/app/_ui/compare-page';

const { Page, generateMetadata } = comparisonOfEach('source');

export { generateMetadata };

export default Page;

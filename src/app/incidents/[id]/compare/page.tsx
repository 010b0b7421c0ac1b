import { comparisonOfEach } from '@/app/_ui/compare-page';

const { Page, generateMetadata } = comparisonOfEach('incident');

export { generateMetadata };

export default Page;

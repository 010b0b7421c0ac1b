import { comparisonOfEach } from '@/app/_ui/compare-page';

const { Page, generateMetadata } = comparisonOfEach('document');

export { generateMetadata };

export default Page;

import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

/** The incident and the site of the sample record that most tests read. */
export const balad = '/incidents/balad-2021-05-03';
export const airBase = '/sites/balad-air-base';

/**
 * A page that fails its test when it asks anything of another origin, breaks its own content security policy, or throws.
 */
export const test = base.extend<{ watched: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads what a fixture needs from this pattern
  baseURL: async ({}, use) => use(process.env.PALIMPSEST_BASE_URL),
  watched: [
    async ({ context, baseURL }, use) => {
      const faults: string[] = [];
      context.on('request', (request) => {
        const { origin, protocol } = new URL(request.url());
        if (!['data:', 'blob:'].includes(protocol) && origin !== baseURL) faults.push(`asked ${origin}`);
      });
      context.on('console', (message) => {
        if (/content security policy|hydrat/i.test(message.text())) faults.push(message.text());
      });
      context.on('weberror', (error) => faults.push(error.error().message));
      await use(undefined);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/**
 * What axe finds against WCAG 2.2 A and AA, in words; in the dark, contrast alone: all else is as it is in the light, and
 * axe measures every target against every other.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  // No page has a frame, and looking for frames takes as long as looking at the page.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (isDark
    ? axe.withRules('color-contrast')
    : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  ).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
}

/**
 * The pages to be looked at in one of four looks: each of them in the light and in the dark, wide and narrow, in two of
 * the four, by turns. All four for every page would double what the slowest tests take.
 */
export const seenIn = (pages: readonly string[], colorScheme: 'light' | 'dark', width: number): string[] =>
  pages.filter((_, at) => (at % 2 === 0) === ((colorScheme === 'light') === width >= 720));

/** How far the page is wider than its window, in CSS pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Chooses the local person with this name. */
export async function choose(page: Page, name: string): Promise<void> {
  await page.goto('/people');
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('banner')).toContainText(name);
}

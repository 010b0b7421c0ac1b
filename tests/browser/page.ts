import { test as base, expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import { serveCopy } from './serve';

/** The incident and the site of the sample record that most tests read. */
export const balad = '/incidents/balad-2021-05-03';
export const airBase = '/sites/balad-air-base';

/**
 * A page that fails its test when it asks anything of another origin, breaks its own content security policy, or throws.
 */
export const test = base.extend<{ watched: undefined }, { record: undefined }>({
  // What is tried again, or comes after a failure, is tried on a fresh copy of the record: a test that failed has left its
  // half of the work in the other. Its worker has been replaced then.
  record: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads what a fixture needs from this pattern
    async ({}, use, { workerIndex, parallelIndex }) => {
      const stop = workerIndex === parallelIndex ? null : await serveCopy(`w${workerIndex}`);
      await use(undefined);
      await stop?.();
    },
    { scope: 'worker', auto: true, timeout: 60_000 },
  ],
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
  // A form is pale until its program has come. Opening in the middle of a look, it would be seen as half of each.
  await expect(page.locator('fieldset:disabled:visible')).toHaveCount(0);
  // Once for a document: reading the program takes as long as running it over a short page.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: isDark ? ['color-contrast'] : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      // To carry all that passes out of the browser takes longer than to find it.
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    );
  });
}

/**
 * One test for each page: axe finds nothing on it in the light nor in the dark, and it is no wider than its window at
 * 1280 and at 360 pixels. The page is loaded once; every other one is dark where it is wide, and so narrow in the light.
 * What is to be done first on a page, such as opening what is closed, is given as `first`.
 */
export function everyLook(pages: readonly string[], first: (page: Page) => Promise<void> = async () => {}): void {
  for (const [at, address] of pages.entries())
    test(`axe finds nothing on ${address}, in the light and in the dark, and it fits a wide window and a phone`, async ({
      page,
    }) => {
      // A long page is a long look.
      test.slow();
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(address);
      await first(page);
      await looksRight(page, at % 2 === 0 ? 'light' : 'dark');
    });
}

/** The page as it stands, with what is open and filled in: wide in the one colours, narrow in the other. */
export async function looksRight(page: Page, wideIn: 'light' | 'dark' = 'light', height = 800): Promise<void> {
  for (const [width, colorScheme] of [
    [1280, wideIn],
    [360, wideIn === 'light' ? 'dark' : 'light'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    const look = `${page.url()}, ${width} pixels, ${colorScheme}`;
    expect.soft(await accessibilityFaults(page), look).toEqual([]);
    expect.soft(await overflow(page), look).toBe(0);
  }
}

/** How far the page is wider than its window, in CSS pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Chooses the local person with this name. */
export async function choose(page: Page, name: string): Promise<void> {
  await page.goto('/people');
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('banner')).toContainText(name);
}

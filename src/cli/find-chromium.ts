import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, env } from '@/env';
import { ClearFailure, messageOf } from './clear-failure';
import { unpackBundledChromium } from './unpack-chromium';

/** A browser to test with and the arguments it needs here. */
export type Chromium = { executablePath: string; args: string[] };

/** Undefined when this program starts, else why not. */
function whyUnusable(path: string): string | undefined {
  const attempt = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000, env: childEnvironment({}) });
  if (attempt.status === 0) return undefined;
  return (
    (attempt.error?.message ?? attempt.stderr ?? '').trim().split('\n')[0] ||
    `it ended with ${attempt.signal ?? attempt.status}`
  );
}

async function ofPlaywright(): Promise<string | undefined> {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  if (existsSync(path)) return path;
  // The headless shell is installed alone with --only-shell, in a folder beside.
  const browsers = path.split(/[\\/]chromium-\d+[\\/]/)[0] ?? '';
  const shells = existsSync(browsers)
    ? readdirSync(browsers)
        .filter((name) => name.startsWith('chromium_headless_shell-'))
        .sort()
    : [];
  const programs = [
    'chrome-headless-shell-linux64/chrome-headless-shell',
    'chrome-linux/headless_shell',
    'chrome-headless-shell-mac-arm64/chrome-headless-shell',
    'chrome-headless-shell-mac-x64/chrome-headless-shell',
  ];
  return shells
    .toReversed()
    .flatMap((shell) => programs.map((program) => join(browsers, shell, program)))
    .find((candidate) => existsSync(candidate));
}

function ofSystem(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  const folders = (
    process.platform === 'win32' ? [] : ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome']
  ).flatMap((folder) => names.map((name) => join(folder, name)));
  const fixed = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return [...folders, ...fixed].find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

function ofApt(onProgress: (line: string) => void): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  onProgress('Installing Debian’s chromium (once) …');
  const environment = childEnvironment({ DEBIAN_FRONTEND: 'noninteractive' });
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const step = spawnSync('apt-get', ['-qq', ...args], { encoding: 'utf8', env: environment, timeout: 300_000 });
    if (step.status !== 0) throw new Error((step.stderr || step.error?.message || '').trim().split('\n').at(-1));
  }
  return ofSystem();
}

function byPlaywrightInstall(root: string, onProgress: (line: string) => void): void {
  onProgress('Downloading Playwright’s chromium (once) …');
  const program = join(root, 'node_modules', 'playwright', 'cli.js');
  const step = spawnSync(process.execPath, [program, 'install', '--only-shell', 'chromium'], {
    encoding: 'utf8',
    env: childEnvironment({}),
    timeout: 300_000,
  });
  if (step.status !== 0) throw new Error((step.stderr || step.error?.message || '').trim().split('\n')[0]);
}

/**
 * The browser the tests run in: PALIMPSEST_CHROMIUM, Playwright's, the system's, the one in the npm package
 * (x64 Linux), Debian's when root may install it, Playwright's download. Throws ClearFailure with every reason when none
 * starts; tests in a browser are never skipped in silence.
 */
export async function findChromium(root: string, onProgress: (line: string) => void = () => {}): Promise<Chromium> {
  const args = ['--disable-gpu', '--disable-quic'];
  // Chromium's sandbox refuses to work for root.
  if (process.getuid?.() === 0) args.push('--no-sandbox');

  const chosen = env().PALIMPSEST_CHROMIUM;
  if (chosen !== undefined) {
    const why = whyUnusable(chosen);
    if (why) throw new ClearFailure(`The browser in PALIMPSEST_CHROMIUM (${chosen}) does not start: ${why}.`);
    return { executablePath: chosen, args };
  }
  const ways: [string, () => Promise<string | undefined> | string | undefined][] = [
    ["Playwright's browser", ofPlaywright],
    ["the system's browser", ofSystem],
    ['the browser of @sparticuz/chromium', () => unpackBundledChromium(root)],
    ['apt-get install chromium', () => ofApt(onProgress)],
    [
      'playwright install',
      async () => {
        byPlaywrightInstall(root, onProgress);
        return ofPlaywright();
      },
    ],
  ];
  const reasons: string[] = [];
  for (const [name, find] of ways) {
    try {
      const path = await find();
      const why = path === undefined ? 'not there' : whyUnusable(path);
      if (path !== undefined && why === undefined) return { executablePath: path, args };
      reasons.push(`${name}: ${why}`);
    } catch (error) {
      reasons.push(`${name}: ${messageOf(error)}`);
    }
  }
  throw new ClearFailure(
    `No browser to test with was found (${reasons.join('; ')}): install Chromium or Chrome, or set PALIMPSEST_CHROMIUM to its path.`,
  );
}

import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { homeFolder } from '@/cli/home';
import { countsOf, summaryOf } from '@/cli/test';
import { checkPort } from '@/cli/web-server';
import { env } from '@/env';
import { root, run } from './folder';

// Each test starts whole programs, several at once, and the machine may be busy with others.
vi.setConfig({ testTimeout: 90_000 });

const palimpsest = join(root, 'bin', 'palimpsest.mjs');

describe('the command line', () => {
  it('answers an unknown command with the usage on standard error and 2', async () => {
    const { code, out, err } = await run([palimpsest, 'fly']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: palimpsest <command>');
  });

  it('refuses a start whose server does not answer in one sentence, without the password, and with 1', async () => {
    const { code, err } = await run(
      [palimpsest, 'start'],
      {},
      { DATABASE_URL: 'postgres://ann:sesame@127.0.0.1:1/record' },
    );
    expect(code).toBe(1);
    expect(err).toBe(
      'Nothing answers at 127.0.0.1:1, where DATABASE_URL points: start that PostgreSQL server or correct the address.\n',
    );
  });

  it.each([
    ['PORT', 'many', /^The variable PORT must be .*number\.\n$/],
    ['PORT', '70000', /^The variable PORT must be 65535 or less\.\n$/],
    ['DATABASE_URL', 'mysql://ann:sesame@host/record', /^The variable DATABASE_URL must be an address like postgres:/],
    ['NODE_ENV', 'staging', /^The variable NODE_ENV must be development, production or test\.\n$/],
  ])('refuses %s=%s in one sentence that does not repeat it', async (name, value, sentence) => {
    const { code, err } = await run([palimpsest, 'start'], {}, { [name]: value });
    expect(code).toBe(1);
    expect(err).toMatch(sentence);
    expect(err).not.toContain('sesame');
  });
});

describe('the data folder', () => {
  const bare = {
    ...env(),
    PALIMPSEST_HOME: undefined,
    XDG_DATA_HOME: undefined,
    LOCALAPPDATA: undefined,
    INIT_CWD: undefined,
  };

  it('is where each operating system keeps such data', () => {
    expect(homeFolder(bare, 'linux', '/home/ann')).toBe('/home/ann/.local/share/palimpsest');
    expect(homeFolder({ ...bare, XDG_DATA_HOME: '/data' }, 'linux', '/home/ann')).toBe('/data/palimpsest');
    expect(homeFolder(bare, 'darwin', '/Users/ann')).toBe('/Users/ann/Library/Application Support/Palimpsest');
    expect(homeFolder({ ...bare, LOCALAPPDATA: 'L' }, 'win32', 'U')).toBe(join('L', 'Palimpsest'));
  });

  it('is PALIMPSEST_HOME before all, seen from where the command was typed', () => {
    expect(
      homeFolder({ ...bare, PALIMPSEST_HOME: '/srv/record', XDG_DATA_HOME: '/data' }, 'darwin', '/Users/ann'),
    ).toBe('/srv/record');
    expect(homeFolder({ ...bare, PALIMPSEST_HOME: 'record', INIT_CWD: '/home/ann' }, 'linux', '/home/ann')).toBe(
      '/home/ann/record',
    );
  });

  it('ignores a relative XDG_DATA_HOME, as its specification says', () => {
    expect(homeFolder({ ...bare, XDG_DATA_HOME: 'data' }, 'linux', '/home/ann')).toBe(
      '/home/ann/.local/share/palimpsest',
    );
  });
});

describe('the port', () => {
  it('that another program listens on is refused with another to try', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(checkPort(port)).rejects.toThrow(`Port ${port} is in use by another program`);
  });
});

describe('the last line of the tests', () => {
  const clean = { passed: 3, failed: 0, skipped: 0 };

  it('adds up the runners, and names skipped tests only when there are any', () => {
    expect(summaryOf([clean, { passed: 2, failed: 1, skipped: 0 }])).toBe('5 passed, 1 failed');
    expect(summaryOf([clean, { passed: 0, failed: 0, skipped: 4 }])).toBe('3 passed, 0 failed, 4 skipped');
  });

  it('counts a runner that crashed as one failure, whatever it had passed', () => {
    expect(summaryOf([clean, countsOf(undefined, 139)])).toBe('3 passed, 1 failed');
    expect(summaryOf([countsOf(clean, 1)])).toBe('3 passed, 1 failed');
  });
});

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '@/env';

/**
 * The headless Chromium of the npm package @sparticuz/chromium, unpacked once for each version and user.
 * Undefined on machines it is not made for. The package unpacks to the temporary folder without a lock and
 * expects to find it at /tmp, so it gets a folder of its own that is renamed when complete.
 */
export function unpackBundledChromium(root: string): string | undefined {
  const packageFolder = join(root, 'node_modules', '@sparticuz', 'chromium');
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(packageFolder)) return undefined;
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `palimpsest-chromium-${version}-${process.getuid?.() ?? ''}`);
  const program = join(folder, 'start');
  if (existsSync(program)) return program;

  const staging = mkdtempSync(`${folder}.new-`);
  try {
    // In a process of its own: the package reads the variables on import and writes others.
    const script = `const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();`;
    execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      env: childEnvironment({ TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x', NODE_OPTIONS: undefined }),
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 120_000,
    });
    const fonts = join(staging, 'fonts', 'fonts.conf');
    // The file names /tmp; without a font that exists, pages hang on a host that has none of its own.
    const here = (name: string) => join(folder, name);
    const settings = readFileSync(fonts, 'utf8')
      .replaceAll('/tmp/fonts-cache', here('fonts-cache'))
      .replaceAll('<dir>/tmp/fonts</dir>', `<dir>/usr/share/fonts</dir><dir>${here('fonts')}</dir>`);
    writeFileSync(fonts, settings);
    const lines = [
      '#!/bin/sh',
      `export LD_LIBRARY_PATH='${here('al2023/lib')}' FONTCONFIG_PATH='${here('fonts')}'`,
      `exec '${here('chromium')}' "$@"`,
    ];
    writeFileSync(join(staging, 'start'), `${lines.join('\n')}\n`);
    chmodSync(join(staging, 'start'), 0o755);
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(program)) throw error;
  }
  return program;
}

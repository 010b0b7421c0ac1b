#!/usr/bin/env node
// Plain JavaScript on Node's own modules: this runs before anything is installed.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installWhatIsMissing } from './install.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Palimpsest needs Node.js 20.19 or newer; this is ${process.versions.node}. Install a newer one from nodejs.org and run the same command again.\n`,
  );
  process.exit(1);
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
let code;
try {
  code = await installWhatIsMissing(root);
} catch (error) {
  process.stderr.write(`The dependencies could not be installed: ${error.message}.\n`);
  code = 1;
}
if (code !== 0) process.exit(code);

const { register } = await import('tsx/esm/api');
register({ tsconfig: join(root, 'tsconfig.json') });
const { main } = await import(pathToFileURL(join(root, 'src', 'cli', 'main.ts')).href);
await main(process.argv.slice(2), root);

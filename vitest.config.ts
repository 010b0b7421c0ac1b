import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const pure = ['tests/{architecture,domain}/**/*.test.ts'];

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  test: {
    projects: [
      // Of these, no file leaves anything behind in its modules: they share them, and load them once.
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'record',
          include: ['tests/**/*.test.ts'],
          exclude: pure,
          globalSetup: ['tests/support/global-setup.ts'],
        },
      },
    ],
    // Two cores are common where this runs, and the database needs its share.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // postgres.js 3.4.9 may write once more to the socket of a connection that was killed, where nobody can catch it
    // (porsager/postgres#1208). Next.js keeps its process alive then; the tests kill connections on purpose.
    onUnhandledError: (error) =>
      !(error.message.includes("reading 'write'") && error.stack?.includes('postgres/src/connection.js')),
  },
});

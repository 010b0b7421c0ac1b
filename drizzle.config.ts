import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/projections/*.table.ts',
  out: './drizzle',
  casing: 'snake_case',
});

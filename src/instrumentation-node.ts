import { running } from './start-up';

/** How long open pages may hold a stopping server, in milliseconds: their event streams never end by themselves. */
const graceMs = 1000;

/** Starts what runs beside the pages, and sees to it that the server goes when it is told to. */
export async function serve(): Promise<void> {
  const leave = (code: number) => setTimeout(() => process.exit(code), graceMs).unref();
  process.once('SIGTERM', () => leave(143));
  process.once('SIGINT', () => leave(130));
  await running();
}

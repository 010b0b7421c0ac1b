/** Runs once when the server starts. Only the Node.js side has a database; the file is compiled for others as well. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { serve } = await import('./instrumentation-node');
    await serve();
  }
}

import { mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get as request } from 'node:http';
import { join } from 'node:path';
import { ClearFailure } from '@/cli/clear-failure';
import { findFreePort } from '@/cli/embedded/server';
import { loadSample } from '@/cli/load-sample';
import { startWebServer, type WebServer } from '@/cli/web-server';
import { drive, type Figure, figureOf, interleave } from './compare';

const rounds = 5;
const roundMs = 800;
const host = '127.0.0.1';
const page = '/incidents/balad-2021-05-03';
const baselineName = 'static file of the same bytes';

/** The web server of this measurement and the file it serves; `close` ends and removes both and may be called twice. */
export type Served = { server: WebServer; port: number; file: string; path: string; close(): Promise<void> };

/**
 * Starts the built application on a database with the sample record. Next lists `public` when it starts and reads each
 * file when asked: an empty file is put there now and gets the page's own bytes once they are known.
 */
export async function serveSample(root: string, url: string): Promise<Served> {
  await loadSample(url, () => {});
  const folder = join(root, 'public');
  const name = `bench-${process.pid}.html`;
  const file = join(folder, name);
  const removeFile = () => {
    rmSync(file, { force: true });
    try {
      rmdirSync(folder);
    } catch {
      // It holds other files, or is gone.
    }
  };
  process.once('exit', removeFile);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, '');
  const port = await findFreePort();
  const server = startWebServer(root, 'start', port, { url, directUrl: url });
  const close = async () => {
    await server.stop();
    removeFile();
  };
  return { server, port, file, path: `/${name}`, close };
}

/** The incident page against a static file of equal bytes from the same server, over kept connections on the loopback. */
export async function measurePage({ server, port, file, path }: Served): Promise<Figure[]> {
  await server.ready;
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  try {
    const body = await fetchBody(port, page, agent);
    writeFileSync(file, body);
    const fetchAlike = async (what: string) => {
      const { length } = await fetchBody(port, what, agent);
      if (Math.abs(length - body.length) > body.length / 100)
        throw new ClearFailure(`${what} was ${length} bytes where ${body.length} were expected.`);
    };
    const compare = (clients: number) =>
      interleave(
        rounds,
        () => drive({ clients, ms: roundMs }, () => fetchAlike(page)),
        () => drive({ clients, ms: roundMs }, () => fetchAlike(path)),
      );
    const one = await compare(1);
    const many = await compare(8);
    const latency = (figure: string) => ({
      figure,
      measure: 'medianMs' as const,
      baselineName,
      meaning: (ratio: string) => `the page takes ${ratio} times as long as a file of its ${body.length} bytes`,
    });
    return [
      figureOf(latency('incident page latency, one at a time'), one),
      figureOf(latency('incident page latency, 8 at a time'), many),
      figureOf(
        {
          figure: 'incident page throughput, 8 at a time',
          measure: 'perSecond',
          baselineName,
          meaning: (ratio) => `${ratio} pages in the time of one such file`,
        },
        many,
      ),
    ];
  } finally {
    agent.destroy();
  }
}

/** The body of a page, which must be there. */
export function fetchBody(port: number, path: string, agent: Agent): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'identity' };
    const sent = request({ host, port, path, agent, headers, timeout: 10_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks));
        else reject(new ClearFailure(`The web server answered ${response.statusCode} for ${path}.`));
      });
    });
    sent.once('timeout', () => sent.destroy(new ClearFailure(`The web server did not answer ${path} in 10 s.`)));
    sent.once('error', reject);
  });
}

import { request as send } from 'node:http';
import { expect, test } from './page';

/** Sends what a browser would not: a Host header of our choice. */
function ask(
  path: string,
  headers: Record<string, string>,
  method = 'GET',
  body = '',
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = send(new URL(path, process.env.PALIMPSEST_BASE_URL), { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    request.on('error', reject).end(body);
  });
}

test('a foreign Host is 421, by name', async () => {
  for (const host of ['example.org', 'localhost.example.org', '127.0.0.1', '127.0.0.1:1']) {
    const answer = await ask('/', { host });
    expect(answer.status, host).toBe(421);
    expect(JSON.parse(answer.body)).toMatchObject({ refused: 'wrong-host', field: 'host' });
  }
});

test('a change with a foreign or missing Origin is 403, by name, and nothing is done', async ({ baseURL }) => {
  const body = JSON.stringify({ person: 'p-three' });
  const headers = { 'content-type': 'application/json' };
  for (const origin of [
    undefined,
    'null',
    'https://example.org',
    `${baseURL}.example.org`,
    baseURL?.replace('http', 'https'),
  ]) {
    const answer = await ask('/trpc/choosePerson', origin ? { ...headers, origin } : headers, 'POST', body);
    expect(answer.status, origin).toBe(403);
    expect(JSON.parse(answer.body)).toMatchObject({ refused: 'foreign-origin', field: 'origin' });
  }
  const own = await ask('/trpc/choosePerson', { ...headers, origin: baseURL ?? '' }, 'POST', body);
  expect(own.status).toBe(200);
});

test('every answer carries the headers that keep a page from running, framing or sending anything foreign', async ({
  request,
}) => {
  for (const path of ['/', '/incidents/balad-2021-05-03', '/nothing-here', '/trpc/people']) {
    const headers = (await request.get(path)).headers();
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}'(;|$)/);
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

test('no two pages share a nonce, and every inline script carries its own', async ({ page }) => {
  const nonces = new Set<string>();
  for (const path of ['/', '/incidents/balad-2021-05-03']) {
    const response = await page.goto(path);
    const nonce = /'nonce-([^']+)'/.exec(response?.headers()['content-security-policy'] ?? '')?.[1];
    nonces.add(nonce ?? '');
    const html = (await response?.text()) ?? '';
    for (const [tag] of html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
    expect(html).not.toMatch(/<[a-z]+[^>]*\sstyle="/);
  }
  expect(nonces.size).toBe(2);
});

test('an address that leads nowhere is 404 and says so; none is ever a fault of the server', async ({ request }) => {
  for (const path of [
    '/incidents/unknown',
    '/incidents/%00',
    '/incidents/%ED%A0%80',
    '/incidents/..%2f..%2fetc',
    `/incidents/${'x'.repeat(5000)}`,
    '/sites/__proto__',
    '/claims/constructor',
    '/reports/%F0%9F%9A%80',
    '/ledger/99999999999999999999',
    '/ledger/-1',
    '/ledger/1e3',
  ]) {
    const response = await request.get(path);
    expect(response.status(), path).toBeGreaterThanOrEqual(400);
    expect(response.status(), path).toBeLessThan(500);
  }
});

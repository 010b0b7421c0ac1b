import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparableAddress } from '@/domain/document/comparable-address';

const story = 'https://example.com/news/2021/5/3/story';

describe('an address is found again', () => {
  test.each([
    ['by the other scheme', 'http://example.com/news/2021/5/3/story'],
    ['with www.', 'https://www.example.com/news/2021/5/3/story'],
    ['on the mobile site', 'https://m.example.com/news/2021/5/3/story'],
    ['on the AMP site', 'https://amp.example.com/news/2021/5/3/story'],
    ['as an AMP page', 'https://www.example.com/news/2021/5/3/story/amp/'],
    ['under an AMP path', 'https://www.example.com/amp/news/2021/5/3/story'],
    ['with AMP asked for', `${story}?amp=1&outputType=amp`],
    ['with its host in capitals', 'HTTPS://EXAMPLE.COM/news/2021/5/3/story'],
    ['with the default port', 'http://example.com:80/news/2021/5/3/story'],
    ['with the default port of the other scheme', 'http://example.com:443/news/2021/5/3/story'],
    ['with the dot that ends a host', 'https://example.com./news/2021/5/3/story'],
    ['with a trailing slash', `${story}/`],
    ['with its index page', `${story}/index.html`],
    ['with a fragment', `${story}#comments`],
    ['with highlighted text', `${story}#:~:text=six%20rockets`],
    [
      'with what says where a reader came from',
      `${story}?utm_source=x&UTM_Medium=y&fbclid=1&gclid=2&ref=home&CMP=share`,
    ],
    ['with an empty query', `${story}?`],
    ['with needless encoding', 'https://example.com/news/2021/5/3/%73tory'],
    ['with dots in its path', 'https://example.com/news/2021/x/../5/./3/story'],
    ['with space around it', `  ${story}\n`],
  ])('%s', (_how, address) => {
    expect(comparableAddress(address)).toBe(comparableAddress(story));
  });

  test.each([
    ['in another order of parameters', 'https://a.example/?id=609&MapID=2', 'https://a.example/?MapID=2&id=609'],
    ['in another case of percent-encoding', 'https://a.example/%d8%a8', 'https://a.example/%D8%A8'],
    [
      'typed in its own letters',
      'https://a.example/بلد?q=بلد',
      'https://a.example/%D8%A8%D9%84%D8%AF?q=%D8%A8%D9%84%D8%AF',
    ],
    ['with its host in Punycode', 'https://مثال.example/', 'https://xn--mgbh0fb.example'],
    [
      'of a mobile edition in a language',
      'https://en.m.wikipedia.org/wiki/Balad',
      'https://en.wikipedia.org/wiki/Balad',
    ],
    ['with a percent sign that encodes nothing', 'https://a.example/5%/%%41a', 'https://a.example/5%25/%25Aa'],
    ['with a space written as plus', 'https://a.example/?q=ain+asad', 'https://a.example/?q=ain%20asad'],
  ])('%s', (_how, a, b) => {
    expect(comparableAddress(a)).toBe(comparableAddress(b));
  });
});

describe('two pages stay two', () => {
  test.each([
    ['by id', 'https://a.example/?id=609&MapID=2', 'https://a.example/?id=610&MapID=2'],
    ['by page', 'https://a.example/list?page=4', 'https://a.example/list?page=5'],
    ['by page or none', 'https://a.example/list?page=4', 'https://a.example/list'],
    ['by the case of the path', 'https://youtu.be/aBc', 'https://youtu.be/abc'],
    ['by the order of parameters of one name', 'https://a.example/?a=1&a=2', 'https://a.example/?a=2&a=1'],
    ['by bytes of an old encoding', 'https://a.example/?t=%c7%e1', 'https://a.example/?t=%c7%e2'],
    ['by host', 'https://ar.example.com/1', 'https://en.example.com/1'],
    ['by port', 'https://a.example:8080/', 'https://a.example:8081/'],
    ['by a fragment that names a page', 'https://a.example/#!/story/1', 'https://a.example/#!/story/2'],
    ['by a domain of one letter', 'https://m.com/', 'https://www.com/'],
    ['by an encoded slash', 'https://a.example/x%2Fy', 'https://a.example/x/y'],
    ['by an encoded ampersand', 'https://a.example/?q=a%26b=c', 'https://a.example/?q=a&b=c'],
    ['by a word that only begins like a mark', 'https://a.example/?reference=1', 'https://a.example/?reference=2'],
    ['by a last word', 'https://a.example/guitar-amp', 'https://a.example/guitar'],
  ])('%s', (_what, a, b) => {
    expect(comparableAddress(a)).not.toBe(comparableAddress(b));
  });
});

test.each([
  '',
  'Balad',
  'www.example.com/x',
  'ftp://example.com',
  'javascript:alert(1)',
  'https://',
  'https://a b',
  'https://u:p@a.example',
])('what is no web address has none: %s', (text) => {
  expect(comparableAddress(text)).toBeUndefined();
});

describe('whatever the address,', () => {
  const piece = fc.constantFrom(
    ...'http:// https:// www. m. amp. a.example example.com. : 80 443 8080 / /amp /index.html /index.php .. . %2e %2f %41 %d8%a8 %zz % ? & = + utm_source=x ref= id=1 id=2 # #!/a #/b ب 1.2.3.4 [::1] ~ ; @ \\ \' " |'.split(
      ' ',
    ),
  );
  const address = fc.oneof(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.array(piece, { maxLength: 14 }).map((pieces) => `https://${pieces.join('')}`),
    fc.array(piece, { maxLength: 14 }).map((pieces) => `http://www.a.example${pieces.join('')}`),
    fc.string({ unit: 'binary' }).map((text) => `https://a.example/${text}`),
    fc.string({ unit: 'binary' }),
  );

  test('comparing twice is comparing once', () => {
    fc.assert(
      fc.property(address, (text) => {
        const once = comparableAddress(text);
        if (once !== undefined) expect(comparableAddress(once)).toBe(once);
      }),
      { numRuns: 10_000 },
    );
  });
});

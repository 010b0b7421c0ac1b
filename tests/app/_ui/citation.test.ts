import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bibtexText, type Cited, citationBibtex, citationText } from '@/app/_ui/citation';

const cited: Cited = {
  title: 'Rockets at Balad Air Base, 3 May 2021',
  address: 'http://127.0.0.1:3000/incidents/balad-2021-05-03?asOf=132',
  asOf: 132,
  recordedAt: '2026-11-26T21:32:57.126Z',
  publishedBy: null,
};

const words = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'{}%&#_\\$~^<>|"@ aZé Ḥčşعين–“”…\n', '\u0301', '\ud800') }),
);

/** What TeX prints of a field: its commands read back, in the simplest way there is. */
function printed(field: string): string {
  const named: Record<string, string> = {
    textbackslash: '\\',
    textbraceleft: '{',
    textbraceright: '}',
    textasciitilde: '~',
    textasciicircum: '^',
    textless: '<',
    textgreater: '>',
    textbar: '|',
    textendash: '–',
    textemdash: '—',
    textquoteleft: '‘',
    textquoteright: '’',
    textquotedblleft: '“',
    textquotedblright: '”',
    textellipsis: '…',
  };
  const marks: Record<string, string> = {
    '`': '\u0300',
    "'": '\u0301',
    '^': '\u0302',
    '~': '\u0303',
    '=': '\u0304',
    u: '\u0306',
    '.': '\u0307',
    '"': '\u0308',
    r: '\u030a',
    H: '\u030b',
    v: '\u030c',
    d: '\u0323',
    c: '\u0327',
    k: '\u0328',
    b: '\u0331',
  };
  return field.replace(
    /\{\\(text[a-z]+)\}|\{\\(.)\{([A-Za-z])\}\}|\\([%&#_$])|(\\|[{}%&#_$~^<>|])/gsu,
    (_all, name, mark, letter, sign, bare) => {
      if (bare) throw new Error(`${bare} stands there bare: ${field}`);
      return sign ?? (name ? (named[name] ?? '?') : `${letter}${marks[mark] ?? '?'}`.normalize('NFC'));
    },
  );
}

/** The depth of braces as BibTeX counts them: with no regard to a backslash before one. */
function bracesAround(text: string): number[] {
  let depth = 0;
  return [...text].map((sign) => {
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    return depth;
  });
}

describe('a text in a BibTeX field', () => {
  test('prints what it was, on one line, whatever it holds', () => {
    fc.assert(
      fc.property(words, (text) => {
        const plain = text
          .toWellFormed()
          .normalize('NFC')
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are taken out.
          .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ')
          .trim();
        expect(printed(bibtexText(text))).toBe(plain);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    [
      '100% & more_of {it} #1 \\ $2',
      '100\\% \\& more\\_of {\\textbraceleft}it{\\textbraceright} \\#1 {\\textbackslash} \\$2',
    ],
    ['Ḥīt, café', "{\\d{H}}{\\={i}}t, caf{\\'{e}}"],
    ['صواريخ على بلد', 'صواريخ على بلد'],
    ['5–6 “rockets”', '5{\\textendash}6 {\\textquotedblleft}rockets{\\textquotedblright}'],
  ])('is written as TeX reads it: %s', (text, field) => {
    expect(bibtexText(text)).toBe(field);
  });
});

describe('a citation', () => {
  test('names the record, the position with its day, and the address that leads back to it', () => {
    expect(citationText(cited)).toBe(
      '“Rockets at Balad Air Base, 3 May 2021”. Palimpsest, as recorded up to event #132 on 2026-11-26. http://127.0.0.1:3000/incidents/balad-2021-05-03?asOf=132',
    );
    expect(citationBibtex(cited)).toBe(`@misc{palimpsest-incidents-balad-2021-05-03-132,
  title = {{Rockets at Balad Air Base, 3 May 2021}},
  howpublished = {Palimpsest},
  year = {2026},
  month = nov,
  note = {As recorded up to event \\#132 on 2026-11-26},
  url = {http://127.0.0.1:3000/incidents/balad-2021-05-03?asOf=132},
}`);
  });

  test('keeps quotation marks in a title apart from its own', () => {
    expect(citationText({ ...cited, title: '“A day” was added' })).toMatch(/^“‘A day’ was added”\. Palimpsest/);
  });

  test('says by when what it rests on was published, where that was asked', () => {
    const asked = { ...cited, publishedBy: '2021-05-04' };
    for (const citation of [citationText(asked), citationBibtex(asked)])
      expect(citation).toContain('on 2026-11-26, of what was published by 2021-05-04');
  });

  test('is one entry with every brace closed, whatever the title and the address hold', () => {
    fc.assert(
      fc.property(words, words, (title, search) => {
        const address = new URL(`http://127.0.0.1:3000/claims?${new URLSearchParams({ text: search.toWellFormed() })}`);
        const entry = citationBibtex({ ...cited, title, address: address.href });
        expect(entry).toMatch(/^@misc\{[a-z0-9-]+,\n/);
        const depths = bracesAround(entry);
        expect(depths.at(-1)).toBe(0);
        expect(depths.indexOf(0, 6)).toBe(depths.length - 1);
        expect(entry.split('\n')).toHaveLength(8);
        expect(entry).not.toMatch(/url = \{[^}]*[{\\\s]/);
      }),
    );
  });
});

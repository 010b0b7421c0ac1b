/** What changed, for programs that look again and again: as Atom (RFC 4287, pages as in RFC 5005) or JSON Feed 1.1. */
export type Feed = {
  /** A permanent URI, the same wherever the ledger is served. */
  id: string;
  title: string;
  /** One sentence: what stands in it. */
  about: string;
  /** When something last changed, as RFC 3339 writes it. */
  updated: string;
  /** The address of this page of the feed, and of the page a person reads. */
  self: string;
  page: string;
  /** The address of the older entries; null where there are none. */
  next: string | null;
  entries: FeedEntry[];
};

/** One event of a feed. */
export type FeedEntry = {
  /** A permanent URI, the same in whichever feed the event stands. */
  id: string;
  url: string;
  title: string;
  updated: string;
  author: string;
  /** What it did, as HTML. */
  html: string;
};

/** The two forms of a feed, by the last part of their addresses. */
export const feedForms = {
  'feed.atom': { type: 'application/atom+xml', write: atomFeed },
  'feed.json': { type: 'application/feed+json', write: jsonFeed },
} as const;

/** The name of a form of feed, which is the last part of its address. */
export type FeedForm = keyof typeof feedForms;

/** A feed as Atom: well-formed XML 1.0, whatever its texts hold. */
export function atomFeed({ id, title, about, updated, self, page, next, entries }: Feed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `<id>${escaped(id)}</id>`,
    `<title>${escaped(title)}</title>`,
    `<subtitle>${escaped(about)}</subtitle>`,
    `<updated>${escaped(updated)}</updated>`,
    '<generator>Palimpsest</generator>',
    `<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(page)}"/>`,
    ...(next === null ? [] : [`<link rel="next" type="application/atom+xml" href="${escaped(next)}"/>`]),
    ...entries.map((entry) =>
      [
        '<entry>',
        `<id>${escaped(entry.id)}</id>`,
        `<title>${escaped(entry.title)}</title>`,
        `<updated>${escaped(entry.updated)}</updated>`,
        `<author><name>${escaped(entry.author)}</name></author>`,
        `<link rel="alternate" type="text/html" href="${escaped(entry.url)}"/>`,
        `<content type="html">${escaped(entry.html)}</content>`,
        '</entry>',
      ].join('\n'),
    ),
    '</feed>\n',
  ].join('\n');
}

/** A feed as JSON Feed 1.1. */
export function jsonFeed({ title, about, self, page, next, entries }: Feed): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: page,
    feed_url: self,
    description: about,
    ...(next === null ? {} : { next_url: next }),
    language: 'en',
    items: entries.map(({ id, url, title, updated, author, html }) => ({
      id,
      url,
      title,
      content_html: html,
      date_published: updated,
      authors: [{ name: author }],
    })),
  };
  return `${JSON.stringify(feed, null, 2)}\n`;
}

/** A text inside XML or HTML, also in an attribute. What XML 1.0 has no place for, U+FFFD stands for. */
export const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    // A bare carriage return would be read as a line's end.
    .replace(/[&<>"'\r]/g, (sign) => references[sign] ?? sign);

const references: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;',
};

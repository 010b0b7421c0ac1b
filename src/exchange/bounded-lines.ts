/** A line of a file, counted from 1; `text` is a sentence's reason instead where it cannot be read as text. */
export type BoundedLine = { number: number; text: string } | { number: number; unreadable: string };

/** Longer than any command or event can be, whatever its escapes. */
export const longestLineBytes = 16_000_000;

const lineFeed = 0x0a;

/**
 * The lines of UTF-8 bytes, without line feed, carriage return or a leading byte order mark. A line that is too long or
 * not UTF-8 is answered as unreadable and the next one goes on: memory holds one line of at most `longest` bytes.
 */
export async function* boundedLines(
  bytes: AsyncIterable<Uint8Array>,
  longest: number = longestLineBytes,
): AsyncGenerator<BoundedLine> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  let number = 0;
  const keep = (piece: Uint8Array) => {
    length += piece.length;
    if (length <= longest) pieces.push(piece);
    else pieces = [];
  };
  const take = (): BoundedLine => {
    number += 1;
    const line = length > longest ? tooLong(number, longest) : textOf(number, Buffer.concat(pieces));
    pieces = [];
    length = 0;
    return line;
  };
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.subarray(start));
  }
  if (length > 0) yield take();
}

const tooLong = (number: number, longest: number): BoundedLine => ({
  number,
  unreadable: `It is longer than ${longest / 1_000_000} million bytes.`,
});

function textOf(number: number, bytes: Uint8Array): BoundedLine {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: number > 1 }).decode(bytes);
    return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text };
  } catch {
    return { number, unreadable: 'It is not text in UTF-8.' };
  }
}

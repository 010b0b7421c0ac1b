import type { Readable } from 'node:stream';

/**
 * The lines of a UTF-8 stream, without line feed, carriage return or a leading byte order mark. Splits at line feeds only:
 * node:readline also splits at U+2028, which JSON strings may hold.
 */
export async function* readLines(stream: Readable): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  const pieces: string[] = [];
  let isFirst = true;
  const take = (): string => {
    const line = pieces.join('').replace(/\r$/u, '');
    pieces.length = 0;
    const text = isFirst ? line.replace(/^\uFEFF/u, '') : line;
    isFirst = false;
    return text;
  };
  for await (const chunk of stream) {
    const [head = '', ...tails] = String(chunk).split('\n');
    pieces.push(head);
    for (const tail of tails) {
      yield take();
      pieces.push(tail);
    }
  }
  if (pieces.some((piece) => piece !== '')) yield take();
}

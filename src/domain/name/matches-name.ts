import { askedWords, searchWords } from './search-words';

/** A shorter sound begins too many others; it must be the whole sound. */
const SHORTEST_BEGINNING = 3;

/**
 * Whether a name is among the answers to a query; the rule that the database's search keeps to. Each word asked for
 * (see `askedWords`) must match some word of the name: one of its spellings begins one of the name's, or one of its
 * sounds is one of the name's, or begins one when it has at least three letters. A query without words asks for nothing
 * and matches every name.
 */
export function matchesName(query: string, name: string): boolean {
  const found = searchWords(name);
  return askedWords(query).every(
    ({ words, sounds }) =>
      words.some((word) => found.words.some((other) => other.startsWith(word))) ||
      sounds.some((sound) =>
        found.sounds.some(
          (other) => other === sound || (sound.length >= SHORTEST_BEGINNING && other.startsWith(sound)),
        ),
      ),
  );
}

/** Whether each word asked for begins a word of the name as it is written: a closer match than one by sound. */
export function matchesAsWritten(query: string, name: string): boolean {
  const found = searchWords(name);
  return askedWords(query).every(({ words }) =>
    words.some((word) => found.words.some((other) => other.startsWith(word))),
  );
}

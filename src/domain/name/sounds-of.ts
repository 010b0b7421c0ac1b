/** A letter or group of letters may sound like any of these; the first is the most usual. */
type Sounding = readonly string[];

/** What a letter is at the beginning of a word, where a vowel or a weak consonant is heard in every spelling. */
const initial: [letters: string, Sounding][] = [
  ['aeiouاعءٱ', ['a']],
  ['hهحھہ', ['h']],
  ['wو', ['w']],
  ['yيیى', ['y']],
  ['v', ['f', 'w']],
];

/**
 * What letters are elsewhere. Letters not listed are silent: vowels, since one script leaves them out and the other
 * chooses among them, and h, w, y, ه, ح, و, ي, ع and hamza, which transliterations drop or use for vowels.
 */
const inside: [spellings: string, Sounding][] = [
  ['sch sh s\u0327 s\u030c s\u0323h ش چ', ['c']],
  ['ch c\u0327 c\u030c', ['c', 'k']],
  ['ck kh k q ك ک خ', ['k']],
  ['ق', ['k', 'g']],
  ['gh غ گ', ['g']],
  ['th', ['t', 'd']],
  ['dh', ['d', 'z']],
  ['ph f ف ڤ', ['f']],
  ['zh z\u030c dj j ژ', ['j']],
  ['ج', ['j', 'g']],
  ['b p ب پ', ['b']],
  ['t ت ط', ['t']],
  ['d د', ['d']],
  ['ث', ['t', 's']],
  ['ذ ض', ['d', 'z']],
  ['ظ', ['z', 'd']],
  ['ة', ['', 't']],
  ['s س ص', ['s']],
  ['z ز', ['z']],
  ['r ر ڕ', ['r']],
  ['l ل ڵ', ['l']],
  ['m م', ['m']],
  ['n ن', ['n']],
  ['x', ['ks', 'k']],
  ['v', ['f', '']],
];
/** Before e, i and y. */
const soft: Record<string, Sounding> = { c: ['s', 'k'], g: ['g', 'j'] };
const hard: Record<string, Sounding> = { c: ['k'], g: ['g'] };

const atStart = new Map(initial.flatMap(([letters, sounding]) => [...letters].map((letter) => [letter, sounding])));
const elsewhere = new Map(inside.flatMap(([all, sounding]) => all.split(' ').map((spelling) => [spelling, sounding])));
const longestSpelling = 3;

/** Alternatives multiply; eight hold every name the house was tried with. */
const MOST = 8;
const LONGEST = 40;

/**
 * The consonant skeletons of a word, at most eight of at most 40 letters: equal for the usual transliterations of a name
 * and for its Arabic, Persian or Kurdish spelling (Erbil, Irbil, أربيل → `arbl`). Takes a word in lower case and NFKD.
 * Several, because a letter may be one of two sounds: ج is j or g, the v of Victoria is ف and that of Nineveh و. None
 * for digits and for letters of other scripts. The choice of letters is the house's own, after the romanisations in use
 * (ALA-LC, BGN/PCGN, French and newspaper spelling).
 */
export function soundsOf(word: string): string[] {
  if (!/^(?:[a-z]|\p{M}|[ء-ي]|[ٱ-ە])+$/u.test(word)) return [];
  // The name of God is written with two lams and one alef left out; Latin doubles are doubled sounds.
  const text = word.replace(/^الله/, 'اله').replace(/لله/g, 'له');
  let sounds = [''];
  let last = '';
  for (let at = 0; at < text.length; ) {
    const [spelling, sounding] = soundingAt(text, at);
    const isDouble = spelling === last && /[a-z]/.test(spelling);
    if (!isDouble) sounds = extend(sounds, sounding);
    last = spelling;
    at += spelling.length;
  }
  return [...new Set(sounds.map((sound) => sound.slice(0, LONGEST)))];
}

function soundingAt(text: string, at: number): [spelling: string, Sounding] {
  const letter = text[at] as string;
  const next = text[at + 1] ?? '';
  if (at === 0 && next === '\u0654' && 'ويی'.includes(letter)) return [letter + next, ['a']];
  for (let length = longestSpelling; length > 0; length--) {
    const spelling = text.slice(at, at + length);
    const sounding = elsewhere.get(spelling);
    if (sounding && spelling.length === length && !(at === 0 && atStart.has(spelling))) return [spelling, sounding];
  }
  if (at === 0 && atStart.has(letter)) return [letter, atStart.get(letter) as Sounding];
  return [letter, ('eiy'.includes(next || '-') ? soft : hard)[letter] ?? ['']];
}

function extend(sounds: string[], sounding: Sounding): string[] {
  const usual = sounding.slice(0, sounds.length * sounding.length > MOST ? 1 : undefined);
  return usual.flatMap((more) => sounds.map((sound) => sound + more));
}

/** The skeletons of two words written as one: inside a word its first vowel or weak consonant is silent. */
export function joinedSounds(first: readonly string[], second: readonly string[]): string[] {
  const joined = first.flatMap((a) =>
    second.map((b) => {
      const tail = b.replace(/^[ahwy]/, '');
      return (a + (a.endsWith(tail[0] ?? '-') ? tail.slice(1) : tail)).slice(0, LONGEST);
    }),
  );
  return [...new Set(joined)].slice(0, MOST);
}

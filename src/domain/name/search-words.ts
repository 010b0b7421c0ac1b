import { joinedSounds, soundsOf } from './sounds-of';

/** A word of a name or a query, in the spellings and the sounds under which it is found. */
export interface SearchWord {
  /** Its normalised spellings: without the article, and with the article written on. */
  readonly words: readonly string[];
  /** Its skeletons, and those it makes with the word before and the word after written as one. */
  readonly sounds: readonly string[];
}

type Heard = SearchWord & { own: readonly string[]; mayBeLeftOut: boolean };
type Token = { forms: string[]; sounds: string[]; isGrammar: boolean };

const MOST_READ = 2000;
const MOST_WORDS = 64;
const LONGEST_WORD = 40;

/** Shorter skeletons are shared by too many words. */
const SHORTEST_SOUND = 2;

/**
 * What a name is found by, for an index: at most 64 words and 64 sounds of at most 40 characters, none twice.
 *
 * Words are in lower case, without marks, apostrophes, tatweel and hamza (its seat stays, as for people who leave it
 * out); letters of the Arabic script that stand for one another are one (آأإٱ, ىيیێ, ةهە, كک, وۆ), digits ASCII. A word
 * with an article (al-Asad, al Asad, ash-Sham, الأسد) is there twice: without it, for people who leave it out, and with
 * it written on (`alasad`, `الاسد`), for people who do that or are still typing it. All other characters separate.
 * Writing that has no spaces stays one word.
 *
 * Sounds are skeletons (see `soundsOf`) of each word, and of each two neighbours written as one: حزب الله is Hezbollah,
 * صلاح الدين is Saladin. Words of English grammar have none. What does not fit is left off, the neighbours first.
 */
export function searchWords(text: string): { words: string[]; sounds: string[] } {
  const heard = hear(text);
  return {
    words: first(heard.flatMap(({ words }) => words)),
    sounds: first([...heard.flatMap(({ own }) => own), ...heard.flatMap(({ sounds }) => sounds)]),
  };
}

/**
 * The words of a query that a name must all match; see `matchesName`. A word too short to have a sound (Taha, al), or
 * of English grammar (of, the), is left out when the query has others: spelt in another script it would match no name
 * at all. When it stands alone, or among its like, it is asked for. Digits and words of scripts that have no sounds are
 * always asked for.
 */
export function askedWords(query: string): SearchWord[] {
  const heard = hear(query);
  const asked = heard.filter(({ mayBeLeftOut }) => !mayBeLeftOut);
  return (asked.length > 0 ? asked : heard).map(({ words, sounds }) => ({ words, sounds }));
}

function hear(text: string): Heard[] {
  const tokens = tokensOf(text);
  const pairs = tokens.slice(1).map((token, i) => joinedSounds((tokens[i] as Token).sounds, token.sounds));
  return tokens.map(({ forms, sounds, isGrammar }, i) => {
    const own = sounds.filter(isLongEnough);
    const neighbours = [...(pairs[i - 1] ?? []), ...(pairs[i] ?? [])].filter(isLongEnough);
    return {
      words: forms,
      own,
      sounds: [...new Set([...own, ...neighbours])],
      mayBeLeftOut: isGrammar || (own.length === 0 && sounds.length > 0),
    };
  });
}

const isLongEnough = (sound: string) => sound.length >= SHORTEST_SOUND;

const first = (all: string[]) => [...new Set(all)].slice(0, MOST_WORDS);

function tokensOf(text: string): Token[] {
  const spelled = spelling(text);
  const pieces = [...spelled.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)];
  const tokens: Token[] = [];
  let article = '';
  for (const [i, { 0: piece, index }] of pieces.entries()) {
    const next = pieces[i + 1];
    if (next && !article && isArticle(piece, spelled.slice(index + piece.length, next.index), next[0])) {
      article = piece;
      continue;
    }
    const spellings = article ? [piece, article + piece] : withoutArabicArticle(piece);
    article = '';
    const forms = [...new Set(spellings.map(fold))].filter((word) => word !== '');
    if (forms.length > 0) tokens.push({ forms, sounds: heardIn(spellings), isGrammar: grammar.has(piece) });
    if (tokens.length === MOST_WORDS) break;
  }
  return tokens;
}

/** The words that hold titles together would sound like names: “on” like Ain. */
const grammar = new Set('a an and at by for from in of on or the to with'.split(' '));

/** Of a noun and, when it has one, its noun with the article; before a sun letter the article's l is not heard: Asharq. */
function heardIn([noun = '', articled]: readonly string[]): string[] {
  if (grammar.has(noun)) return [];
  const sounds = soundsOf(cut(noun));
  if (articled === undefined) return sounds;
  const assimilated = sounds
    .filter((sound) => /^[tdszcnlr]/.test(sound))
    .map((sound) => `a${sound}`.slice(0, LONGEST_WORD));
  return [...new Set([...sounds, ...soundsOf(cut(articled)), ...assimilated])];
}

/** Lower case, compatibility characters taken apart, nothing inside words that is not written by everybody. */
const spelling = (text: string) =>
  text
    .slice(0, MOST_READ)
    // Apostrophes and the signs for hamza and ayn, tatweel, and what is invisible, such as marks of direction.
    .replace(/['`´‘’‛′ʹʻʼʽʾʿˈˊˋ＇ـ\p{Cf}]/gu, '')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/['ـ]/g, '')
    .replace(/[ıßæœøłđðþς]/g, (letter) => otherLatin[letter] ?? letter)
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15));

const otherLatin: Record<string, string> = {
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ς: 'σ',
};

const hyphen = /^[-\u2010-\u2015]$/;
const space = /^\s+$/;

/** “al” and “el” before anything; the assimilated forms, which are also English words, only when the spelling shows it. */
function isArticle(piece: string, between: string, next: string): boolean {
  if (!/^\p{L}/u.test(next)) return false;
  if (/^[ae]l$/.test(piece)) return hyphen.test(between) || space.test(between);
  const assimilated = /^[aeu](l|t|th|d|dh|r|z|s|sh|n)$/.exec(piece);
  if (!assimilated) return false;
  return hyphen.test(between) || (space.test(between) && next.startsWith(assimilated[1] as string));
}

function withoutArabicArticle(word: string): string[] {
  const isGod = /^الل\p{M}*ه$/u.test(word);
  const noun = word.replace(/^ا\p{M}*ل(?=\p{L})/u, '');
  return noun !== word && !isGod && fold(word).length >= 4 ? [noun, word] : [word];
}

/** A word as it is compared by its letters. */
const fold = (word: string) =>
  cut(
    word
      .replace(/[\p{M}ء]/gu, '')
      .replace(/ٱ/g, 'ا')
      .replace(/[ىیېێے]/g, 'ي')
      .replace(/[ةەھہۃ]/g, 'ه')
      .replace(/ک/g, 'ك')
      .replace(/[ۆۇۈۋ]/g, 'و')
      .replace(/ڕ/g, 'ر')
      .replace(/ڵ/g, 'ل'),
  );

/** Whole characters, so that no half of one is left. */
function cut(word: string): string {
  if (word.length <= LONGEST_WORD) return word;
  const short = word.slice(0, LONGEST_WORD);
  return /[\ud800-\udbff]$/.test(short) ? short.slice(0, -1) : short;
}

/**
 * The languages that documents about the region mostly come in, to choose from: BCP 47 tag and English name, the most
 * likely first. Any other tag may be written; the list refuses nothing.
 */
export const languageNames = [
  { code: 'ar', name: 'Arabic' },
  { code: 'en', name: 'English' },
  { code: 'fa', name: 'Persian' },
  { code: 'ckb', name: 'Kurdish (Sorani)' },
  { code: 'ku', name: 'Kurdish (Kurmanji)' },
  { code: 'tr', name: 'Turkish' },
  { code: 'he', name: 'Hebrew' },
  { code: 'ur', name: 'Urdu' },
  { code: 'ps', name: 'Pashto' },
  { code: 'syr', name: 'Syriac' },
  { code: 'hy', name: 'Armenian' },
  { code: 'az', name: 'Azerbaijani' },
  { code: 'uk', name: 'Ukrainian' },
  { code: 'ru', name: 'Russian' },
  { code: 'fr', name: 'French' },
  { code: 'de', name: 'German' },
  { code: 'es', name: 'Spanish' },
  { code: 'pt', name: 'Portuguese' },
  { code: 'it', name: 'Italian' },
  { code: 'nl', name: 'Dutch' },
  { code: 'pl', name: 'Polish' },
  { code: 'el', name: 'Greek' },
  { code: 'hi', name: 'Hindi' },
  { code: 'id', name: 'Indonesian' },
  { code: 'zh', name: 'Chinese' },
  { code: 'ja', name: 'Japanese' },
] as const satisfies readonly { code: string; name: string }[];

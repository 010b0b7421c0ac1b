declare module 'edtf' {
  /** The raw syntax tree; the package ships no types. Months count from 0. Throws on text that is not EDTF. */
  export function parse(text: string): unknown;
}

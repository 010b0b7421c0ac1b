import * as z from 'zod';

const loneSurrogate = /\p{Surrogate}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const control = /[\u0000-\u001f\u007f-\u009f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const controlButTabAndNewline = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/**
 * Text of one or more lines as a person types it: trimmed, 1 to `maxLength` characters. Refuses, each with a sentence:
 * nothing but space, too long, half a character (a lone surrogate), control characters other than newline and tab.
 */
export const plainText = (maxLength: number) => plain(maxLength, controlButTabAndNewline);

/** As `plainText`, on one line: newline and tab are refused as well. For names, terms and titles. */
export const plainLine = (maxLength: number) => plain(maxLength, control);

function plain(maxLength: number, forbidden: RegExp) {
  return z
    .string({ error: 'Write this as text.' })
    .trim()
    .min(1, 'Write something here.')
    .max(maxLength, `Use at most ${maxLength} characters.`)
    .refine((text) => !loneSurrogate.test(text), 'The text holds half a character (a lone surrogate).')
    .refine((text) => !forbidden.test(text), { error: ({ input }) => nameControl(String(input), forbidden) });
}

function nameControl(text: string, forbidden: RegExp): string {
  const code = forbidden.exec(text)?.[0].charCodeAt(0) ?? 0;
  return `The text holds the control character U+${code.toString(16).toUpperCase().padStart(4, '0')}.`;
}

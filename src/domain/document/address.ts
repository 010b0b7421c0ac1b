import * as z from 'zod';

/**
 * The web address of a document: http or https, at most 2,048 characters, without user name or password.
 * Nothing ever fetches it; `javascript:` and every other scheme is refused so that no page can be made to run it.
 */
export const addressSchema = z
  .string()
  .trim()
  .max(2048, 'An address has at most 2,048 characters.')
  .refine((text) => isWebAddress(text), 'Enter a web address that begins with http:// or https://.');

/** Whether a text is an http or https address without space, control characters, user name or password. */
export const isWebAddress = (text: string): boolean => {
  if (!/^https?:\/\//i.test(text) || /[\s\p{Cc}\p{Cs}]/u.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  return url.username === '' && url.password === '';
};

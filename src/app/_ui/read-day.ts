import type { LocalDay } from '@/domain/answer/local-day';
import { denoteTime } from '@/domain/answer/time';

/** A part of an address as Next hands it over. */
export type Asked = string | string[] | undefined;

/** A part of an address as it was typed; nothing where it stands there twice. */
export const textOf = (asked: Asked): string => (typeof asked === 'string' ? asked.trim() : '');

/** A day typed into the address, written 2021-05-03; nothing where none was. */
export function readDay(asked: Asked): LocalDay | undefined | 'unreadable' {
  if (asked === undefined || asked === '') return undefined;
  const text = textOf(asked);
  const span = /^\d{4}-\d{2}-\d{2}$/.test(text) ? denoteTime(text)?.spans[0] : undefined;
  return span ? { text, ...span } : 'unreadable';
}

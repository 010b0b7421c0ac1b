import { redirect } from 'next/navigation';
import type * as z from 'zod';
import { keepMoment, reading } from './reading';

/** What an address asks for, by name, each as it was written. */
export type Given = Readonly<Record<string, string>>;

/** Why an address cannot be answered: which part, as far as it was written, and what to do. */
export type AddressFault = { field: string; value: string; reason: string };

/** The parameters of a page as Next hands them over. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** Enough of a value to know it again. */
const mostShown = 60;

/**
 * Reads what an address asks of a list. A part the list does not know is left out; one that cannot be read, or stands
 * there twice, is a fault that names it. A form sends its empty fields too: such an address is sent on without them.
 */
export async function readAddress<Schema extends z.ZodObject>(
  path: string,
  schema: Schema,
  params: SearchParams,
): Promise<{ given: Given; asked: z.output<Schema> | null; fault: AddressFault | null }> {
  const parts = Object.entries(await params).filter(([name]) => Object.hasOwn(schema.shape, name));
  const given = Object.fromEntries(
    parts.flatMap(([name, value]) => (typeof value === 'string' && value.trim() !== '' ? [[name, value]] : [])),
  );
  const twice = parts.find(([, value]) => Array.isArray(value));
  if (twice)
    return { given, asked: null, fault: faultOf(twice[0], String(twice[1]), 'Ask for one of these at a time.') };
  if (parts.length > Object.keys(given).length) {
    await reading();
    redirect(keepMoment(addressOf(path, given)));
  }
  const outcome = schema.safeParse(given);
  if (outcome.success) return { given, asked: outcome.data, fault: null };
  const issue = outcome.error.issues[0];
  const field = String(issue?.path[0] ?? '');
  return { given, asked: null, fault: faultOf(field, given[field] ?? '', issue?.message ?? 'This cannot be read.') };
}

const faultOf = (field: string, value: string, reason: string): AddressFault => ({
  field,
  value: value.length > mostShown ? `${value.slice(0, mostShown)}…` : value,
  reason,
});

/** A part of an address as text; its own text where it cannot be decoded: something of that name may exist. */
export function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a list that asks for this. */
export function addressOf(path: string, given: Given): string {
  const asked = new URLSearchParams(given).toString();
  return asked === '' ? path : `${path}?${asked}`;
}

/** The first page of what an address asks for, without these parts. */
export const without = (given: Given, parts: readonly string[]): Given =>
  Object.fromEntries(Object.entries(given).filter(([name]) => ![...parts, 'before', 'after'].includes(name)));

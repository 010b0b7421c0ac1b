import { isValidElement, type ReactNode } from 'react';
import { Sign } from './sign';

/**
 * The words of what a page says, without its markup: so that a sentence is said in one place, also where only text can
 * stand. Calls components as functions, which those without state of their own can be; throws for what is no plain tree.
 */
export function plainWords(node: ReactNode): string {
  if (node === null || node === undefined || typeof node === 'boolean') return '';
  if (typeof node === 'string' || typeof node === 'number' || typeof node === 'bigint') return String(node);
  if (Array.isArray(node)) return node.map(plainWords).join('');
  if (!isValidElement<{ children?: ReactNode; name?: string }>(node)) throw new TypeError('These are no plain words.');
  // A sign is drawn beside words that say the same to whoever does not see it.
  if (node.type === Sign) return '';
  if (typeof node.type !== 'function') return plainWords(node.props.children);
  return plainWords((node.type as (props: unknown) => ReactNode)(node.props));
}

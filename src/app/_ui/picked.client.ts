/** What a name field holds before something typed that was not picked. No identifier begins so. */
const typedPrefix = '?';

/** What a name field holds for a text that was typed and not picked: it is kept with the draft, and names nothing. */
export const asTyped = (text: string): string => (text ? `${typedPrefix}${text}` : '');

/** The text that was typed and not picked; empty where something was. */
export const typedIn = (value: string): string =>
  value.startsWith(typedPrefix) ? value.slice(typedPrefix.length) : '';

/** The identifier a name field holds; empty when nothing was picked. */
export const pickedIn = (value: string): string => (value.startsWith(typedPrefix) ? '' : value);

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** A new opaque identifier: the prefix and 60 random bits in lower-case base32, such as `c-k3v9…`. */
export function mintId(prefix: 'c' | 'd' | 'i' | 'p' | 'r' | 's'): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `${prefix}-${Array.from(bytes, (byte) => alphabet[byte % 32]).join('')}`;
}

/** A part of an address as it was meant: its own text where it cannot be decoded, since a question of that name may exist. */
export function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

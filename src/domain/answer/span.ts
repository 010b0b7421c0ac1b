/** Instants from `from` up to but not including `to`, in seconds since 1970-01-01T00:00Z; either end may be infinite. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The same instants as the fewest spans, in order. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1);
    if (span.from >= span.to) continue;
    if (last && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return joined;
}

/** The instants both have. Both lists joined and in order, as `joinSpans` leaves them. */
export function intersectSpans(a: readonly Span[], b: readonly Span[]): Span[] {
  const shared: Span[] = [];
  for (let i = 0, j = 0; ; ) {
    const left = a[i];
    const right = b[j];
    if (!left || !right) return shared;
    const from = Math.max(left.from, right.from);
    const to = Math.min(left.to, right.to);
    if (from < to) shared.push({ from, to });
    if (left.to < right.to) i++;
    else j++;
  }
}

/** Whether every instant of `inner` is one of `outer`. */
export const spansContain = (outer: readonly Span[], inner: readonly Span[]) =>
  inner.every(({ from, to }) => outer.some((span) => span.from <= from && to <= span.to));

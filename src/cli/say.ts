/** Prints one plain line. */
export type Say = (line: string) => void;

/** Standard output, or silence once nobody reads it any more. */
export const say: Say = (line) => {
  process.stdout.write(`${line}\n`);
};

/** How long ago `began` (milliseconds) was, for people: "0.4 s", "27 s". */
export function since(began: number): string {
  const seconds = (Date.now() - began) / 1000;
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}

/** Says what is under way, but at most once a second: `line` is asked for only then. */
export function everySecond(say: Say): (line: () => string) => void {
  let last = Date.now();
  return (line) => {
    if (Date.now() - last < 1000) return;
    last = Date.now();
    say(line());
  };
}

/** A count for people: "12,345". */
export const counted = (n: number): string => n.toLocaleString('en');

import { performance } from 'node:perf_hooks';

/** What a round came to: operations a second, and the time of the middle one in milliseconds. */
export type Round = { perSecond: number; medianMs: number };

/** Ours and the baseline, measured in turn. */
export type Comparison = { ours: Round[]; baseline: Round[] };

/** One measured figure. Only the ratio is for quoting: the rest is this machine's, on this day. */
export type Figure = {
  figure: string;
  measure: keyof Round;
  ours: number;
  baseline: number;
  /** Ours over the baseline: the median of the rounds' own ratios, so that what slows both for a while cancels out. */
  ratio: number;
  lowest: number;
  highest: number;
  better: 'higher' | 'lower';
  baselineName: string;
  meaning: string;
};

/**
 * So many clients, each sending its next operation once the last was answered, for `ms` milliseconds or until
 * `most` operations were sent.
 */
export async function drive(
  { clients, ms, most = Number.POSITIVE_INFINITY }: { clients: number; ms: number; most?: number },
  operation: () => Promise<unknown>,
): Promise<Round> {
  const took: number[] = [];
  const began = performance.now();
  let sent = 0;
  const client = async () => {
    while (sent < most && performance.now() - began < ms) {
      sent += 1;
      const at = performance.now();
      await operation();
      took.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { perSecond: (took.length * 1000) / (performance.now() - began), medianMs: median(took) };
}

/** Rounds of both in turn, after one of each that is not counted; who goes first alternates too. */
export async function interleave(
  rounds: number,
  ours: () => Promise<Round>,
  baseline: () => Promise<Round>,
): Promise<Comparison> {
  await ours();
  await baseline();
  const comparison: Comparison = { ours: [], baseline: [] };
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) comparison.ours.push(await ours());
    comparison.baseline.push(await baseline());
    if (round % 2 === 1) comparison.ours.push(await ours());
  }
  return comparison;
}

/** Makes a figure of a comparison; `meaning` says in one sentence what the ratio means. */
export function figureOf(
  about: { figure: string; measure: keyof Round; baselineName: string; meaning: (ratio: string) => string },
  { ours, baseline }: Comparison,
): Figure {
  const { figure, measure, baselineName } = about;
  const valuesOf = (rounds: Round[]) => rounds.map((round) => round[measure]);
  const against = valuesOf(baseline);
  const ratios = valuesOf(ours).map((value, round) => value / (against[round] as number));
  const ratio = median(ratios);
  return {
    figure,
    measure,
    ours: median(valuesOf(ours)),
    baseline: median(against),
    ratio,
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    better: measure === 'perSecond' ? 'higher' : 'lower',
    baselineName,
    meaning: about.meaning(short(ratio)),
  };
}

/** Two significant digits are what such a measurement is good for. */
export const short = (value: number): string => String(Number(value.toPrecision(value >= 100 ? 3 : 2)));

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  const high = sorted[upper] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[upper - 1] ?? high) + high) / 2;
}

import type { Say } from '@/cli/say';
import { type Figure, short } from './compare';

/** A table for people, then one line of JSON a figure. */
export function printFigures(figures: readonly Figure[], say: Say): void {
  const unit = ({ measure }: Figure) => (measure === 'perSecond' ? '/s' : ' ms');
  const rows = [
    ['figure', 'ours', 'baseline', 'ratio', '(rounds from to)', 'what it means'],
    ...figures.map((figure) => [
      figure.figure,
      `${short(figure.ours)}${unit(figure)}`,
      `${short(figure.baseline)}${unit(figure)}`,
      short(figure.ratio),
      `(${short(figure.lowest)} to ${short(figure.highest)})`,
      figure.meaning,
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  say('');
  for (const cells of rows)
    say(
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  say('');
  for (const { figure, ratio, better, baselineName } of figures)
    say(JSON.stringify({ figure, ratio: Number(short(ratio)), better, baseline: baselineName }));
}

/** The height of the tallest mark, and of one that changed no question. */
export const marksHeight = 16;
const least = 3;

/** So many marks at most stand beside each other: of more revisions, neighbours share one. */
const mostMarks = 200;

/**
 * The marks over a slider, as two paths on a ground 100 wide: one mark for each revision, or for several neighbours, as high as
 * the most questions one of them changed; and the mark of the revision `at`, counted from 1.
 */
export function layOutRevisions(changed: readonly number[], at: number): { marks: string; mark: string } {
  const share = Math.ceil(changed.length / mostMarks);
  const most = changed.reduce((one, other) => Math.max(one, other), 1);
  const count = Math.ceil(changed.length / share);
  const drawn = Array.from({ length: count }, (_, mark) => {
    const questions = changed.slice(mark * share, (mark + 1) * share).reduce((one, other) => Math.max(one, other), 0);
    const x = count === 1 ? 50 : (mark / (count - 1)) * 100;
    const height = least + ((marksHeight - least) * questions) / most;
    return `M${round(x)},${marksHeight}V${round(marksHeight - height)}`;
  });
  return { marks: drawn.join(''), mark: drawn[Math.floor((at - 1) / share)] ?? '' };
}

const round = (n: number): number => Math.round(n * 100) / 100;

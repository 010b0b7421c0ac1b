import { diffArrays } from 'diff';

/** A run of text that both texts have, or one of them alone. */
export type WordRun = { kind: 'same' | 'gone' | 'new'; text: string };

/** Beyond so many words taken away and put in, two texts are told as two: nobody reads what would be left between them. */
const mostEdits = 1000;

const words = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * What of a text was replaced, cut at words in any script. The runs that are not new are the text before, those that are not
 * gone the text after. What is gone stands before what is new in its place, and two changes with no word between are one.
 */
export function wordChanges(before: string, after: string): WordRun[] {
  const parts = diffArrays(segmentsOf(before), segmentsOf(after), { maxEditLength: mostEdits });
  if (!parts) return runsOf([{ gone: before, new: after, same: '' }]);
  const hunks: Hunk[] = [{ gone: '', new: '', same: '' }];
  for (const { added, removed, value } of parts) {
    const last = hunks.at(-1) as Hunk;
    const text = value.join('');
    const isOpen = last.same === '';
    if (!added && !removed) last.same += text;
    else if (isOpen) last[added ? 'new' : 'gone'] += text;
    else if (!/[\p{L}\p{N}]/u.test(last.same) && (last.gone || last.new)) {
      // Between two changes a space or a comma alone is part of them.
      last.gone += last.same + (removed ? text : '');
      last.new += last.same + (added ? text : '');
      last.same = '';
    } else hunks.push({ gone: removed ? text : '', new: added ? text : '', same: '' });
  }
  return runsOf(hunks);
}

/** What was replaced, and what follows it in both texts. */
type Hunk = { gone: string; new: string; same: string };

const segmentsOf = (text: string): string[] => [...words.segment(text)].map(({ segment }) => segment);

const runsOf = (hunks: readonly Hunk[]): WordRun[] =>
  hunks.flatMap((hunk) =>
    (['gone', 'new', 'same'] as const).flatMap((kind) => (hunk[kind] === '' ? [] : { kind, text: hunk[kind] })),
  );

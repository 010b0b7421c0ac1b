import { describe, expect, test } from 'vitest';
import { blankWhen, type WhenDraft } from '@/app/_ui/date-draft.client';
import { draftValidity, readValidity } from '@/app/_ui/validity-draft.client';

const day = (day: string, month: string, year: string) => ({ day, month, year });
const typed = (form: string, date: Partial<WhenDraft['date']>): WhenDraft => ({
  form,
  date: { ...blankWhen.date, ...date },
});
const problemOf = (draft: WhenDraft) => {
  const read = readValidity(draft);
  return read && 'problems' in read ? read.problems[0] : undefined;
};

describe('for when an answer holds, as typed', () => {
  test.each([
    [typed('as-of', { from: day('3', 'May', '2021') }), '2021-05-03'],
    [typed('as-of', { from: day('', '5', '2021') }), '2021-05'],
    [typed('between', { from: day('', '3', '2020'), to: day('28', '2', '2021') }), '2020-03/2021-02-28'],
    [typed('still', { from: day('3', '5', '2021') }), '2021-05-03/..'],
    [typed('until', { from: day('3', '5', '2021') }), '../2021-05-03'],
    [typed('edtf', { edtf: ' 2020-03/2021-02? ' }), '2020-03/2021-02?'],
  ])('is read as EDTF: %#', (draft, edtf) => {
    expect(readValidity(draft)).toEqual({ value: edtf });
  });

  test('is nothing where the document does not say', () => {
    expect(readValidity(blankWhen)).toBeNull();
  });

  test('is refused at the field that has to be put right', () => {
    expect(problemOf(typed('as-of', { from: day('31', '2', '2021') }))?.field).toBe('date.from.day');
    expect(problemOf(typed('still', {}))?.field).toBe('date.from.year');
    const ended = typed('between', { from: day('', '3', '2021'), to: day('', '3', '2020') });
    expect(problemOf(ended)).toEqual({ field: 'date.to.year', message: 'It ends before it begins.' });
    expect(problemOf(typed('edtf', { edtf: '[2021-05-02,2021-05-03]' }))?.field).toBe('date.edtf');
  });

  test.each([
    '2021-05-03',
    '2021-05',
    '2021',
    '2020-03/2021-02-28',
    '2021-05-03/..',
    '../2021-05-03',
    '2021-05-03/',
    '/2021-05',
    '2020-03~/2021-02?',
    '2021-05-03~',
  ])('%s is read back as it was recorded', (edtf) => {
    expect(readValidity(draftValidity(edtf))).toEqual({ value: edtf });
  });
});

/** How each kind of answer answers, in words a person can choose by. */
export const answerKindWords: Record<string, string> = {
  count: 'a number',
  time: 'a date or time',
  place: 'a place',
  category: 'a kind, such as a weapon',
  party: 'a party, such as an armed group',
  truth: 'yes or no',
  tally: 'so many incidents in a time',
  text: 'words, which are not compared',
};

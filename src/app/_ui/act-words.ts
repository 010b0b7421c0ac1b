import type { Act } from '@/domain/act';

/** What kind of act an event records, as a filter names it. */
export const actWords: Record<Act, string> = {
  recorded: 'Claims recorded',
  corrected: 'Corrections of our record',
  revised: 'Revisions by the claimant',
  withdrawn: 'Answers taken back',
  marked: 'Errors in copying, exclusions',
  lineage: 'Where content comes from, who belongs to whom',
  graded: 'Grades',
  argued: 'Marks of evidence, requests, remarks',
  ruled: 'Rulings, dissents, reopenings',
  opened: 'Incidents opened, sites registered',
  registered: 'Sources, documents, people, vocabulary',
  reported: 'Reports and their reviews',
};

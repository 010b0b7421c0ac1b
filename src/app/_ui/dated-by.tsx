import { questionValue, thingValue } from '@/domain/recorded-value';
import { SetBy } from './set-by';

/** The event that set what is said of an incident's date; of one that nobody dates, the event that opened it. */
export const DatedBy = ({ id, setBy, dateSetBy }: { id: string; setBy: number; dateSetBy: number | null }) =>
  dateSetBy === null ? (
    <SetBy position={setBy} of={thingValue('incident', id)} what="The record" />
  ) : (
    <SetBy position={dateSetBy} of={questionValue('question', { kind: 'incident', id }, 'date')} what="The date" />
  );

import { momentKept } from './reading';

/** What a form that asks for a page sends along, so that its reader stays at the moment they stand at. */
export const KeepMoment = () =>
  Object.entries(momentKept()).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);

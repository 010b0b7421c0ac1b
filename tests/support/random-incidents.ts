import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Database } from '@/db/client';
import type { DomainEvent } from '@/domain/event';
import { incidentKinds } from '@/domain/incident/command';
import { applyEvent } from '@/projections/apply-event';
import type { RecordedEvent } from '@/projections/recorded-event';
import { saveWorld } from '@/projections/save-world';
import { emptyWorld, type World } from '@/projections/world';
import { chance } from './random-record';

/** Views of many incidents that a seed decides, made by the projection of events that were never appended. */
export type RandomIncidents = {
  world: World;
  /** Opens so many more incidents with claims about them, and writes what changed to the views. */
  grow(db: Database, incidents: number): Promise<void>;
  /** Lets events happen on their streams, and writes what changed to the views. */
  happen(db: Database, happenings: readonly [stream: string, event: DomainEvent][]): Promise<void>;
};

const sites = [
  { id: 'balad', name: 'Balad Air Base', aliases: ['قاعدة بلد الجوية'], within: ['Iraq', 'Salah al-Din'] },
  { id: 'asad', name: 'Ain al-Asad', aliases: ['عين الأسد'], within: ['Iraq', 'Anbar'] },
  { id: 'erbil', name: 'Erbil airport', aliases: ['Irbil', 'أربيل'], within: ['Iraq', 'Erbil'] },
];

const titles = [
  'Rockets at the base',
  'Drone over the airport',
  'Mortars near Balad',
  'Explosions, Salahuddin',
  'راجمة',
];

/** Dates as sources give them: days, one of two days, months, years, open ends, approximate and unknown ones. */
const dates = (day: string, other: string) => [
  day,
  `[${day},${other}]`,
  day.slice(0, 7),
  day.slice(0, 4),
  `${day.slice(0, 3)}X`,
  `${day}~`,
  `${day}?`,
  `../${day}`,
  `${day}/..`,
  `${day}T20:00:00+03:00`,
];

/** A record of many incidents that a seed decides; nothing is in it before it grows. */
export function randomIncidents(seed: number): RandomIncidents {
  const next = chance(seed);
  const upTo = (most: number) => Math.floor(next() * most);
  const pick = <Item>(items: readonly Item[]): Item => items[upTo(items.length)] as Item;
  const world = emptyWorld();
  let position = 0;
  let opened = 0;
  const happen = (stream: string, event: DomainEvent) => {
    const at = position++;
    const about = { position: at, stream, version: 1, eventId: `e-${at}`, appendId: `a-${at}`, appendEnd: at };
    const rest = { schemaVersion: 1, actor: 'p', recordedAt: '2021-06-01T00:00:00.000Z', hashed: {}, leaf: '' };
    applyEvent(world, { ...about, ...rest, ...event } as RecordedEvent);
  };
  const day = () => {
    const twoDigits = (value: number) => String(value).padStart(2, '0');
    return `${2015 + upTo(8)}-${twoDigits(1 + upTo(12))}-${twoDigits(1 + upTo(28))}`;
  };
  const begin = () => {
    for (const { id, ...about } of sites)
      happen(`site:${id}`, { type: 'SiteRegistered', data: { ...about, kind: 'base' } });
    for (const id of ['agency', 'paper', 'office'])
      happen(`source:${id}`, { type: 'SourceRegistered', data: { name: `The ${id}`, kind: 'outlet' } });
    for (const id of ['one', 'two'])
      happen(`document:${id}`, { type: 'DocumentRecorded', data: { title: `Page ${id}`, publisher: 'paper' } });
  };
  const open = () => {
    const id = `i-${opened++}`;
    const stream = `incident:${id}`;
    const site = next() < 0.8 ? pick(sites).id : undefined;
    const title = pick(titles);
    happen(stream, { type: 'IncidentOpened', data: { title, kind: pick(incidentKinds), ...(site && { site }) } });
    const claims = upTo(6);
    for (let claim = 0; claim < claims; claim++) {
      const answer = pick([
        () => ({ attribute: 'date', answer: { kind: 'time' as const, edtf: pick(dates(day(), day())) } }),
        () => ({ attribute: 'date', answer: { kind: 'time' as const, edtf: day() } }),
        () => ({ attribute: 'rockets', answer: { kind: 'count' as const, form: 'exactly' as const, n: upTo(3) } }),
        () => ({ attribute: 'wounded', answer: { kind: 'count' as const, form: 'at-least' as const, n: upTo(3) } }),
        () => ({ attribute: 'killed', answer: { kind: 'unknown' as const } }),
      ])();
      const relays = next() < 0.2 ? { relays: 'office' } : {};
      const about = { claim: `${id}-c${claim}`, document: pick(['one', 'two']), report: 'r' };
      const claimant = pick(['agency', 'paper']);
      happen(stream, { type: 'ClaimRecorded', data: { ...about, ...answer, claimant, ...relays } });
    }
  };
  const save = async (db: Database) => {
    await db.view.transaction((tx) => saveWorld(tx as unknown as PostgresJsDatabase, world));
    for (const touched of Object.values(world.touched)) touched.clear();
  };
  return {
    world,
    grow: async (db, incidents) => {
      if (position === 0) begin();
      for (let more = 0; more < incidents; more++) open();
      await save(db);
    },
    happen: async (db, happenings) => {
      if (position === 0) begin();
      for (const [stream, event] of happenings) happen(stream, event);
      await save(db);
    },
  };
}

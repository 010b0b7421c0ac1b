import { isDigestOf, isLeafOf } from '@/ledger/check';
import { type Copied, countCopied, countsApart, noCounts } from '@/ledger/copy-out';
import { sealedDigestsIn } from '@/ledger/envelope';
import type { BackupHeader } from './backup-file';
import { type BackupLine, BadBackup, badLine, readBackup } from './read-backup';

/** What a whole backup says of itself, and the digest of the ledger it was made of. */
export type CheckedBackup = { header: BackupHeader; digest: string };

/**
 * Reads the whole of a backup and checks that it is one ledger: every digest, every leaf against its event, every sealed
 * value against its digest, positions without a gap, versions without a gap on every stream, every append whole, and the
 * counts. Throws BadBackup with the first line that is wrong. Memory grows with the number of streams, not of events:
 * the appends and the sealed values are read beside the events, whose order is theirs.
 */
export async function checkBackup(
  file: string,
  onProgress: (events: number, of: number) => void = () => {},
): Promise<CheckedBackup> {
  const appends = new Beside(file, 'append');
  const sealed = new Beside(file, 'sealed');
  try {
    return await check(file, appends, sealed, onProgress);
  } finally {
    await appends.close();
    await sealed.close();
  }
}

type Event = Extract<Copied, { event: unknown }>['event'];

async function check(
  file: string,
  appends: Beside<'append'>,
  sealed: Beside<'sealed'>,
  onProgress: (events: number, of: number) => void,
): Promise<CheckedBackup> {
  let header: BackupHeader | undefined;
  let digest = '';
  const counts = noCounts();
  const versions = new Map<string, number>();
  let before: Event | undefined;
  /** The append whose events are passing, and how many of them are still to come. */
  let open = { id: '', missing: 0 };
  for await (const line of readBackup(file)) {
    const bad = (what: string) => badLine(file, line.number, what);
    if ('backup' in line) header = line.backup;
    else if ('end' in line) digest = line.end.sha256;
    else {
      countCopied(counts, line);
      if (!('event' in line)) continue;
      const { event } = line;
      const { envelope } = event;
      if (!isLeafOf(event.leaf, envelope)) throw bad(`The event${at(event)} is not the one its leaf was made of.`);

      const version = (versions.get(envelope.stream) ?? 0) + 1;
      if (envelope.version !== version)
        throw bad(`${envelope.stream} goes on with version ${envelope.version} where ${version} should follow.`);
      versions.set(envelope.stream, version);

      if (event.position !== null && event.position !== counts.positions - 1)
        throw bad(`Position ${event.position} stands where ${counts.positions - 1} should follow.`);
      if (event.append !== open.id) {
        if (open.missing > 0) throw bad(`The append ${open.id} breaks off before it.`);
        const next = await appends.next();
        if (next?.append.id !== event.append) throw bad(`The append ${event.append} is not among the appends.`);
        open = { id: event.append, missing: next.append.events };
      }
      open.missing -= 1;
      if (open.missing < 0) throw bad(`The append ${open.id} has more events than were written.`);
      const misplaced = placeProblem(event, before, open.missing);
      if (misplaced) throw bad(misplaced);
      before = event;

      const digests = sealedDigestsIn(envelope.data);
      for (let next = await sealed.peek(); next?.sealed.event_id === envelope.event_id; next = await sealed.peek()) {
        await sealed.next();
        const { path } = next.sealed;
        if (!isDigestOf(digests.get(path), next.sealed))
          throw badLine(
            file,
            next.number,
            `The sealed value is not the one that ${path} of the event${at(event)} was made of.`,
          );
        digests.delete(path);
      }
      if (counts.events % 1000 === 0) onProgress(counts.events, header?.counts.events ?? 0);
    }
  }
  if (open.missing > 0)
    throw new BadBackup(`${file} is damaged: the append ${open.id} breaks off. Nothing of it was used.`);
  const stray = await sealed.next();
  if (stray) throw badLine(file, stray.number, 'The sealed value belongs to no event, or stands in another order.');
  for (let left = await appends.next(); left; left = await appends.next())
    if (left.append.events > 0)
      throw badLine(file, left.number, 'The append has no event, or stands in another order.');
  if (!header) throw new BadBackup(`${file} is not a backup of Palimpsest.`);
  const apart = countsApart({ ...header.counts, sealed: header.without.length > 0 ? 0 : header.counts.sealed }, counts);
  if (apart) throw new BadBackup(`${file} is damaged: it holds ${apart}. Nothing of it was used.`);
  onProgress(counts.events, header.counts.events);
  return { header, digest };
}

const at = (event: Event): string => (event.position === null ? '' : ` at position ${event.position}`);

/** Why an event cannot have the place it says it has, given the one before it; null when it can. */
function placeProblem(event: Event, before: Event | undefined, missing: number): string | null {
  const { position, append_end, sequenced_at } = event;
  if ((position === null) !== (append_end === null) || (position === null) !== (sequenced_at === null))
    return 'The event has half a place in the log.';
  if (position === null || append_end === null || sequenced_at === null)
    return before?.append === event.append && before.position !== null ? 'An append is in the log by half.' : null;
  if (before?.position === null) return `Position ${position} stands after events that wait for one.`;
  if (append_end !== position + missing) return `The append of position ${position} does not end at ${append_end}.`;
  if (before?.sequenced_at != null && sequenced_at < before.sequenced_at)
    return `Time goes backwards at position ${position}.`;
  return null;
}

type Of<Name extends 'append' | 'sealed'> = Extract<BackupLine, Record<Name, unknown>>;

/** A second reading of a file, of one section alone, one line at a time. */
class Beside<Name extends 'append' | 'sealed'> {
  #lines: AsyncGenerator<BackupLine>;
  #name: Name;
  #held: Of<Name> | undefined | null = null;

  constructor(file: string, name: Name) {
    this.#lines = readBackup(file, name);
    this.#name = name;
  }

  /** The line that `next` will give, without taking it. */
  async peek(): Promise<Of<Name> | undefined> {
    while (this.#held === null) {
      const { value, done } = await this.#lines.next();
      if (done) this.#held = undefined;
      else if (this.#name in value) this.#held = value as Of<Name>;
    }
    return this.#held;
  }

  async next(): Promise<Of<Name> | undefined> {
    const line = await this.peek();
    if (line) this.#held = null;
    return line;
  }

  async close(): Promise<void> {
    await this.#lines.return(undefined);
  }
}

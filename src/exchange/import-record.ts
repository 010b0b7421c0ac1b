import { basename } from 'node:path';
import { ClearFailure } from '@/cli/clear-failure';
import type { Database } from '@/db/client';
import type { Command } from '@/domain/command';
import { reportUnderReview, streamsOf } from '@/domain/decide';
import { isRefusal } from '@/domain/refusal';
import { handleCommand } from '@/handle-command';
import { readAppended, readStates } from '@/ledger/read';
import { judgeLine, type Verdict } from './judge-line';
import { KnownRecord } from './known-record';
import { type LineProblem, type RecordLine, readRecordFile } from './record-file';

/** How a file is to be imported. */
export type ImportWanted = {
  file: string;
  /** Says what would be done and writes nothing. */
  dryRun: boolean;
  /** Enters the rest though some lines are invalid. */
  skipInvalid: boolean;
  /** The id of the person on whose word it is entered; else the only steward on record. */
  person?: string;
  signal?: AbortSignal;
  /** One line for the person who asked. */
  say: (line: string) => void;
  onProgress?: (doing: string, lines: number) => void;
};

/**
 * How many lines were which; `others` are in the words of somebody else than who imports, `refused` had been new or changed
 * and were refused in the end, `corrected` are claims.
 */
export type ImportCounts = Record<'lines' | 'new' | 'same' | 'changed' | 'invalid' | 'remarks' | 'others', number> & {
  corrected: number;
  left: number;
  refused: number;
  /** Whether anything was to be entered: not in a dry run, nor when invalid lines refused the file. */
  entered: boolean;
  /** Whether the import ended before the file did, because it was told to. */
  stopped: boolean;
};

/** So many lines are read ahead, so that what the ledger holds is asked for in few questions. */
const linesAtOnce = 200;

/**
 * Enters the commands of a record file, each on its own and through handleCommand, so that a second run goes on where one
 * was stopped and a third changes nothing. Everything is judged first, against what the ledger holds and what the lines
 * before would add: one invalid line, and nothing is entered. A claim that the file says otherwise is corrected; what else
 * is apart is said and left. A line in the words of somebody else is left out: nobody enters another's words. Refuses, with
 * a ClearFailure, a file that cannot be read and a person who cannot be told.
 */
export async function importRecord(db: Database, wanted: ImportWanted): Promise<ImportCounts> {
  const { file, dryRun, skipInvalid, signal, say } = wanted;
  const actor = await personOf(db, file, wanted.person);
  const counts = noCounts();
  const plan: Step[] = [];
  for await (const { line, verdict } of judgeFile(db, wanted, actor)) {
    if (signal?.aborted) return { ...counts, stopped: true };
    counts.lines += 1;
    if (!verdict || !('id' in line)) {
      if ('remark' in line) counts.remarks += 1;
      else counts.invalid += 1;
    } else {
      counts[verdict.outcome] += 1;
      if (verdict.outcome === 'new') plan.push({ number: line.number, id: line.id });
      if (verdict.outcome === 'changed') {
        if (verdict.left.length > 0) counts.left += 1;
        for (const correction of verdict.corrections) plan.push({ number: line.number, ...correction });
      }
    }
    const sentence = sentenceOf(line, verdict);
    if (sentence && (dryRun || !/^(new|same|left out)/.test(sentence))) say(`line ${line.number}: ${sentence}`);
    wanted.onProgress?.('read', counts.lines);
  }
  if (dryRun || (counts.invalid > 0 && !skipInvalid)) {
    if (!dryRun)
      say(
        `Nothing was imported: of ${counts.lines} lines, ${counts.invalid} cannot be entered. Mend them, or leave them out with --skip-invalid.`,
      );
    return counts;
  }
  await enter(db, wanted, actor, plan, counts);
  return { ...counts, entered: true };
}

const noCounts = (): ImportCounts => ({
  lines: 0,
  new: 0,
  same: 0,
  changed: 0,
  invalid: 0,
  remarks: 0,
  others: 0,
  corrected: 0,
  left: 0,
  refused: 0,
  entered: false,
  stopped: false,
});

/** What is to be given: the command of a line, to be read again, or a correction that a line leads to. */
type Step = { number: number; id: string; command?: Command };

async function enter(
  db: Database,
  wanted: ImportWanted,
  actor: Actor,
  plan: Step[],
  counts: ImportCounts,
): Promise<void> {
  const { file, say, signal, onProgress } = wanted;
  let done = 0;
  const give = async (step: Step, command: Command) => {
    const outcome = await handleCommand(db, { id: step.id, actor: actor.id, command });
    done += 1;
    onProgress?.('entered', done);
    if (isRefusal(outcome)) {
      counts.refused += 1;
      say(`line ${step.number}: refused: ${problemText(outcome)}`);
    } else if (step.command) {
      counts.corrected += 1;
    }
  };
  const changedAt = (number: number) =>
    new ClearFailure(
      `${file} was changed while it was being imported, at line ${number}: what stood before it is in. Import it again.`,
    );
  const waiting = plan.values();
  let step = waiting.next().value;
  for await (const line of readRecordFile(file)) {
    for (; step && step.number === line.number; step = waiting.next().value) {
      if (signal?.aborted) {
        counts.stopped = true;
        return;
      }
      const command = step.command ?? ('command' in line && line.id === step.id ? line.command : undefined);
      if (!command) throw changedAt(line.number);
      await give(step, command);
    }
    if (!step) return;
  }
  // Shortened meanwhile, or no file but a pipe, which can be read only once.
  if (step) throw changedAt(step.number);
}

/** A line in the words of somebody else than who imports. */
type InOthersWords = { outcome: 'others'; by: string };

type Judged = { line: RecordLine; verdict: Verdict | InOthersWords | null };

/** Judges the lines in order; a line that is no command has no verdict. */
async function* judgeFile(db: Database, wanted: ImportWanted, actor: Actor): AsyncGenerator<Judged> {
  const known = new KnownRecord(db.sql);
  const name = basename(wanted.file);
  let founded = !actor.founds;
  for await (const lines of inChunks(readRecordFile(wanted.file))) {
    const commands = lines.filter((line) => 'command' in line);
    const ids = commands.map(({ id }) => id);
    await known.read([`person:${actor.id}`, ...commands.flatMap(({ command }) => streamsOf(command, null))], ids);
    for (const line of lines) {
      if (!('command' in line)) {
        yield { line, verdict: null };
        continue;
      }
      const { command, id, by = actor.id } = line;
      if (by !== actor.id && !known.wasGiven(id)) {
        yield { line, verdict: { outcome: 'others', by } };
        continue;
      }
      await known.readFor(command, known.submitted(reportUnderReview(command)));
      const founding = !founded && command.type === 'RegisterPerson' && command.person === actor.id;
      const reason = `Import of ${name}, line ${line.number}`;
      const verdict = await judgeLine(known, { command, id, actor: actor.id, reason, founding });
      if (founding && verdict.outcome === 'new') founded = true;
      yield { line, verdict };
    }
  }
}

async function* inChunks(lines: AsyncIterable<RecordLine>): AsyncGenerator<RecordLine[]> {
  let chunk: RecordLine[] = [];
  for await (const line of lines) {
    chunk.push(line);
    if (chunk.length < linesAtOnce) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

function sentenceOf(line: RecordLine, verdict: Judged['verdict']): string | null {
  if ('invalid' in line) return `invalid: ${problemText(line.invalid)}`;
  if (!verdict || !('command' in line)) return null;
  const what = [line.command.type, ...streamsOf(line.command, null).slice(0, 1)].join(' ');
  switch (verdict.outcome) {
    case 'new':
      return `new: ${what}`;
    case 'same':
      return `same: ${what}. ${verdict.reason}`;
    case 'invalid':
      return `invalid: ${problemText(verdict.problem)}`;
    case 'others':
      return `left out: ${what}. It is in the words of ${verdict.by}: nobody enters another’s words, so only an import with --as ${verdict.by} takes it in.`;
    case 'changed': {
      const corrected = verdict.corrections.map(
        ({ command }) => `${command.claim} is corrected (${Object.keys(command.corrected).join(', ')})`,
      );
      const left = verdict.left.map((part) => `${part} differs and is left as recorded`);
      return `changed: ${what}. ${[...corrected, ...left].join('; ')}.`;
    }
  }
}

const problemText = ({ field, reason }: LineProblem): string => (field === undefined ? reason : `${field}: ${reason}`);

/** Who enters the file, and whether its first RegisterPerson founds the record with them. */
type Actor = { id: string; founds: boolean };

async function personOf(db: Database, file: string, asked: string | undefined): Promise<Actor> {
  const people = [...(await readStates(db.sql, 'person'))].map(([stream, state]) => ({
    id: stream.slice('person:'.length),
    roles: (state as { roles?: string[] } | null)?.roles ?? [],
  }));
  if (people.length === 0) return founderOf(file, asked);
  const listed = people
    .slice(0, 30)
    .map(({ id, roles }) => `${id} (${roles.join(', ')})`)
    .join(', ');
  const list = `${listed}${people.length > 30 ? `, and ${people.length - 30} more` : ''}`;
  if (asked !== undefined) {
    if (people.some(({ id }) => id === asked)) return { id: asked, founds: false };
    throw new ClearFailure(`There is no person ${asked} on record. There are ${list}.`);
  }
  const [steward, ...more] = people.filter(({ roles }) => roles.includes('steward'));
  if (steward && more.length === 0) return { id: steward.id, founds: false };
  // The file that founded this record goes on as it began, though it registered more stewards meanwhile.
  const first = await firstPersonOf(file);
  if (first && (await readAppended(db.sql, [first.id])).length > 0 && people.some(({ id }) => id === first.person))
    return { id: first.person, founds: false };
  throw new ClearFailure(`Say with --as on whose word this is entered. There are ${list}.`);
}

async function founderOf(file: string, asked: string | undefined): Promise<Actor> {
  const first = await firstPersonOf(file);
  if (!first)
    throw new ClearFailure(
      'There is nobody on record yet, and the file registers no person: begin it with a RegisterPerson whose roles hold steward.',
    );
  const { person, roles, number } = first;
  if (!roles.includes('steward'))
    throw new ClearFailure(
      `There is nobody on record yet, and the first person of the file, in line ${number}, is no steward: the record has to begin with one.`,
    );
  if (asked !== undefined && asked !== person)
    throw new ClearFailure(
      `There is nobody on record yet: the file is entered on the word of the first person it registers, ${person}.`,
    );
  return { id: person, founds: true };
}

type FirstPerson = { number: number; id: string; person: string; roles: readonly string[] };

async function firstPersonOf(file: string): Promise<FirstPerson | undefined> {
  for await (const line of readRecordFile(file))
    if ('command' in line && line.command.type === 'RegisterPerson')
      return { number: line.number, id: line.id, person: line.command.person, roles: line.command.roles };
  return undefined;
}

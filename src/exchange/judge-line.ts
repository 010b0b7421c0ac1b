import { authorise, mayReview } from '@/auth/policy';
import { positionNamed } from '@/domain/act/past';
import type { CorrectClaim } from '@/domain/claim/command';
import type { Command } from '@/domain/command';
import { decide, type Given, reportUnderReview, streamsOf } from '@/domain/decide';
import type { DomainEvent, StreamEvent } from '@/domain/event';
import type { StreamState } from '@/domain/fold';
import { type StreamId, vocabularyStream } from '@/domain/identifier';
import type { States } from '@/domain/known';
import { isRefusal, type Refusal, refuse } from '@/domain/refusal';
import type { SubmitReport } from '@/domain/report/command';
import type { DefineAttribute, DefineScope } from '@/domain/vocabulary/command';
import { agrees, partsApart } from './agrees';
import { compareReport } from './compare-report';
import type { KnownRecord } from './known-record';
import { commandIdOf, type LineProblem } from './record-file';
import { apartFromSaying, namedBy, type Saying, sayingOf } from './saying';

/**
 * What a line is to the record. `new`: it can be entered. `same`: the record says it, or once said it. `changed`: the record
 * says otherwise; `corrections` put its claims right, and the parts `left` are not to be changed by any command.
 */
export type Verdict =
  | { outcome: 'new' }
  | { outcome: 'same'; reason: string }
  | { outcome: 'changed'; corrections: { id: string; command: CorrectClaim }[]; left: string[] }
  | { outcome: 'invalid'; problem: LineProblem };

/** A line to judge: its command, the id that follows from it, who gives it, and the reason a correction by it has. */
export type AskedLine = { command: Command; id: string; actor: string; reason: string; founding: boolean };

/**
 * Judges one command against what is known, and takes in what it would lead to, so that later lines may build on it.
 * `known` must have read the command's streams, its id, and the stream of who gives it.
 */
export async function judgeLine(known: KnownRecord, line: AskedLine): Promise<Verdict> {
  if (known.wasGiven(line.id)) return same('It was entered before, as it stands here.');
  const { command } = line;
  if (positionNamed(command) !== null) return invalid(ofOneLedger);
  if (command.type === 'SubmitReport' && isOn(known, `report:${command.report}`))
    return judgeReport(known, line, command);
  const saying = sayingOf(command);
  if (saying && (known.tells(saying, line.actor) || isRepeated(known, saying, line.actor)))
    return same('The record says so already.');
  const events = decide(known.states, command, givenTo(known, line, command));
  if (!isRefusal(events)) return judgePossible(known, line, events, saying);
  if (events.refused === 'nothing-changed') return same('The record says so already.');
  if (saying) return judgeRefused(known, saying, line.actor, events);
  const [own] = streamsOf(command, null);
  if (events.refused !== 'already-recorded' || !own || !isOn(known, own)) return invalid(events);
  return compareWithRecorded(known, line, own);
}

/** What a decision on a line is given. Who founds the record is its steward. */
const givenTo = (known: KnownRecord, { actor, founding }: AskedLine, command: Command): Given => ({
  actor,
  mayReview: founding || mayReview(rolesOf(known.states.get(`person:${actor}`))),
  submitted: known.submitted(reportUnderReview(command)),
  past: null,
});

const ofOneLedger = refuse(
  'does-not-fit',
  'What is undone or restored is named by its position in one ledger: do it on its page there, not from a file.',
);

const same = (reason: string): Verdict => ({ outcome: 'same', reason });

const invalid = ({ field, reason }: Refusal): Verdict => ({
  outcome: 'invalid',
  problem: field === undefined ? { reason } : { field, reason },
});

const isOn = (known: KnownRecord, stream: StreamId): boolean => known.eventsOf(stream).length > 0;

/** Whether the last thing that happened there says this already. */
function isRepeated(known: KnownRecord, saying: Saying, actor: string): boolean {
  const last = known.eventsOf(saying.stream).at(-1);
  return last !== undefined && known.eventsSaying(saying, actor).includes(last);
}

/** What can no longer be decided may be on record, where another line told it; under its name it may say otherwise. */
function judgeRefused(known: KnownRecord, saying: Saying, actor: string, refusal: Refusal): Verdict {
  if (known.eventsSaying(saying, actor).length > 0) return same('The record says so already.');
  const name = namedBy[saying.type];
  const isNamed = ({ type, data }: DomainEvent) =>
    name !== undefined && type === saying.type && (data as Record<string, unknown>)[name] === saying.data[name];
  const recorded = known.eventsOf(saying.stream).find(isNamed);
  if (!recorded) return invalid(refusal);
  return { outcome: 'changed', corrections: [], left: apartFromSaying(recorded, saying) };
}

/** The command can be given. Where it says nothing that its streams did not say before, it was given before. */
async function judgePossible(
  known: KnownRecord,
  line: AskedLine,
  events: StreamEvent[],
  saying: Saying | null,
): Promise<Verdict> {
  // What was said, unsaid and is said again is new: a saying was compared with what no other line tells.
  if (!saying && events.every((event) => saidBefore(known, event))) return same('The record says so already.');
  const denied = refusedTo(known, line, line.command.type);
  if (denied) return denied;
  const taken = await known.nameTaken(events);
  if (taken !== undefined) return { outcome: 'invalid', problem: { reason: `${taken} is on record already.` } };
  known.add(line.id, events, line.actor);
  return { outcome: 'new' };
}

const saidBefore = (known: KnownRecord, { stream, event }: StreamEvent): boolean =>
  known.eventsOf(stream).some(({ type, data }) => type === event.type && agrees(data, event.data));

/** Compares what the command would lead to, were its own stream empty, with what stands there. */
function compareWithRecorded(known: KnownRecord, line: AskedLine, own: StreamId): Verdict {
  if (line.command.type === 'DefineAttribute' || line.command.type === 'DefineScope')
    return compareDefinition(known, line.command);
  const without = new Map(known.states);
  without.delete(own);
  const events = decide(without as States, line.command, givenTo(known, line, line.command));
  if (isRefusal(events))
    return { outcome: 'changed', corrections: [], left: [`${events.field ?? own} (${events.reason})`] };
  const other = events.filter((event) => !saidBefore(known, event));
  if (other.length === 0) return same('The record says so already.');
  return { outcome: 'changed', corrections: [], left: other.flatMap((event) => partsOf(known, event)) };
}

/** Definitions share one stream: each is compared with the one of its own name. */
function compareDefinition(known: KnownRecord, command: DefineAttribute | DefineScope): Verdict {
  const { type: _type, ...data } = command;
  const recorded = known
    .eventsOf(vocabularyStream)
    .find((event) =>
      command.type === 'DefineAttribute'
        ? event.type === 'AttributeDefined' && event.data.attribute === command.attribute
        : event.type === 'ScopeDefined' && event.data.list === command.list && event.data.scope === command.scope,
    );
  const left = recorded ? partsApart(recorded.data, data) : ['type (built in)'];
  return left.length === 0 ? same('The record says so already.') : { outcome: 'changed', corrections: [], left };
}

/** The parts in which what is on record comes closest to an event that is not. */
function partsOf(known: KnownRecord, { stream, event }: StreamEvent): string[] {
  const apart = known
    .eventsOf(stream)
    .filter(({ type }) => type === event.type)
    .map(({ data }) => partsApart(data, event.data))
    .sort((a, b) => a.length - b.length)[0];
  return apart ?? [stream];
}

function judgeReport(known: KnownRecord, line: AskedLine, command: SubmitReport): Verdict {
  const compared = compareReport(known, command, line.reason);
  if ('invalid' in compared) return { outcome: 'invalid', problem: compared.invalid };
  const { corrections, left } = compared;
  const steps: { id: string; command: CorrectClaim; at: string; events: StreamEvent[] }[] = [];
  for (const { command: correction, at } of corrections) {
    const events = decide(known.states, correction, givenTo(known, line, correction));
    if (isRefusal(events)) return invalid({ ...events, field: (events.field ?? '').replace(/^corrected/, at) || at });
    steps.push({ id: commandIdOf(`${line.id} ${JSON.stringify(correction)}`), command: correction, at, events });
  }
  if (steps.length > 0) {
    const denied = refusedTo(known, line, 'CorrectClaim');
    if (denied) return denied;
  }
  for (const { id, events } of steps) known.add(id, events, line.actor);
  if (steps.length === 0 && left.length === 0)
    return same(
      compared.correctedSince
        ? 'The record once said so; what was corrected since stands.'
        : 'The record says so already.',
    );
  return { outcome: 'changed', corrections: steps.map(({ id, command }) => ({ id, command })), left };
}

function refusedTo(known: KnownRecord, { actor, founding }: AskedLine, type: Command['type']): Verdict | null {
  if (founding) return null;
  const denied = authorise(rolesOf(known.states.get(`person:${actor}`)), type);
  return denied && invalid({ ...denied, field: 'type' });
}

const rolesOf = (state: StreamState | null | undefined): string[] => (state?.kind === 'person' ? state.roles : []);

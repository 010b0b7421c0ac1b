import { createElement } from 'react';
import { labelOf } from '@/domain/question/vocabulary';
import type { HistoryEntry } from '@/queries/list-changes';
import type { SubstantiveEvent } from '@/queries/list-substantive';
import { erased } from '@/queries/names';
import { differences, EventSentence } from './event-sentence';
import { escaped, type FeedEntry } from './feed';
import { plainWords } from './plain-words';
import { originWords } from './words';

/** An event may bear on every record that speaks of a source: so many are told of, the rest is counted. */
const mostRecords = 20;

/**
 * An event as an entry of a feed: its sentence, who gave it, what stood before and after, and what it did to each question
 * of each record. It is the same in every feed; its id is the event's own, which moves with the ledger.
 */
export function feedEntry({ position, eventId, recordedAt, entries }: SubstantiveEvent, origin: string): FeedEntry {
  const [told] = entries;
  const records = entries.slice(0, mostRecords).map((entry) => recordHtml(entry, origin));
  const rest = entries.length - records.length;
  return {
    id: `urn:uuid:${eventId}`,
    url: `${origin}/ledger/${position}`,
    title: plainWords(createElement(EventSentence, told)),
    updated: recordedAt,
    author: told.actor,
    html: [
      whyHtml(told),
      told.before && told.after ? beforeAndAfter(told) : '',
      `<ul>${records.join('')}</ul>`,
      rest > 0 ? `<p>And ${rest} more ${rest === 1 ? 'record' : 'records'}: see the event.</p>` : '',
    ].join(''),
  };
}

/** Why it was done or what was noted with it, where its sentence does not say so itself. */
function whyHtml({ event }: HistoryEntry): string {
  if (event.type === 'RulingReopened') return '';
  if ('reason' in event.data) return `<p>Because: ${escaped(event.data.reason ?? erased)}</p>`;
  return 'note' in event.data && event.data.note !== undefined
    ? `<p>Note: ${escaped(event.data.note ?? erased)}</p>`
    : '';
}

function beforeAndAfter({ before, after, names }: HistoryEntry): string {
  if (!before || !after) return '';
  const parts = differences(before, after, names).map(
    ({ part, was, is }) => `<li>${escaped(part)}: <del>${escaped(was)}</del> → <ins>${escaped(is)}</ins></li>`,
  );
  return parts.length === 0 ? '' : `<p>Before and after:</p><ul>${parts.join('')}</ul>`;
}

function recordHtml({ subject, subjectTitle, effects }: HistoryEntry, origin: string): string {
  const record = `<a href="${escaped(`${origin}/${subject.kind}s/${subject.id}`)}">${escaped(subjectTitle)}</a>`;
  if (effects.length === 0) return `<li>${record}: no answer or count changed</li>`;
  const turned = effects.map(({ attribute, before, after, origins }) => {
    const state = before === after ? `still ${after}` : `${before} → ${after}`;
    return `<li>${escaped(labelOf(attribute))}: ${escaped(state)}, ${originWords(origins)}</li>`;
  });
  return `<li>${record}<ul>${turned.join('')}</ul></li>`;
}

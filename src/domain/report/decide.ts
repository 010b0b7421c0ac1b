import { fitsVocabulary, unknownPlace } from '../claim/decide';
import type { ClaimRecorded } from '../claim/event';
import type { StreamEvent } from '../event';
import { subjectStream } from '../identifier';
import { alreadyRecorded, isRecorded, type States, unknownId } from '../known';
import { type Refusal, refuse } from '../refusal';
import type { SubmitReport } from './command';

/** Decides a report: its new sources and its document first, then the report, then its claims on their subjects. */
export function decideReport(states: States, command: SubmitReport): StreamEvent[] | Refusal {
  if (isRecorded(states, `report:${command.report}`)) return alreadyRecorded('report');
  const events: StreamEvent[] = [];
  const coming = new Set<string>();
  for (const [index, { source, ...data }] of command.sources.entries()) {
    const at = `sources.${index}`;
    if (isRecorded(states, `source:${source}`) || coming.has(source)) return alreadyRecorded('source', at);
    if (data.partOf !== undefined && !isRecorded(states, `source:${data.partOf}`) && !coming.has(data.partOf))
      return unknownId('source', `${at}.partOf`);
    coming.add(source);
    events.push({ stream: `source:${source}`, event: { type: 'SourceRegistered', data } });
  }
  const knownSource = (id: string) => isRecorded(states, `source:${id}`) || coming.has(id);

  let documentId: string;
  if ('known' in command.document) {
    documentId = command.document.known;
    if (!isRecorded(states, `document:${documentId}`)) return unknownId('document', 'document.known');
  } else {
    const { document, ...data } = command.document;
    documentId = document;
    if (isRecorded(states, `document:${document}`)) return alreadyRecorded('document', 'document');
    if (!knownSource(data.publisher)) return unknownId('source', 'document.publisher');
    events.push({ stream: `document:${document}`, event: { type: 'DocumentRecorded', data } });
  }

  const claims: StreamEvent[] = [];
  const named = new Set<string>();
  for (const [index, { claim, subject, ...content }] of command.claims.entries()) {
    const at = `claims.${index}`;
    const stream = subjectStream(subject);
    const state = states.get(stream);
    if (state?.kind !== 'subject') return unknownId(subject.kind, `${at}.subject`);
    if (Object.hasOwn(state.claims, claim) || named.has(claim)) return alreadyRecorded('claim', `${at}.claim`);
    const misfit = fitsVocabulary({ ...content, subjectKind: subject.kind }, at);
    if (misfit) return misfit;
    const nowhere = unknownPlace(states, content.answer, at);
    if (nowhere) return nowhere;
    if (!knownSource(content.claimant)) return unknownId('source', `${at}.claimant`);
    if (content.relays !== undefined && !knownSource(content.relays)) return unknownId('source', `${at}.relays`);
    if (content.relays === content.claimant)
      return refuse('does-not-fit', 'A claimant does not pass on its own word.', `${at}.relays`);
    named.add(claim);
    const data: ClaimRecorded['data'] = { claim, document: documentId, report: command.report, ...content };
    claims.push({ stream, event: { type: 'ClaimRecorded', data } });
  }

  const stream = `report:${command.report}` as const;
  const submitted = command.claims.map(({ claim, subject }) => ({ claim, subject }));
  const note = command.note === undefined ? {} : { note: command.note };
  return [
    ...events,
    { stream, event: { type: 'ReportSubmitted', data: { document: documentId, claims: submitted, ...note } } },
    { stream, event: { type: 'ReportAccepted', data: { by: 'policy' } } },
    ...claims,
  ];
}

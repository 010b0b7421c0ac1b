'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import { ErrorSummary } from '@/app/_ui/error-summary.client';
import field from '@/app/_ui/field.module.css';
import styles from '@/app/_ui/form.module.css';
import type { Problem } from '@/app/_ui/problem.client';
import { RadioField } from '@/app/_ui/radio-field.client';
import { trpc } from '@/app/_ui/trpc.client';
import { useAtWork } from '@/app/_ui/use-at-work.client';
import { patienceMs, useSending } from '@/app/_ui/use-sending.client';
import type { Subject } from '@/domain/identifier';
import { type EvidenceMark, evidenceKey, evidenceMarks, type MarkEvidence } from '@/domain/question/command';
import { EvidenceSearch } from './evidence-search.client';
import { type Marked, useMarking } from './marking.client';
import page from './page.module.css';

/** A mark the person made: the row it shows in, and the claim it is kept under. */
type OwnMark = { row: string; key: string; position: string; mark: EvidenceMark; setBy: number };

type MarkFormProps = {
  subject: Subject;
  attribute: string;
  title: string;
  positions: readonly { name: string; words: string }[];
  /** What can be marked without a search, by groups. */
  offered: readonly { group: string; choices: readonly (Marked & { key: string; from: string })[] }[];
  own: readonly OwnMark[];
};

/** What each mark says, for whoever has never made one. */
const markHints: Record<EvidenceMark, string> = {
  Consistent: 'what one would expect if the position is right',
  Against: 'hard to square with the position',
  Neutral: 'as likely either way',
  'Does not bear': 'nothing to do with it',
};

/** Chooses a piece of evidence and says what it is to each position: along one piece of evidence before the next. */
export function MarkForm({ subject, attribute, title, positions, offered, own }: MarkFormProps) {
  const { marked, mark, fold } = useMarking();
  const isAtWork = useAtWork();
  const id = useId();
  const [said, setSaid] = useState('');
  const status = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (said) status.current?.focus();
  }, [said]);
  const choices = offered.flatMap((group) => group.choices);
  const chosen = marked ? evidenceKey(marked.evidence) : '';
  const isOffered = chosen === '' || choices.some(({ key }) => key === chosen);

  return (
    <details ref={fold} className={page.act}>
      <summary>Mark evidence</summary>
      <div className={styles.form}>
        <fieldset disabled={!isAtWork} className={styles.parts}>
          <legend className="hidden">Mark evidence</legend>
          <div className={field.field}>
            <label htmlFor={id}>Which evidence do you mark?</label>
            <select
              id={id}
              className={field.control}
              value={chosen}
              onChange={(event) => {
                setSaid('');
                mark(choices.find(({ key }) => key === event.target.value) ?? null);
              }}
            >
              <option value="">Choose a claim or document</option>
              {isOffered ? null : <option value={chosen}>{marked?.words}</option>}
              {offered
                .filter((group) => group.choices.length > 0)
                .map((group) => (
                  <optgroup key={group.group} label={group.group}>
                    {group.choices.map(({ key, words, from }) => (
                      <option key={key} value={key}>
                        {words} ({from})
                      </option>
                    ))}
                  </optgroup>
                ))}
            </select>
          </div>
          <details className={styles.more}>
            <summary>Something else: a document, or what is claimed of another incident or site than {title}</summary>
            <div>
              <EvidenceSearch
                onFound={(found) => {
                  setSaid('');
                  mark(found);
                }}
              />
            </div>
          </details>
          {marked ? (
            <Marks
              key={chosen}
              marked={marked}
              subject={subject}
              attribute={attribute}
              positions={positions}
              own={own.filter(({ key }) => key === chosen)}
              onRecorded={(words) => {
                mark(null);
                setSaid(words);
              }}
              onLeave={() => mark(null)}
            />
          ) : null}
        </fieldset>
        <div ref={status} role="status" tabIndex={-1} className={styles.status}>
          {said}
        </div>
      </div>
    </details>
  );
}

type MarksProps = Pick<MarkFormProps, 'subject' | 'attribute' | 'positions' | 'own'> & {
  marked: Marked;
  onRecorded: (words: string) => void;
  onLeave: () => void;
};

const notMarked = { value: '', label: 'Not marked' };
const markOptions = [...evidenceMarks.map((value) => ({ value, label: value, hint: markHints[value] })), notMarked];

function Marks({ marked, subject, attribute, positions, own, onRecorded, onLeave }: MarksProps) {
  const router = useRouter();
  const latest = (row: string) => own.filter((each) => each.row === row).sort((a, b) => b.setBy - a.setBy);
  const before = Object.fromEntries(positions.map(({ name }) => [`mark-${name}`, latest(name)[0]?.mark ?? '']));
  const form = useForm<Record<string, string>>({ defaultValues: before, shouldFocusError: false });
  const { sending, send, rest } = useSending();
  const [problems, setProblems] = useState<Problem[]>([]);
  const sent = useRef(new Map<string, string>());
  const at = useRef('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.scrollIntoView({ block: 'center' });
    heading.current?.focus({ preventScroll: true });
  }, []);

  /** What has to be said for the marks to be as they were chosen: a mark goes under the claim it is kept under already. */
  const commandsOf = (typed: Record<string, string>): { field: string; command: MarkEvidence }[] =>
    positions.flatMap(({ name }) => {
      const [known, ...doubles] = latest(name);
      const wanted = (typed[`mark-${name}`] || null) as EvidenceMark | null;
      if (wanted === (known?.mark ?? null)) return [];
      const say = (position: string, mark: EvidenceMark | null) => ({
        field: `mark-${name}`,
        command: { type: 'MarkEvidence' as const, subject, attribute, position, evidence: marked.evidence, mark },
      });
      const rest = wanted === null ? doubles.map(({ position }) => say(position, null)) : [];
      return [say(known?.position ?? name, wanted), ...rest];
    });

  const submit = async () => {
    if (sending) return;
    const commands = commandsOf(form.getValues());
    if (commands.length === 0)
      return setProblems([
        { field: `mark-${positions[0]?.name}`, message: 'Mark it for one position at least, or change a mark.' },
      ]);
    setProblems([]);
    const outcome = await send(async () => {
      const positionsSet: (number | null)[] = [];
      for (const { field, command } of commands) {
        const key = JSON.stringify(command);
        const one = sent.current.get(key) ?? crypto.randomUUID();
        sent.current.set(key, one);
        const input = { id: one, command };
        at.current = field;
        const { position } = await trpc.markEvidence.mutate(input, { signal: AbortSignal.timeout(patienceMs) });
        positionsSet.push(position);
      }
      return positionsSet;
    });
    if (!outcome) return;
    if ('failed' in outcome) {
      const { refused, reason } = outcome.failed;
      return setProblems([{ field: refused === 'not-reached' ? '' : at.current, message: reason }]);
    }
    rest();
    router.refresh();
    const events = outcome.answered.flatMap((position) => (position === null ? [] : `#${position}`));
    onRecorded(
      `${outcome.answered.length === 1 ? 'Your mark is' : 'Your marks are'} recorded${events.length > 0 ? `: ${events.join(', ')}` : ''}.`,
    );
  };

  return (
    <FormProvider {...form}>
      <form
        noValidate
        className={styles.stack}
        aria-label="Mark this evidence"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h4 ref={heading} tabIndex={-1}>
          {marked.words}
        </h4>
        <ErrorSummary problems={problems} />
        {positions.map(({ name, words }) => (
          <RadioField key={name} name={`mark-${name}`} label={`If it is ${words}`} options={markOptions} />
        ))}
        <div className={buttons.buttons}>
          <button type="submit" className={buttons.primary} aria-disabled={sending}>
            {sending ? 'Sending…' : 'Record the marks'}
          </button>
          <button type="button" className={buttons.quiet} onClick={onLeave}>
            Leave it
          </button>
        </div>
      </form>
    </FormProvider>
  );
}

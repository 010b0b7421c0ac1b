'use client';

import { useForm } from 'react-hook-form';
import { TextArea } from '@/app/_ui/field.client';
import { mintId } from '@/app/_ui/mint.client';
import type { Reading } from '@/app/_ui/problem.client';
import { trpc } from '@/app/_ui/trpc.client';
import type { Subject } from '@/domain/identifier';
import {
  type MakeRemark,
  type MeetRequest,
  makeRemarkSchema,
  meetRequestSchema,
  type RecordDissent,
  type ReopenRuling,
  type RequestEvidence,
  recordDissentSchema,
  reopenRulingSchema,
  requestEvidenceSchema,
} from '@/domain/question/command';
import { ArgueForm } from './argue-form.client';

type Said = MakeRemark | RequestEvidence | MeetRequest | RecordDissent | ReopenRuling;

const ways = {
  MakeRemark: {
    name: 'Add a remark',
    label: 'Your remark',
    hint: 'It stays in the history, with your name.',
    button: 'Record the remark',
    missing: 'Write the remark.',
    rows: 3,
    schema: makeRemarkSchema,
    part: 'text',
  },
  RequestEvidence: {
    name: 'Ask for evidence',
    label: 'What would change your mind?',
    hint: 'Evidence that could be found: who might know, which document might say.',
    button: 'Ask for it',
    missing: 'Say what evidence would change your mind.',
    rows: 2,
    schema: requestEvidenceSchema,
    part: 'wanted',
  },
  MeetRequest: {
    name: 'Say how the search ended',
    label: 'How did it end?',
    hint: 'What was found, or that it is not to be had.',
    button: 'Record how it ended',
    missing: 'Say how it ended.',
    rows: 2,
    schema: meetRequestSchema,
    part: 'outcome',
  },
  RecordDissent: {
    name: 'Dissent from the ruling',
    label: 'Your dissent',
    hint: 'It stands beside the ruling, word for word, with your name.',
    button: 'Record the dissent',
    missing: 'Write your dissent.',
    rows: 4,
    schema: recordDissentSchema,
    part: 'text',
  },
  ReopenRuling: {
    name: 'Reopen the ruling',
    label: 'Why is it reopened?',
    hint: 'The ruling stays readable below; what the claims say counts again.',
    button: 'Reopen the question',
    missing: 'Say why it is reopened.',
    rows: 2,
    schema: reopenRulingSchema,
    part: 'reason',
  },
} as const;

type SayFormProps = {
  type: keyof typeof ways;
  subject: Subject;
  attribute: string;
  /** The request that ended. */
  request?: string;
  /** The version a reopening was shown. */
  shownVersion?: number;
};

/** Says one thing on a question in words. */
export function SayForm({ type, subject, attribute, request, shownVersion }: SayFormProps) {
  const { name, label, hint, button, missing, rows, schema, part } = ways[type];
  const field = request ? `text-${request}` : `text-${type}`;
  const form = useForm<Record<string, string>>({ defaultValues: { [field]: '' }, shouldFocusError: false });

  const read = (draft: Record<string, string>): Reading<Said> => {
    const text = draft[field] ?? '';
    if (!text.trim()) return { problems: [{ field, message: missing }] };
    const own =
      type === 'MakeRemark'
        ? { remark: mintId('r') }
        : type === 'RequestEvidence'
          ? { request: mintId('r') }
          : type === 'MeetRequest'
            ? { request }
            : type === 'ReopenRuling'
              ? { shownVersion }
              : {};
    const parsed = schema.safeParse({ type, subject, attribute, ...own, [part]: text });
    if (parsed.success) return { value: parsed.data };
    return { problems: parsed.error.issues.map(({ message }) => ({ field, message })) };
  };

  return (
    <ArgueForm
      label={name}
      button={button}
      form={form}
      read={read}
      send={sendSaid}
      fieldOf={(path) => (path[0] === part ? field : '')}
      {...(type === 'ReopenRuling' ? { onCatchUp: () => {} } : {})}
    >
      <TextArea name={field} label={label} hint={hint} rows={rows} />
    </ArgueForm>
  );
}

function sendSaid({ id, command }: { id: string; command: Said }, options: { signal: AbortSignal }) {
  switch (command.type) {
    case 'MakeRemark':
      return trpc.makeRemark.mutate({ id, command }, options);
    case 'RequestEvidence':
      return trpc.requestEvidence.mutate({ id, command }, options);
    case 'MeetRequest':
      return trpc.meetRequest.mutate({ id, command }, options);
    case 'RecordDissent':
      return trpc.recordDissent.mutate({ id, command }, options);
    case 'ReopenRuling':
      return trpc.reopenRuling.mutate({ id, command }, options);
  }
}

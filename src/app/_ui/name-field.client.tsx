'use client';

import { createContext, type ReactNode, useContext, useRef } from 'react';
import { useController } from 'react-hook-form';
import type { NameFound } from '@/queries/find-names';
import { type Addition, Combobox, type Pickable } from './combobox.client';
import { Labelled } from './field.client';
import { asTyped, pickedIn, typedIn } from './picked.client';
import { fieldId } from './problem.client';
import { trpc } from './trpc.client';

export type NameKind = NameFound['kind'];

/** The names a form knows beside those that are looked up, and what it can take in that is not on record yet. */
export type Names = {
  /** What is picked by its name, wherever that is known from. */
  nameOf: (kind: NameKind, id: string) => { label: string; detail: string | null } | undefined;
  /** Told of everything that is picked, so that the form can name it later. */
  learn: (found: NameFound) => void;
  /** What is new with this form. */
  coming: readonly NameFound[];
  /** Takes in something new under a name and answers its id; undefined where nothing of that kind can be new. */
  addition: (kind: NameKind, field: string) => ((name: string) => string) | undefined;
  /** What has to be said of something new, at the field that names it first. */
  describe: (kind: NameKind, id: string, field: string) => ReactNode;
};

const onlyOnRecord: Names = {
  nameOf: () => undefined,
  learn: () => {},
  coming: [],
  addition: () => undefined,
  describe: () => null,
};

const NamesContext = createContext<Names>(onlyOnRecord);

/** Gives the name fields inside the names a form knows. */
export function NamesKnown({ names, children }: { names: Names; children: ReactNode }) {
  return <NamesContext value={names}>{children}</NamesContext>;
}

const newWords: Record<NameKind, (typed: string) => string> = {
  source: (typed) => (typed ? `Add “${typed}” as a new source` : 'Add a new source'),
  document: () => 'Describe a new document',
  site: (typed) => (typed ? `Add “${typed}” as a new site` : 'Add a new site'),
  incident: () => 'A new incident, not on record yet',
};

type NameFieldProps = {
  name: string;
  label: string;
  hint?: ReactNode;
  optional?: boolean;
  /** What may be picked. With several kinds the form keeps `kind:id`, else the id alone. */
  kinds: readonly NameKind[];
  /** Told after something was picked; `null` once it is taken back. */
  onPicked?: (value: string) => void;
  /** What is never offered: a thing is not part of itself. */
  except?: string;
};

/** Picks a source, document, site or incident by its name, found as it is typed, or takes in one that is new. */
export function NameField({ name, label, hint, optional, kinds, onPicked, except }: NameFieldProps) {
  const names = useContext(NamesContext);
  const { field, fieldState } = useController({ name });
  const found = useRef(new Map<string, NameFound>());
  const id = fieldId(name);
  const message = fieldState.error?.message;
  const value = String(field.value ?? '');
  const heldFor = (one: { kind: string; id: string }) => (kinds.length > 1 ? `${one.kind}:${one.id}` : one.id);
  const isOffered = (one: NameFound) => kinds.includes(one.kind) && one.id !== except;
  const asPickable = (one: NameFound): Pickable => ({
    value: heldFor(one),
    label: one.label,
    detail: kinds.length > 1 ? [one.kind, one.detail].filter(Boolean).join(' · ') : one.detail,
  });
  const pickedKind = (kinds.length > 1 ? value.split(':')[0] : kinds[0]) as NameKind;
  const pickedId = kinds.length > 1 ? (value.split(':')[1] ?? '') : value;
  const isPicked = pickedIn(value) !== '';
  const picked = isPicked
    ? { value, ...(names.nameOf(pickedKind, pickedId) ?? { label: pickedId, detail: null }) }
    : null;

  const pick = (next: string) => {
    field.onChange(next);
    onPicked?.(next);
  };
  const find = async (text: string, signal: AbortSignal) => {
    const answer =
      kinds.includes('document') && /^https?:\/\//i.test(text)
        ? await documentsUnder(text, signal)
        : await trpc.names.query({ kinds: [...kinds], text }, { signal });
    for (const one of answer) found.current.set(heldFor(one), one);
    return answer.filter(isOffered).map(asPickable);
  };
  const typed = typedIn(value);
  const additions = kinds.flatMap((kind): Addition[] => {
    const add = names.addition(kind, name);
    return add ? [{ words: newWords[kind], add: (text) => pick(heldFor({ kind, id: add(text) })) }] : [];
  });

  return (
    <>
      <Labelled
        name={name}
        label={label}
        {...(hint ? { hint } : {})}
        {...(optional ? { optional } : {})}
        message={message}
      >
        <Combobox
          id={id}
          picked={picked}
          typed={typed}
          onType={(text) => pick(asTyped(text))}
          onPick={(one) => {
            const known = found.current.get(one.value);
            if (known) names.learn(known);
            pick(one.value);
          }}
          onBlur={field.onBlur}
          find={find}
          first={names.coming
            .filter(isOffered)
            .filter((one) => fits(one.label, typed))
            .map(asPickable)}
          additions={additions}
          isWrong={message !== undefined}
          describedBy={[hint && `${id}-hint`, message && `${id}-error`].filter(Boolean).join(' ')}
          inputRef={field.ref}
        />
      </Labelled>
      {isPicked && names.describe(pickedKind, pickedId, name)}
    </>
  );
}

/** Documents may be told by their address as well: it is the surest name they have. */
async function documentsUnder(address: string, signal: AbortSignal): Promise<NameFound[]> {
  const found = await trpc.documentsAt.query({ address: address.slice(0, 2048) }, { signal });
  return found.map(({ id, title, publisher }) => ({ kind: 'document', id, label: title, detail: publisher }));
}

const fits = (label: string, typed: string): boolean => label.toLowerCase().includes(typed.trim().toLowerCase());

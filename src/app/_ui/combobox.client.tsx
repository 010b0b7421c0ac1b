'use client';

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './combobox.module.css';
import field from './field.module.css';

/** One thing to pick: `value` is what the form keeps, `detail` tells it from others of that label. */
export type Pickable = { value: string; label: string; detail: string | null };

/** A way to go on when nothing that is offered fits: it is given what was typed. */
export type Addition = { words: (typed: string) => string; add: (typed: string) => void };

/** How long after the last key names are looked up, in milliseconds. */
const pauseMs = 180;

type ComboboxProps = {
  id: string;
  /** What is picked, or what was typed and not picked. */
  picked: Pickable | null;
  typed: string;
  onType: (text: string) => void;
  onPick: (found: Pickable) => void;
  onBlur: () => void;
  /** Looks names up; throws when that is not possible. */
  find: (text: string, signal: AbortSignal) => Promise<Pickable[]>;
  /** Offered before anything that is looked up. */
  first: readonly Pickable[];
  additions: readonly Addition[];
  isWrong: boolean;
  describedBy: string;
  inputRef: (element: HTMLInputElement | null) => void;
};

type Looked = { text: string; found: Pickable[]; state: 'found' | 'failed' };

/**
 * A box to type in that offers what it finds (ARIA combobox with a listbox). Arrows, Home, End, Enter and Escape work as
 * the pattern says; a pointer picks with one press. The number of finds is announced.
 */
export function Combobox(props: ComboboxProps) {
  const { id, picked, typed, first, additions, find } = props;
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState<string | null>(null);
  const looked = useLookUp(picked ? '' : typed.trim(), isOpen, find);
  const list = useRef<HTMLDivElement>(null);

  const offered = picked ? [] : [...first, ...(looked?.found ?? []).filter((one) => !hasValue(first, one.value))];
  const choices = [
    ...offered.map((one) => ({ key: one.value, act: () => props.onPick(one), one })),
    ...(picked
      ? []
      : additions.map(({ words, add }, n) => ({
          key: `add ${n}`,
          act: () => add(typed.trim()),
          more: words(typed.trim()),
        }))),
  ];
  const shown = isOpen && choices.length > 0;
  // By its key: what is found later is put before what is offered already.
  const active = shown ? choices.findIndex(({ key }) => key === at) : -1;

  const words =
    isOpen && !picked && typed.trim() ? said(looked, typed.trim(), offered.length, additions.length > 0) : '';

  useEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const close = () => {
    setOpen(false);
    setAt(null);
  };
  const choose = (choice: (typeof choices)[number] | undefined) => {
    if (!choice) return;
    close();
    choice.act();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!isOpen) setOpen(true);
      const last = choices.length - 1;
      const next = active < 0 ? (step > 0 ? 0 : last) : wrap(active + step, choices.length);
      setAt(choices[next]?.key ?? null);
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      choose(choices[active]);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    }
  };

  return (
    <div className={styles.box}>
      <input
        id={id}
        ref={props.inputRef}
        className={field.control}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        {...(active >= 0 ? { 'aria-activedescendant': `${id}-choice-${active}` } : {})}
        {...(props.isWrong ? { 'aria-invalid': true } : {})}
        {...(props.describedBy ? { 'aria-describedby': props.describedBy } : {})}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        dir="auto"
        value={picked?.label ?? typed}
        onChange={(event) => {
          props.onType(event.target.value);
          setOpen(true);
          setAt(null);
        }}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => {
          close();
          props.onBlur();
        }}
        onKeyDown={onKeyDown}
      />
      {picked?.detail && <p className={styles.picked}>{picked.detail}</p>}
      <div hidden={!shown} className={styles.popup}>
        {offered.length === 0 && words && (
          <p aria-hidden="true" className={styles.words}>
            {words}
          </p>
        )}
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label="What was found"
          className={styles.list}
          // A press must not take the keyboard from the box: the list would close before the choice is made.
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
        >
          {shown &&
            choices.map((choice, n) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the box, which acts for the choice
              <div
                key={choice.key}
                id={`${id}-choice-${n}`}
                role="option"
                aria-selected={n === active}
                // Reached by aria-activedescendant alone.
                tabIndex={-1}
                className={'more' in choice ? `${styles.choice} ${styles.more}` : styles.choice}
                onClick={() => choose(choice)}
              >
                {'one' in choice ? <PickableWords one={choice.one} /> : choice.more}
              </div>
            ))}
        </div>
      </div>
      <p role="status" className="hidden">
        {words}
      </p>
    </div>
  );
}

function PickableWords({ one }: { one: Pickable }): ReactNode {
  return (
    <>
      <span dir="auto">{one.label}</span>
      {one.detail && (
        <span dir="auto" className={styles.detail}>
          {one.detail}
        </span>
      )}
    </>
  );
}

/** What is found for a text, once typing pauses; until then what was found last. An answer that comes late is dropped. */
function useLookUp(text: string, isAsked: boolean, find: ComboboxProps['find']): Looked | undefined {
  const [looked, setLooked] = useState<Looked>();
  const asking = useRef(find);
  asking.current = find;
  const isKnown = looked?.text === text && looked.state === 'found';
  const [back, setBack] = useState(0);
  useEffect(() => {
    const again = () => setBack((times) => times + 1);
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the network is back, what failed is asked again
  useEffect(() => {
    if (!text || !isAsked || isKnown) return;
    const leaving = new AbortController();
    const take = (one: Looked) => {
      if (!leaving.signal.aborted) setLooked(one);
    };
    const timer = setTimeout(() => {
      asking.current(text, leaving.signal).then(
        (found) => take({ text, found, state: 'found' }),
        () => take({ text, found: [], state: 'failed' }),
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [text, isAsked, isKnown, back]);
  return text ? looked : undefined;
}

function said(looked: Looked | undefined, text: string, count: number, mayAdd: boolean): string {
  if (looked?.text !== text) return '';
  if (looked.state === 'failed') return 'Names cannot be looked up just now. What you typed is kept.';
  if (count > 0) return count === 1 ? '1 found' : `${count} found`;
  return mayAdd ? 'Nothing found – add it as new' : 'Nothing found';
}

const wrap = (at: number, length: number): number => (at + length) % length;

const hasValue = (list: readonly Pickable[], value: string): boolean => list.some((one) => one.value === value);

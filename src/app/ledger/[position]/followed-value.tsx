import { Moment } from '@/app/_ui/moment';
import { settingAddress } from '@/app/_ui/setting-address';
import { Sign } from '@/app/_ui/sign';
import type { RecordedValue } from '@/domain/recorded-value';
import type { ChangeView, Followed } from '@/queries/find-change';
import type { Step } from '@/queries/list-settings';
import type { Held } from '@/queries/settings-of';
import { deeds } from './deeds';
import { HeldWords } from './held-words';
import styles from './page.module.css';
import { nothingIn, nothingOf, partLabel, ValueName } from './value-words';

/** So many steps of a value are listed, those around the one that is shown. */
const mostListed = 100;

type Names = ChangeView['names'];

/** A step is a place on the page: who goes on to the next one stays at the value. */
const stepAddress = (position: number, value: RecordedValue): string => `${settingAddress(position, value)}#value`;

/**
 * One value as this event set it: before and after, the way to the event that set it before and to the one that set it next,
 * down to its first record. Of an event that did not set the value asked for it says so, with the way to those that did.
 */
export function FollowedValue({ followed, position, names }: { followed: Followed; position: number; names: Names }) {
  if (followed.is !== 'step') return <Refused followed={followed} position={position} names={names} />;
  const { value, steps, at, replacedBy } = followed;
  const step = steps[at] as Step;
  return (
    <section id="value" aria-labelledby="value-title" className={styles.value}>
      <h2 id="value-title">
        <ValueName value={value} names={names} />
      </h2>
      <nav aria-label="Steps of this value" className={styles.steps}>
        <span className={styles.count}>
          Step {at + 1} of {steps.length}
        </span>
        <Before step={steps[at - 1]} value={value} />
        <After step={steps[at + 1]} value={value} replacedBy={replacedBy} />
      </nav>
      <BeforeAndAfter step={step} value={value} names={names} />
      {steps.length > 1 ? <AllSteps followed={followed} names={names} /> : null}
    </section>
  );
}

function Before({ step, value }: { step: Step | undefined; value: RecordedValue }) {
  if (!step) return <span className={styles.end}>First recorded here</span>;
  return (
    <a href={stepAddress(step.position, value)} rel="prev">
      <Sign name="backwards" /> Before this change: #{step.position}
    </a>
  );
}

type AfterProps = { step: Step | undefined; value: RecordedValue } & Pick<
  Extract<Followed, { is: 'step' }>,
  'replacedBy'
>;

function After({ step, value, replacedBy }: AfterProps) {
  if (step)
    return (
      <a href={stepAddress(step.position, value)} rel="next">
        Changed again by #{step.position} <Sign name="onwards" />
      </a>
    );
  return (
    <span className={styles.end}>
      Not changed since
      {replacedBy ? (
        <>
          ; its claimant answered anew: <a href={`/ledger/${replacedBy.position}`}>#{replacedBy.position}</a>
        </>
      ) : null}
    </span>
  );
}

/** The rows in which a value changed: of a whole thing its parts, each with its name. */
function rowsOf({ before, after, isFirst }: Step, value: RecordedValue) {
  if (after?.kind !== 'all') return [{ part: '', before, after, nothing: nothingOf(value) }];
  const earlier = before?.kind === 'all' ? before.parts : {};
  return Object.entries(after.parts)
    .map(([part, now]) => ({ part, before: earlier[part] ?? null, after: now, nothing: nothingIn(part) }))
    .filter((row) => (isFirst ? row.after !== null : !isSame(row.before, row.after)));
}

const isSame = (one: Held, other: Held): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What a value was at first: before it there was nothing. */
function FirstRecord({ rows, names }: { rows: ReturnType<typeof rowsOf>; names: Names }) {
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>Not on record before. Recorded as</caption>
      <tbody>
        {rows.map(({ part, after, nothing }) => (
          <tr key={part}>
            {part === '' ? null : <th scope="row">{partLabel(part)}</th>}
            <td>
              <ins>
                <HeldWords held={after} nothing={nothing} names={names} />
              </ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BeforeAndAfter({ step, value, names }: { step: Step; value: RecordedValue; names: Names }) {
  const rows = rowsOf(step, value);
  if (rows.length === 0) return <p className={styles.muted}>It was recorded again as it was.</p>;
  if (step.isFirst) return <FirstRecord rows={rows} names={names} />;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      {rows.map(({ part, before, after, nothing }) => (
        <tbody key={part}>
          {part === '' ? null : (
            <tr>
              <th scope="rowgroup" colSpan={2} className={styles.part}>
                {partLabel(part)}
              </th>
            </tr>
          )}
          <tr>
            <td>
              {isSame(before, after) ? (
                <HeldWords held={before} nothing={nothing} names={names} />
              ) : (
                <del>
                  <HeldWords held={before} nothing={nothing} names={names} />
                </del>
              )}
            </td>
            <td>
              {isSame(before, after) ? (
                <>
                  {after?.kind === 'question' ? 'the same, on other answers' : 'the same'}:{' '}
                  <HeldWords held={after} nothing={nothing} names={names} />
                </>
              ) : (
                <ins>
                  <HeldWords held={after} nothing={nothing} names={names} />
                </ins>
              )}
            </td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}

function AllSteps({
  followed: { value, steps, at },
  names,
}: {
  followed: Extract<Followed, { is: 'step' }>;
  names: Names;
}) {
  const first = Math.max(0, Math.min(at - mostListed / 2, steps.length - mostListed));
  const listed = steps.slice(first, first + mostListed);
  return (
    <details className={styles.all}>
      <summary>All {steps.length} steps</summary>
      {listed.length < steps.length ? (
        <p className={styles.muted}>
          Those from {first + 1} to {first + listed.length}.
        </p>
      ) : null}
      <ol start={first + 1}>
        {listed.map((step) => (
          <li key={step.position} aria-current={step === steps[at] ? 'step' : undefined}>
            <a href={stepAddress(step.position, value)}>#{step.position}</a>{' '}
            <StepWords step={step} value={value} names={names} />{' '}
            <span className={styles.muted}>
              {deeds[step.event.type]} · <Moment at={step.event.recordedAt} /> · {step.actor}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function StepWords({ step, value, names }: { step: Step; value: RecordedValue; names: Names }) {
  if (step.after?.kind !== 'all') return <HeldWords held={step.after} nothing={nothingOf(value)} names={names} />;
  if (step.isFirst) return 'first recorded';
  const changed = rowsOf(step, value).map(({ part }) => partLabel(part));
  return changed.length === 0 ? 'recorded again as it was' : changed.join(', ');
}

type RefusedProps = { followed: Exclude<Followed, { is: 'step' }>; position: number; names: Names };

/** The value asked for was not set by this event: which ones set it, or that nothing on record has that name. */
function Refused({ followed, position, names }: RefusedProps) {
  return (
    <div id="value" role="alert" className={styles.refused}>
      {followed.is === 'not-on-record' ? (
        <p>
          Not on record: nothing has the name “{followed.value}”. <a href={`/ledger/${position}`}>Leave it out</a>
        </p>
      ) : (
        <>
          <p>
            Not set here: event #{position} did not set this value. <ValueName value={followed.value} names={names} />
          </p>
          <p className={styles.steps}>
            {followed.before === null ? null : (
              <a href={stepAddress(followed.before, followed.value)}>It was set before by #{followed.before}</a>
            )}
            {followed.after === null ? null : (
              <a href={stepAddress(followed.after, followed.value)}>It was set afterwards by #{followed.after}</a>
            )}
            <a href={`/ledger/${position}`}>What this event did set</a>
          </p>
        </>
      )}
    </div>
  );
}

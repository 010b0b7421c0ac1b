import styles from '@/app/_ui/entity-page.module.css';
import { keepMoment } from '@/app/_ui/reading';
import { standingWords } from '@/app/_ui/standing-words';
import { type ClaimStanding, claimStandings } from '@/domain/question/claim-standing';
import type { SourcePage, TrackRecord } from '@/queries/find-source';
import type { BoundedCount } from '@/queries/keyset';

/** How the claims of a source have fared, as counts of what they are counted among, each with the way to the claims. */
export function HowClaimsFared({ page: { source, record, recordWithVoices } }: { page: SourcePage }) {
  return (
    <section aria-labelledby="record">
      <h2 id="record">How its claims have fared</h2>
      <Counts record={record} address={`/claims?claimant=${source.id}`} whose="it makes" own="its own" self="itself" />
      {recordWithVoices ? (
        <>
          <h3 className={styles.part}>With all its voices together</h3>
          <Counts
            record={recordWithVoices}
            address={`/claims?claimant=${source.id}&voices=1`}
            whose="they make"
            own="their own"
            self="themselves"
          />
        </>
      ) : null}
      <details className={styles.history}>
        <summary>What these words mean</summary>
        <dl className={styles.facts}>
          {claimStandings.map((standing) => (
            <div key={standing} className={styles.pair}>
              <dt>{standingWords[standing]}</dt>
              <dd>{meanings[standing]}</dd>
            </div>
          ))}
        </dl>
        <p className={styles.explain}>
          The first that fits is counted. None of them says that a claim is true or untrue, and none becomes a score:
          who reports first is contradicted more often than who waits.
        </p>
      </details>
    </section>
  );
}

const meanings: Record<ClaimStanding, string> = {
  revised: 'It gave another answer later, or took this one back.',
  miscopied: 'It says otherwise than what it was copied from, and was marked so.',
  repeats: 'It relays another source, or its document republishes, quotes or translates another.',
  contradicted: 'An answer that stands cannot be right together with it.',
  agreed: 'At least one other origin asserts the same for certain, before it or after, and nothing contradicts it.',
  untested: 'No other origin asserts it for certain, and nothing contradicts it.',
};

const ownStandings = ['agreed', 'contradicted', 'revised', 'untested'] as const;

type CountsProps = { record: TrackRecord; address: string; whose: string; own: string; self: string };

function Counts({ record: { standings, without }, address, whose, own, self }: CountsProps) {
  const all = sumOf(claimStandings.map((standing) => standings[standing]));
  const ownCount = sumOf(ownStandings.map((standing) => standings[standing]));
  const link = (standing: ClaimStanding) => (
    <Count count={standings[standing]} href={`${address}&standing=${standing}`} />
  );
  const takesNone = without.count > 0 ? `${countWords(without)} more take no position.` : '';
  if (all.count === 0) return <p>No claim on record takes a position. {takesNone}</p>;
  return (
    <>
      <p>
        Of {countWords(all)} {all.count === 1 ? 'claim' : 'claims'} {whose}, {link('repeats')}{' '}
        {standings.repeats.count === 1 ? 'passes' : 'pass'} on another’s word
        {standings.miscopied.count > 0 ? (
          <>
            {' '}
            and {link('miscopied')} {standings.miscopied.count === 1 ? 'was' : 'were'} marked as an error in copying
          </>
        ) : null}
        .{' '}
        {ownCount.count > 0 ? (
          <>
            Of the {countWords(ownCount)} that {ownCount.count === 1 ? 'is' : 'are'} {own}: {link('agreed')} agreed to
            by other origins, {link('contradicted')} contradicted, {link('revised')} revised or taken back by {self},{' '}
            {link('untested')} untested.
          </>
        ) : null}
      </p>
      {takesNone ? <p className={styles.muted}>{takesNone}</p> : null}
    </>
  );
}

const sumOf = (counts: readonly BoundedCount[]): BoundedCount => ({
  count: counts.reduce((sum, { count }) => sum + count, 0),
  isMore: counts.some(({ isMore }) => isMore),
});

const countWords = ({ count, isMore }: BoundedCount): string =>
  isMore ? `more than ${count.toLocaleString('en')}` : count.toLocaleString('en');

const Count = ({ count, href }: { count: BoundedCount; href: string }) =>
  count.count === 0 ? <>0</> : <a href={keepMoment(href)}>{countWords(count)}</a>;

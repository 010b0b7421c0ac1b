import type { Metadata } from 'next';
import { FaultNotice } from '@/app/_ui/fault-notice';
import { countWords, upperFirst } from '@/app/_ui/filtered-list';
import { Live } from '@/app/_ui/live';
import { followLedger, PageTools } from '@/app/_ui/page-tools';
import { addressOf, type Given, readAddress, type SearchParams, without } from '@/app/_ui/read-address';
import { keepMoment, reading } from '@/app/_ui/reading';
import { type BoardStage, boardStages } from '@/domain/question/stage';
import { type DisputeBoard, type DisputeList, disputeFiltersSchema, listDisputes } from '@/queries/list-disputes';
import { DisputeCard } from './dispute-card';
import styles from './page.module.css';

export const metadata: Metadata = { title: 'Disputes' };

const path = '/disputes';

/** What a question waits for in each list. */
const stageWords: Record<BoardStage, string> = {
  Open: 'Positions nobody has weighed yet, and rulings that are challenged.',
  'Evidence wanted': 'Somebody said what would change their mind, and it is being looked for.',
  'Ready to rule': 'Each position has evidence marked for or against it.',
  Settled: 'Ruled on, with reasons. Every position stays readable, and a ruling can be reopened.',
};

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { given, asked, fault } = await readAddress(path, disputeFiltersSchema, searchParams);
  const board = asked && (await listDisputes((await reading()).db, asked));
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>{given.stage && board ? `Disputes: ${given.stage.toLowerCase()}` : 'Disputes'}</h1>
        <p className={styles.lead}>
          What sources disagree on, and where each question stands. A question moves by what is said on it: nobody drags
          it.
        </p>
        {board ? (
          <PageTools
            title={given.stage ? `Disputes: ${given.stage.toLowerCase()}` : 'Disputes'}
            path={path}
            searchParams={searchParams}
            asOf={board.asOf}
            follow={followLedger()}
          />
        ) : null}
      </header>
      {fault ? <FaultNotice what="The board" path={path} given={given} fault={fault} /> : null}
      {board ? (
        <>
          <nav aria-label="Lists and order" className={styles.contents}>
            <ul className={styles.jumps}>
              {boardStages.map((stage) => (
                <li key={stage}>
                  <a
                    href={keepMoment(
                      given.stage ? addressOf(path, { ...without(given, []), stage }) : `#${anchorOf(stage)}`,
                    )}
                    aria-current={given.stage === stage ? 'page' : undefined}
                  >
                    {stage} <span className={styles.total}>{totalWords(board, stage)}</span>
                  </a>
                </li>
              ))}
              {given.stage ? (
                <li>
                  <a href={keepMoment(addressOf(path, without(given, ['stage'])))}>All four lists</a>
                </li>
              ) : null}
            </ul>
            <p className={styles.order}>
              In the order of{' '}
              <Choice given={given} order={undefined}>
                what hangs on it
              </Choice>{' '}
              ·{' '}
              <Choice given={given} order="age">
                how long it has been disputed
              </Choice>
            </p>
          </nav>
          {board.oneSource ? (
            <p className={styles.empty}>
              No open disputes. {upperFirst(countWords(board.oneSource, 'question'))}{' '}
              {board.oneSource.count === 1 ? 'rests' : 'rest'} on one source.{' '}
              <a href={keepMoment('/incidents?state=One+source')}>See the incidents they are about</a>
            </p>
          ) : null}
          <div className={given.stage ? styles.alone : styles.board}>
            {board.lists.map((list) => (
              <List key={list.stage} list={list} given={given} />
            ))}
          </div>
          <p className={styles.printed}>
            {keepMoment(addressOf(path, given))} · Palimpsest, as of event #{board.asOf}
          </p>
          <Live asOf={board.asOf} subjects="all" />
        </>
      ) : null}
    </div>
  );
}

const anchorOf = (stage: BoardStage): string => stage.toLowerCase().replaceAll(' ', '-');

const totalWords = ({ totals }: DisputeBoard, stage: BoardStage): string => {
  const { count, isMore } = totals[stage];
  return isMore ? `more than ${count.toLocaleString('en')}` : count.toLocaleString('en');
};

/** One of the two orders: the one that is shown is no link. */
function Choice({ given, order, children }: { given: Given; order: 'age' | undefined; children: string }) {
  if (given.order === order) return <strong>{children}</strong>;
  const rest = without(given, ['order']);
  return <a href={keepMoment(addressOf(path, order ? { ...rest, order } : rest))}>{children}</a>;
}

function List({ list, given }: { list: DisputeList; given: Given }) {
  const { stage, rows, total, previous, next } = list;
  const asked = { ...without(given, []), stage };
  const rest = total.isMore || total.count > rows.length;
  return (
    <section id={anchorOf(stage)} aria-labelledby={`${anchorOf(stage)}-title`} className={styles.list}>
      <h2 id={`${anchorOf(stage)}-title`}>
        {stage} <span className={styles.total}>{upperFirst(countWords(total, 'question'))}</span>
      </h2>
      <p className={styles.explain}>{stageWords[stage]}</p>
      {rows.length === 0 ? (
        <p className={styles.none}>
          {given.after || given.before ? (
            <>
              Nothing stands on this page of the list. <a href={keepMoment(addressOf(path, asked))}>Its first page</a>
            </>
          ) : (
            'None.'
          )}
        </p>
      ) : (
        <ol className={styles.cards}>
          {rows.map((row) => (
            <DisputeCard key={`${row.subject.kind} ${row.subject.id} ${row.attribute}`} row={row} />
          ))}
        </ol>
      )}
      {given.stage ? (
        previous === null && next === null ? null : (
          <nav aria-label="Pages" className={styles.pager}>
            {previous === null ? null : (
              <>
                <a href={keepMoment(addressOf(path, asked))}>First</a>
                <a rel="prev" href={keepMoment(addressOf(path, { ...asked, before: previous }))}>
                  ← Before
                </a>
              </>
            )}
            {next === null ? null : (
              <a rel="next" href={keepMoment(addressOf(path, { ...asked, after: next }))}>
                After →
              </a>
            )}
          </nav>
        )
      ) : rest ? (
        <p className={styles.all}>
          <a href={keepMoment(addressOf(path, asked))}>
            All of them<span className="hidden"> in “{stage}”</span>
          </a>
        </p>
      ) : null}
    </section>
  );
}

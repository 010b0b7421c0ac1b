import { type Arrangement, arrangedAddress, type Choices, languageOffered } from './arrangement';
import { Choice } from './choice';
import choice from './choice.module.css';
import styles from './claims-choices.module.css';
import type { ShownMatrix } from './claims-matrix';
import { keepMoment } from './reading';
import { plural } from './words';

/** What can be chosen of a comparison, each a plain link that keeps the rest, and what the choice leaves out, by name. */
export function ClaimsChoices({
  path,
  arrangement,
  choices,
  shown,
}: {
  path: string;
  arrangement: Arrangement;
  choices: Choices;
  shown: ShownMatrix;
}) {
  const { claims, copies, turned, language } = arrangement;
  const to = (change: Partial<Arrangement>) => arrangedAddress(path, { ...arrangement, ...change }, 'claims');
  return (
    <>
      <nav aria-label="How the claims are laid out" className={choice.choices}>
        {choices.hasDisagreements ? (
          <Choice
            name="Questions"
            options={[
              { words: 'only disagreements', href: to({ claims: 'disputed' }), isChosen: claims === 'disputed' },
              { words: 'all', href: to({ claims: 'all' }), isChosen: claims === 'all' },
            ]}
          />
        ) : null}
        <Choice
          name="Copies"
          options={[
            { words: 'under what they repeat', href: to({ copies: 'folded' }), isChosen: copies === 'folded' },
            { words: 'each in its row', href: to({ copies: 'shown' }), isChosen: copies === 'shown' },
          ]}
        />
        <Choice
          name="Rows"
          className={styles.wide}
          options={[
            { words: 'sources', href: to({ turned: false }), isChosen: !turned },
            { words: 'questions', href: to({ turned: true }), isChosen: turned },
          ]}
        />
        {choices.languages.length > 1 ? (
          <Choice
            name="Language"
            options={[
              { words: 'any', href: to({ language: null }), isChosen: language === null },
              ...choices.languages.map((tag) => ({
                words: languageOffered(tag),
                href: to({ language: tag }),
                isChosen: language === tag,
              })),
            ]}
          />
        ) : null}
      </nav>
      <LeftOut shown={shown} arrangement={arrangement} to={to} />
      <p className={styles.download}>
        <a
          href={keepMoment(arrangedAddress(`${path}/claims.csv`, { ...arrangement, order: 'disagreements', on: null }))}
        >
          CSV of what is on the screen
        </a>
      </p>
    </>
  );
}

/** What is not on the screen, so that nothing is hidden unseen. */
function LeftOut({
  shown: { hidden, silent, otherwise },
  arrangement,
  to,
}: {
  shown: ShownMatrix;
  arrangement: Arrangement;
  to: (change: Partial<Arrangement>) => string;
}) {
  if (hidden.length === 0 && silent === 0 && otherwise === 0) return null;
  return (
    <div className={styles.left}>
      {hidden.length > 0 ? (
        <p>
          {hidden.length === 1
            ? '1 question without a disagreement is hidden: '
            : `${hidden.length} questions without a disagreement are hidden: `}
          {hidden.map(({ label }) => label).join(', ')}. <a href={keepMoment(to({ claims: 'all' }))}>Show all</a>
        </p>
      ) : null}
      {silent > 0 ? (
        <p>
          {silent === 1 ? '1 source in a document says ' : `${silent} sources in documents say `}nothing of what is
          shown.
        </p>
      ) : null}
      {otherwise > 0 ? (
        <p>
          {plural(otherwise, 'row')} read in documents of another language than{' '}
          {languageOffered(arrangement.language ?? '')} {otherwise === 1 ? 'is' : 'are'} hidden.{' '}
          <a href={keepMoment(to({ language: null }))}>Show every language</a>
        </p>
      ) : null}
    </div>
  );
}

import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import entity from '@/app/_ui/entity-page.module.css';
import { OnlyNow } from '@/app/_ui/only-now';
import { reading } from '@/app/_ui/reading';
import { VocabularyOffered } from '@/app/_ui/vocabulary.client';
import { authorise } from '@/auth/policy';
import { findChosenPerson, personCookie } from '@/auth/session';
import type { Scope } from '@/domain/question/scope';
import { type Attribute, vocabularyWith } from '@/domain/question/vocabulary';
import { type Addition, listVocabulary } from '@/queries/list-vocabulary';
import { answerKindWords } from './answer-kind-words.client';
import { AttributeForm } from './attribute-form.client';
import styles from './page.module.css';
import { ScopeForm } from './scope-form.client';

export const metadata: Metadata = { title: 'What can be asked' };

const orWords = (words: string[]): string => new Intl.ListFormat('en', { type: 'disjunction' }).format(words);

const groups = ['When', 'Where', 'What', 'Harm', 'Who'] as const;

export default async function Page() {
  const { db, moment } = await reading();
  const { additions, addedBy, asOf } = await listVocabulary(db);
  const person = moment ? null : await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  const mayDefine = authorise(person?.roles ?? [], 'DefineAttribute') === null;
  const { attributes, scopeLists } = vocabularyWith(additions);
  return (
    <div className={entity.page}>
      <header className={entity.header}>
        <h1>What can be asked, and what exactly can be counted</h1>
        <p className={entity.explain}>
          Every question a record answers is one of these. Stewards add to them by events; nothing is redefined or taken
          out, so that what was claimed keeps its meaning. What names no event came with Palimpsest.
        </p>
      </header>
      <section aria-labelledby="questions">
        <h2 id="questions">Questions</h2>
        {groups.map((group) => (
          <section key={group} aria-labelledby={`group-${group}`} className={styles.group}>
            <h3 id={`group-${group}`}>{group}</h3>
            <ul>
              {attributes
                .filter((attribute) => attribute.group === group)
                .map((attribute) => (
                  <Asked
                    key={attribute.id}
                    attribute={attribute}
                    addition={addedBy[`attribute ${attribute.id}`] ?? null}
                  />
                ))}
            </ul>
          </section>
        ))}
      </section>
      <section aria-labelledby="scopes">
        <h2 id="scopes">Scopes</h2>
        <p className={entity.explain}>
          What lies inside another counts there too: one foreign contractor hurt is one person hurt.
        </p>
        {Object.entries(scopeLists).map(([list, scopes]) => (
          <section key={list} aria-labelledby={`list-${list.replaceAll(' ', '-')}`} className={styles.list}>
            <h3 id={`list-${list.replaceAll(' ', '-')}`}>{list}</h3>
            <Nested scopes={scopes} within={null} list={list} addedBy={addedBy} />
          </section>
        ))}
      </section>
      <OnlyNow>
        <section aria-labelledby="define" className={styles.define}>
          <h2 id="define">Define something new</h2>
          {mayDefine ? (
            <VocabularyOffered additions={additions}>
              <div className={styles.forms}>
                <section aria-labelledby="define-question">
                  <h3 id="define-question">A question</h3>
                  <AttributeForm />
                </section>
                <section aria-labelledby="define-scope">
                  <h3 id="define-scope">A scope</h3>
                  <ScopeForm />
                </section>
              </div>
            </VocabularyOffered>
          ) : (
            <p>
              Stewards define what can be asked and counted.{' '}
              {person ? (
                'Tell one of them what is missing, in the note of a report.'
              ) : (
                <a href="/people?from=/vocabulary">Choose who you are</a>
              )}
            </p>
          )}
        </section>
      </OnlyNow>
      <p className={entity.muted}>As of event #{asOf}.</p>
    </div>
  );
}

function Asked({ attribute, addition }: { attribute: Attribute; addition: Addition | null }) {
  const { label, kinds, subjects, scopeList, defaultScope, cumulative } = attribute;
  return (
    <li className={styles.asked}>
      <strong>{label}</strong>
      <span>
        asked of {subjects.map((subject) => `${subject}s`).join(' and ')}, answered by{' '}
        {orWords(kinds.map((kind) => answerKindWords[kind] ?? kind))}
        {scopeList ? (
          <>
            ; counts <a href={`#list-${scopeList.replaceAll(' ', '-')}`}>{scopeList}</a>
            {defaultScope ? `, ${defaultScope} where a claim does not say` : ''}
          </>
        ) : null}
        {cumulative ? '; its figures grow' : ''}
        <Added addition={addition} />
      </span>
    </li>
  );
}

type NestedProps = {
  scopes: readonly Scope[];
  within: string | null;
  list: string;
  addedBy: Record<string, Addition>;
};

/** Scopes one inside the other, each once: under the first it lies within, with the others named. */
function Nested({ scopes, within, list, addedBy }: NestedProps) {
  const inner = scopes.filter((scope) => (scope.within[0] ?? null) === within);
  if (inner.length === 0) return null;
  return (
    <ul className={styles.nested}>
      {inner.map((scope) => (
        <li key={scope.id}>
          {scope.label}
          {scope.within.length > 1 ? (
            <span className={entity.muted}> (also within {scope.within.slice(1).join(' and ')})</span>
          ) : null}
          <Added addition={addedBy[`scope ${list} ${scope.id}`] ?? null} />
          <Nested scopes={scopes} within={scope.id} list={list} addedBy={addedBy} />
        </li>
      ))}
    </ul>
  );
}

/** Who added it, for what is not built in. */
function Added({ addition }: { addition: Addition | null }) {
  if (!addition) return null;
  return (
    <span className={entity.muted}>
      {' '}
      · added by {addition.person}, <a href={`/ledger/${addition.setBy}`}>#{addition.setBy}</a>
    </span>
  );
}

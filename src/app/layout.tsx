import '@fontsource/ibm-plex-sans/400.css';
import '@fontsource/ibm-plex-sans/600.css';
import '@fontsource/ibm-plex-sans-arabic/400.css';
import '@fontsource/ibm-plex-sans-arabic/600.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { AsItStood } from './_ui/as-it-stood';
import { ChosenPerson } from './_ui/chosen-person';
import { MainNav } from './_ui/main-nav.client';
import { keepMoment, momentWords, reading } from './_ui/reading';
import { Signs } from './_ui/sign';
import styles from './layout.module.css';

export async function generateMetadata(): Promise<Metadata> {
  const then = momentWords((await reading()).moment);
  return {
    title: { default: `Palimpsest${then}`, template: `%s${then} · Palimpsest` },
    description: 'Who claimed what about an incident, what conflicts and why, and how the record came to be.',
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 };

/** Every page is rendered for its request: its scripts carry that request's nonce. */
export const dynamic = 'force-dynamic';

const mainPlaces = [
  ['/', 'Overview'],
  ['/incidents', 'Incidents'],
  ['/disputes', 'Disputes'],
  ['/map', 'Places'],
  ['/timeline', 'Timeline'],
  ['/sources', 'Sources'],
  ['/ledger', 'Ledger'],
  ['/report', 'Report'],
  ['/review', 'Review'],
] as const;

const morePlaces = [
  ['/documents', 'Documents'],
  ['/claims', 'Claims'],
  ['/reports', 'Your reports'],
  ['/vocabulary', 'Vocabulary'],
] as const;

/** The pages a reader can go to, at the moment they stand at where these are shown as of one. */
const atThat = (places: readonly (readonly [string, string])[]) =>
  places.map(([href, name]) => [keepMoment(href), name] as const);

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { moment } = await reading();
  return (
    <html lang="en">
      <body data-then={moment ? '' : undefined}>
        <Signs />
        <a className={styles.skip} href="#content">
          Skip to the content
        </a>
        <header className={styles.header}>
          <div className={styles.bar}>
            <a href="/" className={styles.mark}>
              Palimpsest
            </a>
            <MainNav label="Main" className={styles.nav} places={atThat(mainPlaces)} />
            <ChosenPerson />
          </div>
        </header>
        <main id="content" tabIndex={-1} className={styles.content}>
          <AsItStood />
          {children}
        </main>
        <footer className={styles.footer}>
          <MainNav label="More" className={styles.more} places={atThat(morePlaces)} />
          <p>
            State words describe what sources say of each other, never what is true. Nothing here is overwritten: every
            value names the event that set it.
          </p>
        </footer>
      </body>
    </html>
  );
}

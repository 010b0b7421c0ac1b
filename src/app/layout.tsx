import '@fontsource/ibm-plex-sans/400.css';
import '@fontsource/ibm-plex-sans/600.css';
import '@fontsource/ibm-plex-sans-arabic/400.css';
import '@fontsource/ibm-plex-sans-arabic/600.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { ChosenPerson } from './_ui/chosen-person';
import styles from './layout.module.css';

export const metadata: Metadata = {
  title: { default: 'Palimpsest', template: '%s · Palimpsest' },
  description: 'Who claimed what about an incident, what conflicts and why, and how the record came to be.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 };

/** Every page is rendered for its request: its scripts carry that request's nonce. */
export const dynamic = 'force-dynamic';

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <a className={styles.skip} href="#content">
          Skip to the content
        </a>
        <header className={styles.header}>
          <div className={styles.bar}>
            <a href="/" className={styles.mark}>
              Palimpsest
            </a>
            <nav aria-label="Main" className={styles.nav}>
              <a href="/">Overview</a>
              <a href="/incidents">Incidents</a>
              <a href="/map">Places</a>
              <a href="/timeline">Timeline</a>
              <a href="/sources">Sources</a>
              <a href="/report">Report</a>
              <a href="/review">Review</a>
            </nav>
            <ChosenPerson />
          </div>
        </header>
        <main id="content" tabIndex={-1} className={styles.content}>
          {children}
        </main>
        <footer className={styles.footer}>
          <nav aria-label="More" className={styles.more}>
            <a href="/documents">Documents</a>
            <a href="/claims">Claims</a>
            <a href="/reports">Your reports</a>
            <a href="/vocabulary">Vocabulary</a>
          </nav>
          <p>
            State words describe what sources say of each other, never what is true. Nothing here is overwritten: every
            value names the event that set it.
          </p>
        </footer>
      </body>
    </html>
  );
}

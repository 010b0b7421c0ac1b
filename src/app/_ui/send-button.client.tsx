'use client';

import buttons from './buttons.module.css';

/** The button that sends: it keeps the keyboard while it sends and says so. */
export function SendButton({ sending, onSend, children }: { sending: boolean; onSend: () => void; children: string }) {
  return (
    <button type="button" className={buttons.primary} aria-disabled={sending} onClick={() => !sending && onSend()}>
      {sending ? 'Sending…' : children}
    </button>
  );
}

'use client';

/** What a reader sees when a page could not be made: what is safe, and what to do. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  return (
    <div role="alert">
      <h1>This page could not be made</h1>
      <p>Nothing was lost and nothing was written. The database may be starting again.</p>
      <p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </p>
    </div>
  );
}

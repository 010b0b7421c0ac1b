'use client';

import { usePathname } from 'next/navigation';

type MainNavProps = {
  className?: string | undefined;
  label: string;
  places: readonly (readonly [href: string, name: string])[];
};

/** Links to the main pages; the one a reader is on, or is on a part of, says so. */
export function MainNav({ className, label, places }: MainNavProps) {
  const path = usePathname();
  const isHere = (href: string) => {
    const [to = ''] = href.split('?');
    return to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`);
  };
  return (
    <nav aria-label={label} className={className}>
      {places.map(([href, name]) => (
        <a key={href} href={href} aria-current={isHere(href) ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}

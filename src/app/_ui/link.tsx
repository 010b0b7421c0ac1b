import NextLink from 'next/link';
import type { ComponentProps } from 'react';

/** A link within Palimpsest. Nothing is fetched ahead: a record has hundreds of links, and each page is made for its request. */
export const Link = (props: Omit<ComponentProps<typeof NextLink>, 'prefetch'>) => (
  <NextLink prefetch={false} {...props} />
);

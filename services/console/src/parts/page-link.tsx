import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { type Scope, useWho } from '../session.js';

/** What a key needs to see anything on the pages below a place. */
const NEEDED: Readonly<Record<string, Scope>> = {
  '': 'analytics:read',
  orders: 'orders:read',
  customers: 'customers:read',
  cash: 'payments:read',
  system: 'operations',
};

/** The first of these addresses whose page may be opened by whoever is signed in, if any may. */
export function useWay(...hrefs: readonly string[]): string | undefined {
  const { scopes } = useWho();
  return hrefs.find((href) => {
    const needed = NEEDED[href.split(/[/?]/)[1] ?? ''];
    return needed === undefined || scopes.includes(needed);
  });
}

/**
 * The way to another page, of several to the first that the key may open; where it may open none,
 * the words alone.
 */
export function PageLink({
  href,
  className,
  children,
}: {
  readonly href: string | readonly string[];
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const way = useWay(...[href].flat());
  if (way === undefined) return <span>{children}</span>;
  return (
    <Link href={way} className={className}>
      {children}
    </Link>
  );
}

import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { type Scope, useMay } from '../session.js';

/** What a key needs to see anything on the pages below a place. */
const NEEDED: Readonly<Record<string, Scope>> = {
  orders: 'orders:read',
  customers: 'customers:read',
  cash: 'payments:read',
  system: 'operations',
};

/** Whether whoever is signed in may open the page at this address. */
export function useMayOpen(href: string): boolean {
  const needed = NEEDED[href.split(/[/?]/)[1] ?? ''];
  return useMay(...(needed ? [needed] : []));
}

/** The way to another page; where the key may not open it, its words alone. */
export function PageLink({
  href,
  className,
  children,
}: {
  readonly href: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  if (!useMayOpen(href)) return <span>{children}</span>;
  return (
    <Link href={href} className={className}>
      {children}
    </Link>
  );
}

import { lazy, Suspense, useEffect, useState } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { client, queries, useAct } from './api.js';
import { useWorkCount } from './work/work-list.js';
import { useLiveness } from './live.js';
import { Icon, Mark } from './parts/icon.js';
import { PageBoundary } from './parts/page-boundary.js';
import { PageLink, useWay } from './parts/page-link.js';
import { Page } from './parts/page.js';
import { Empty, Loading } from './parts/states.js';
import { useWho } from './session.js';
import { applyTheme, isDark, switchTheme } from './theme.js';

const ProcessMap = lazy(async () => ({ default: (await import('./map/map-page.js')).MapPage }));
const Work = lazy(async () => ({ default: (await import('./work/work-page.js')).WorkPage }));
const Orders = lazy(async () => ({
  default: (await import('./orders/orders-page.js')).OrdersPage,
}));
const Order = lazy(async () => ({ default: (await import('./orders/order-page.js')).OrderPage }));
const Invoices = lazy(async () => ({
  default: (await import('./orders/invoices-page.js')).InvoicesPage,
}));
const Customers = lazy(async () => ({
  default: (await import('./customers/customers-page.js')).CustomersPage,
}));
const Customer = lazy(async () => ({
  default: (await import('./customers/customer-page.js')).CustomerPage,
}));
const Cash = lazy(async () => ({ default: (await import('./cash/cash-page.js')).CashPage }));
const Payment = lazy(async () => ({
  default: (await import('./cash/payment-page.js')).PaymentPage,
}));
const Figures = lazy(async () => ({
  default: (await import('./figures/figures-page.js')).FiguresPage,
}));
const System = lazy(async () => ({
  default: (await import('./system/system-page.js')).SystemPage,
}));

const PLACES = [
  { path: '/', name: 'Process map', short: 'Map', icon: 'map' },
  { path: '/work', name: 'Work', short: 'Work', icon: 'work' },
  { path: '/orders', name: 'Orders', short: 'Orders', icon: 'orders' },
  { path: '/customers', name: 'Customers', short: 'Customers', icon: 'customers' },
  { path: '/cash', name: 'Cash', short: 'Cash', icon: 'cash' },
  { path: '/figures', name: 'Figures', short: 'Figures', icon: 'figures' },
  { path: '/system', name: 'System', short: 'System', icon: 'system' },
] as const;

applyTheme();

/** The frame around every page: where one can go, who one is, and whether the picture moves. */
export function Shell() {
  useLanding();
  const [here] = useLocation();
  return (
    <div className="shell">
      <a className="skip" href="#page">
        To the page
      </a>
      <Aside />
      <main id="page" className="page" tabIndex={-1}>
        <PageBoundary key={here}>
          <Suspense fallback={<Loading />}>
            <Pages />
          </Suspense>
        </PageBoundary>
      </main>
    </div>
  );
}

/** Who may not see the first page begins at the second, where each key has what it may see. */
function useLanding(): void {
  const [here, go] = useLocation();
  const way = useWay(here, '/work');
  useEffect(() => {
    if (here === '/' && way !== undefined) go(way, { replace: true });
  }, []);
}

function Pages() {
  return (
    <Switch>
      <Route path="/" component={ProcessMap} />
      <Route path="/work" component={Work} />
      <Route path="/orders" component={Orders} />
      <Route path="/orders/:id">{({ id }) => <Order key={id} id={id} />}</Route>
      <Route path="/invoices" component={Invoices} />
      <Route path="/customers" component={Customers} />
      <Route path="/customers/:id">{({ id }) => <Customer key={id} id={id} />}</Route>
      <Route path="/cash" component={Cash} />
      <Route path="/cash/:id">{({ id }) => <Payment key={id} id={id} />}</Route>
      <Route path="/figures" component={Figures} />
      <Route path="/system" component={System} />
      <Route component={NoPage} />
    </Switch>
  );
}

function NoPage() {
  return (
    <Page title="There is no such page">
      <Empty title="Nothing is kept at this address">
        It may be mistyped. <PageLink href={['/', '/work']}>Go to the first page</PageLink>
      </Empty>
    </Page>
  );
}

function Aside() {
  const [here] = useLocation();
  const waiting = useWorkCount();
  return (
    <header className="aside">
      <div className="brand">
        <Mark />
        <span>Order to cash</span>
      </div>
      <nav aria-label="Pages">
        {PLACES.map(({ path, name, short, icon }) => (
          <Link
            key={path}
            href={path}
            className="place"
            aria-current={isAt(here, path) ? 'page' : undefined}
          >
            <Icon name={icon} />
            <span className="place-name">{name}</span>
            <span className="place-short" aria-hidden="true">
              {short}
            </span>
            {path === '/work' && waiting > 0 && <span className="count">{waiting}</span>}
          </Link>
        ))}
      </nav>
      <Me />
    </header>
  );
}

function Me() {
  const { name } = useWho();
  const [dark, setDark] = useState(isDark);
  const leaving = useAct(() => client.call('DELETE /v1/session'));
  const leave = (): void => leaving.mutate(undefined, { onSettled: () => queries.resetQueries() });
  return (
    <div className="me">
      <Live />
      <span className="me-name" title={`Signed in as ${name}`}>
        {name}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={dark ? 'Light theme' : 'Dark theme'}
        onClick={() => setDark(switchTheme())}
      >
        <Icon name={dark ? 'sun' : 'moon'} />
      </button>
      <button type="button" className="icon-button" aria-label="Sign out" onClick={leave}>
        <Icon name="out" />
      </button>
    </div>
  );
}

const LIVENESS = { live: 'Live', connecting: 'Connecting', away: 'No connection' } as const;

function Live() {
  const liveness = useLiveness();
  return (
    <span className="live" data-live={liveness} role="status">
      {LIVENESS[liveness]}
    </span>
  );
}

function isAt(here: string, path: string): boolean {
  if (path === '/orders' && here === '/invoices') return true;
  return path === '/' ? here === '/' : here === path || here.startsWith(`${path}/`);
}

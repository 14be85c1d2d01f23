import type { Browser, Locator } from 'playwright-core';
import { aScreen, closeBrowser, describeInBrowser, openBrowser } from './browser.js';
import { type Screen, settledPage, signIn, violationsOn, WIDTHS } from './browser.js';
import { KEY, newSystem, type System } from './system.js';
import { aCustomer, aProduct, eur, invoicesOf, openShipment, orderIs } from './world.js';
import { pay, place, ship } from './world.js';

describeInBrowser('The console says what is there, not there, and not to be seen', () => {
  let system: System;
  let browser: Browser;
  let clerk: Screen;
  let customer: { id: string };
  let shipped: { id: string; number: string };
  let released: { id: string };
  const today = new Date().toISOString().slice(0, 10);

  beforeAll(async () => {
    system = await newSystem('standalone');
    browser = await openBrowser(system);
    customer = await aCustomer(system);
    const { sku } = await aProduct(system, '10.00', 20);
    shipped = await place(system, customer, [{ sku, quantity: 2 }]);
    await ship(system, shipped.id);
    await invoicesOf(system, shipped.id, 1);
    released = await place(system, customer, [{ sku, quantity: 3 }]);
    await openShipment(system, released.id);
    clerk = await aScreen(browser, system);
    await signIn(clerk, KEY);
  }, 120_000);

  afterAll(async () => {
    await closeBrowser(browser, system);
    expect(clerk.faults).toEqual([]);
  }, 60_000);

  const card = (title: string, { page } = clerk): Locator =>
    page.locator('.card').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
  const button = (name: string): Locator => clerk.page.getByRole('button', { name, exact: true });
  const guestWith = async (...scopes: readonly string[]): Promise<Screen> => {
    const { key } = await system.post('/v1/api-keys', { name: 'Guest', scopes });
    const guest = await aScreen(browser, system);
    await signIn(guest, key);
    return guest;
  };

  it('what an order can no more be asked for is not offered', async () => {
    const { page } = clerk;
    await page.goto(`/orders/${released.id}`);
    await button('Cancel order').waitFor();
    await button('Change').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Product').fill('3');
    expect(await dialog.getByRole('button', { name: 'Change order' }).isDisabled()).toBe(true);
    expect(await dialog.getByLabel('Wanted on').count()).toBe(0);
    await dialog.getByLabel('Product').fill('2');
    await dialog.getByRole('button', { name: 'Change order' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('columnheader', { name: 'Cancelled' }).waitFor();
    await button('Change').click();
    expect(await dialog.getByLabel('Product').inputValue()).toBe('2');
    await page.keyboard.press('Escape');
    await page.goto(`/orders/${shipped.id}`);
    await button('Change').waitFor();
    expect(await button('Cancel order').count()).toBe(0);
    const [invoice] = await invoicesOf(system, shipped.id, 1);
    await pay(system, customer.id, '20.00', invoice.number);
    await orderIs(system, shipped.id, 'closed');
    await button('Change').waitFor({ state: 'detached' });
    expect(await button('Cancel order').count()).toBe(0);
  });

  it('a shipment that is late is sent off where the order says so', async () => {
    const { page } = clerk;
    const late = { code: 'shipment.late', service: 'shipping', event: 'ShipmentPlanned' };
    const at = `${today}T00:00:00.000Z`;
    const words = { message: `2 were to leave by ${today}`, action: 'Ship it', owner: 'warehouse' };
    const blockers = [{ ...late, ...words, since: at, asOf: at }];
    await page.route('**/blockers', (route) => route.fulfill({ json: { blockers } }));
    await page.goto(`/orders/${released.id}`);
    const blocker = page.getByRole('list', { name: 'What stops this order' });
    await blocker.getByText('2 were to leave by').waitFor();
    expect(await blocker.getByText(today).count()).toBe(0);
    await blocker.getByRole('button', { name: 'Ship', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ship', exact: true }).click();
    await orderIs(system, released.id, 'invoiced');
    await page.unrouteAll();
  });

  it('says that there is none yet only where no filter hides any', async () => {
    const { page } = clerk;
    const hidden = ['orders?from=2999-01-01', 'customers?search=nobody-at-all'];
    for (const place of [...hidden, 'cash?status=reversed', 'work?kind=parked_fact']) {
      await page.goto(`/${place}`);
      await page.getByText('Nothing like this').waitFor();
    }
    await page.goto('/work');
    await page.getByText('Nothing waits for a person').waitFor();
  });

  it('leads back from an address that was mistyped', async () => {
    const { page } = clerk;
    for (const address of ['/nowhere', '/orders/1/2']) {
      const answer = await page.goto(address);
      expect(answer?.status()).toBe(404);
      await page.getByRole('heading', { name: 'There is no such page', level: 1 }).waitFor();
      expect(await violationsOn(page, false)).toEqual([]);
      await page.getByRole('link', { name: 'Go to the first page' }).click();
      await page.getByRole('heading', { name: 'Process map', level: 1 }).waitFor();
    }
    expect((await system.call('GET', '/nowhere')).body.code).toBe('route.unknown');
    const seller = await guestWith('orders:read');
    await seller.page.goto('/nowhere');
    await seller.page.getByRole('link', { name: 'Go to the first page' }).click();
    await seller.page.getByRole('heading', { name: 'Work', level: 1 }).waitFor();
    expect(seller.faults).toEqual([]);
  });

  it.each([
    ['Documents', 'invoices?', 'orders', 'No document yet'],
    ['Documents', 'credit-notes?', 'orders', 'No document yet'],
    ['Behaviour', 'payment-behaviour', 'customers', 'Nothing is known yet'],
    ['Timeline', '/timeline', 'customers', 'Nothing has been told of it yet'],
  ])('of %s nothing is said to be there while %s is away', async (title, path, place, none) => {
    const { page } = clerk;
    const isAsked = (url: URL): boolean => url.href.includes(path);
    const detail = 'It is away for a moment';
    const problem = { type: 'about:blank', title: 'Failed', status: 500, code: 'x', detail };
    await page.route(isAsked, (route) =>
      route.fulfill({ status: 500, json: problem, contentType: 'application/problem+json' }),
    );
    const [first] = (await system.get(`/v1/${place}?limit=1`)).items;
    await page.goto(`/${place}/${first.id}`);
    await card(title).getByText(detail).waitFor();
    expect(await card(title).getByText(none).count()).toBe(0);
    await page.unroute(isAsked);
  });

  it('what a key lacks is said in one way, and no link leads there', async () => {
    const poor = await aCustomer(system, '5.00');
    const { sku } = await aProduct(system, '10.00', 5);
    const held = await place(system, poor, [{ sku, quantity: 1 }]);
    await orderIs(system, held.id, 'held');
    const controller = await guestWith('holds:decide');
    await controller.page.goto('/work');
    const row = controller.page.locator('[data-index]').filter({ hasText: held.number });
    await row.getByRole('button', { name: 'Release' }).waitFor();
    expect(await row.getByRole('link').count()).toBe(0);
    const teller = await guestWith('holds:decide', 'customers:read');
    const known = teller.page.locator('[data-index]').filter({ hasText: held.number });
    await known.getByRole('link').click();
    await teller.page.getByRole('heading', { name: poor.name, level: 1 }).waitFor();
    const seller = await guestWith('orders:read', 'orders:write');
    await seller.page.getByRole('heading', { name: 'Work', level: 1 }).waitFor();
    await seller.page.goto(`/orders/${held.id}`);
    await settledPage(seller.page);
    await seller.page.getByText('Customer not for this key').waitFor();
    for (const [title, scope] of [
      ['Documents', 'invoices:read'],
      ['Shipments', 'shipments:read'],
    ] as const) {
      await card(title, seller).getByText(`This key lacks the scope ${scope}`).waitFor();
    }
    await seller.page.goto('/orders');
    await seller.page.getByRole('button', { name: 'Place an order' }).click();
    const dialog = seller.page.getByRole('dialog');
    await dialog.getByText('lacks the scopes customers:read and products:read').waitFor();
    expect([...controller.faults, ...teller.faults, ...seller.faults]).toEqual([]);
  });

  it('tells of everything that a customer paid, and of what is booked ahead', async () => {
    const payer = await aCustomer(system);
    await system.settled();
    const names = Array.from({ length: 210 }, (_, index) => `PAID-${index}`);
    const item = { customer: payer.id, kind: 'invoice', documentDate: today, dueDate: today };
    const amount = eur('1.00');
    const openItems = names.map((document) => ({ ...item, document, amount }));
    await system.post('/v1/open-items/batch', { openItems });
    const money = { customer: payer.id, method: 'transfer', valueDate: today, amount };
    const payments = names.map((reference) => ({ ...money, reference }));
    await system.post('/v1/payments/batch', { payments });
    const later = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    await system.post('/v1/payments', { ...money, valueDate: later });
    const { page } = clerk;
    await page.goto(`/customers/${payer.id}`);
    await card('Behaviour').getByText('Of 210 applications').waitFor();
    const ahead = card('Statement').getByRole('row').filter({ hasText: 'for a later day' });
    await ahead.getByText('-€1.00').waitFor();
  });

  it('tells what happened with a customer, page by page, and leads to each order', async () => {
    const regular = await aCustomer(system, '1000.00');
    const { sku } = await aProduct(system, '1.00', 50);
    const orders = [];
    for (let count = 0; count < 22; count++) {
      orders.push(await place(system, regular, [{ sku, quantity: 1 }]));
    }
    const [first, newest] = [orders[0], orders.at(-1)];
    const { page } = clerk;
    await page.goto(`/customers/${regular.id}`);
    const timeline = card('Timeline');
    const entry = (text: string): Locator =>
      timeline.getByRole('listitem').filter({ hasText: text });
    await entry(newest.number).waitFor();
    expect(await timeline.getByRole('listitem').count()).toBe(20);
    expect(await entry(first.number).count()).toBe(0);
    expect(await button('Newer').isDisabled()).toBe(true);
    await button('Older').click();
    await entry('was registered').waitFor();
    await ship(system, first.id);
    await entry(first.number).getByText('was issued').waitFor();
    await button('Newer').click();
    await entry(newest.number).waitFor();
    await pay(system, regular.id, '3.00', 'For something');
    await timeline.getByRole('listitem').first().getByText('€3.00 came in').waitFor();
    await button('Older').click();
    await entry(first.number).getByRole('link').click();
    await page.getByRole('heading', { name: first.number, level: 1 }).waitFor();

    const guest = await guestWith('customers:read');
    await guest.page.goto(`/customers/${regular.id}`);
    await card('Timeline', guest).getByText('lacks the scope orders:read').waitFor();
  });

  it('no table has to be moved sideways to be read on a narrow screen', async () => {
    const { page } = clerk;
    await page.setViewportSize(WIDTHS[1]);
    await page.route(`**/v1/orders/${shipped.id}`, async (route) => {
      const order = await system.get(`/v1/orders/${shipped.id}`);
      const everywhere = { invoiced: 1_200, shipped: 1_300, reserved: 1_400, backordered: 1_500 };
      const lines = order.lines.map((line: object) => ({ ...line, ...everywhere, cancelled: 1 }));
      await route.fulfill({ json: { ...order, lines } });
    });
    for (const place of [`orders/${shipped.id}`, `customers/${customer.id}`, 'figures', 'system']) {
      await page.goto(`/${place}`);
      await settledPage(page);
      const tables = page.locator('.table-frame');
      await tables.first().waitFor();
      const wider = await tables.evaluateAll((frames) =>
        frames.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.ariaLabel),
      );
      expect([place, wider]).toEqual([place, []]);
    }
    await page.unrouteAll();
    await page.goto('/figures');
    await button('DSO, end of period').click();
    await page.getByRole('dialog').getByRole('table').waitFor();
    const sheet = page.locator('.sheet');
    expect(await sheet.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    await page.setViewportSize(WIDTHS[0]);
  });
});

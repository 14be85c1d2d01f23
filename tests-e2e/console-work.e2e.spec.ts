import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@o2c/testing';
import type { Browser, Locator } from 'playwright-core';
import { aScreen, closeBrowser, describeInBrowser, openBrowser } from './browser.js';
import { picture, type Screen, signIn } from './browser.js';
import { KEY, newSystem, type System } from './system.js';
import { aCustomer, aProduct, eur, openItem, orderIs, place } from './world.js';

describeInBrowser('The work that waits for a person is done in place', () => {
  let system: System;
  let browser: Browser;
  let clerk: Screen;
  let customer: { id: string; name: string };
  const today = new Date().toISOString().slice(0, 10);

  beforeAll(async () => {
    system = await newSystem('standalone');
    browser = await openBrowser(system);
    customer = await aCustomer(system);
    clerk = await aScreen(browser, system);
    await signIn(clerk, KEY, '/work');
  }, 120_000);

  afterAll(async () => {
    await closeBrowser(browser, system);
    expect(clerk.faults).toEqual([]);
  }, 60_000);

  const row = (text: string): Locator =>
    clerk.page.locator('[role="row"][data-index]').filter({ hasText: text });
  const press = (name: string): Promise<void> =>
    clerk.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  const begin = (text: string, name: string): Promise<void> =>
    row(text).getByRole('button', { name }).click();
  const isGone = async (text: string): Promise<void> => {
    await row(text).waitFor({ state: 'detached' });
    await eventually(async () => {
      const { items } = await system.get('/v1/work?limit=200');
      const titles = items.map(({ title }: { title: string }) => title);
      expect(titles.filter((title: string) => title.includes(text))).toEqual([]);
    });
  };

  it('goods that came in are received, and the order that lacked them goes on', async () => {
    const product = await aProduct(system, '10.00');
    const order = await place(system, customer, [{ sku: product.sku, quantity: 1_200 }]);
    await begin(`1200 of ${product.sku}`, 'Receive');
    await clerk.page.getByText('All orders together lack 1,200.').waitFor();
    await press('Receive');
    await isGone(product.sku);
    await eventually(async () => {
      const { items } = await system.get(`/v1/shipments?order=${order.id}`);
      expect(items).toMatchObject([{ lines: [{ planned: 1_200 }] }]);
    });
  });

  it('cash is applied to picked items, also where the bank did not say whose it is', async () => {
    const loaded = { customer: customer.id, kind: 'invoice', documentDate: today, dueDate: today };
    for (const [document, amount] of [
      ['OLD-1', '30.00'],
      ['OLD-2', '22.00'],
    ] as const) {
      await system.post('/v1/open-items', { ...loaded, document, amount: eur(amount) });
    }
    const money = { amount: eur('35.00'), method: 'transfer', valueDate: today };
    await system.post('/v1/payments', { ...money, payer: 'Somebody, a bank says' });
    await begin('Somebody, a bank says', 'Apply');
    const dialog = clerk.page.getByRole('dialog');
    await dialog.getByLabel('Customer').fill(customer.name);
    await clerk.page.getByRole('option', { name: customer.name }).first().click();
    await dialog.getByLabel('OLD-1').check();
    await dialog.getByText('€5.00 would stay unapplied').waitFor();
    const paid = { customer: customer.id, amount: eur('10.00'), reference: 'OLD-1' };
    await system.post('/v1/payments', { ...money, ...paid });
    await dialog.getByText('€15.00 would stay unapplied').waitFor();
    await dialog.getByLabel('OLD-1').press('ArrowDown');
    await clerk.page.keyboard.press('Space');
    expect(await dialog.getByLabel('OLD-2').isChecked()).toBe(true);
    await dialog.getByText('€7.00 would stay open').waitFor();
    await picture(clerk.page, 'work-apply');
    await press('Apply');
    await dialog.waitFor({ state: 'detached' });
    await isGone('Somebody, a bank says');
    await openItem(system, customer.id, 'OLD-2', '7.00');
  });

  it('a rest is written off with a reason, which is kept', async () => {
    await begin('A rest of OLD-2 was not paid', 'Write off');
    await clerk.page.getByRole('button', { name: 'Bank charges' }).click();
    await press('Write off');
    await isGone('A rest of OLD-2');
    await eventually(async () => {
      const { items } = await system.get('/v1/events?type=WrittenOff');
      expect(items).toMatchObject([{ data: { document: 'OLD-2', reason: 'Bank charges' } }]);
    });
  });

  it('an e-mail that could not be sent is sent again', async () => {
    const mail = join(system.dataDir, 'mail');
    writeFileSync(mail, 'a file where the folder should be');
    const item = { customer: customer.id, kind: 'invoice', document: 'OLD-3' };
    const dates = { documentDate: '2026-01-01', dueDate: '2026-02-01' };
    await system.post('/v1/open-items', { ...item, ...dates, amount: eur('9.00') });
    await system.post('/v1/reminder-runs', { asOf: '2026-02-10' });
    await eventually(async () => {
      const { counts } = await system.get('/v1/work');
      expect(counts.failed_email).toBeGreaterThan(0);
    });
    await clerk.page.reload();
    rmSync(mail);
    mkdirSync(mail);
    await clerk.page.getByRole('button', { name: /^Failed email/ }).click();
    await row('was not sent').first().waitFor();
    for (let left = await row('was not sent').count(); left > 0; left--) {
      await row('was not sent').getByRole('button', { name: 'Send again' }).first().click();
      await press('Send again');
      await eventually(async () => expect(await row('was not sent').count()).toBe(left - 1));
    }
    await eventually(async () => {
      const { counts } = await system.get('/v1/work');
      expect(counts.failed_email).toBeUndefined();
    });
    const letters = readdirSync(mail).map((file) => readFileSync(join(mail, file), 'utf8'));
    expect(letters.join()).toContain('OLD-3');
    await clerk.page.getByRole('button', { name: 'All', exact: true }).click();
  });

  it('what is refused stays, with the reason in the words of the system', async () => {
    const poor = await aCustomer(system, '5.00');
    const { sku } = await aProduct(system, '10.00', 5);
    const order = await place(system, poor, [{ sku, quantity: 1 }]);
    await orderIs(system, order.id, 'held');
    await begin(order.number, 'Release');
    await clerk.page.getByRole('button', { name: 'Good record' }).click();
    await press('Release');
    await row(order.number).getByText('Somebody else has to decide about this order').waitFor();
    expect(await system.get(`/v1/orders/${order.id}`)).toMatchObject({ status: 'held' });
  });

  const shortlyPaid = async (...documents: readonly string[]): Promise<void> => {
    const loaded = { customer: customer.id, kind: 'invoice', documentDate: today, dueDate: today };
    const money = { customer: customer.id, method: 'transfer', valueDate: today };
    for (const document of documents) {
      await system.post('/v1/open-items', { ...loaded, document, amount: eur('50.00') });
      await system.post('/v1/payments', { ...money, amount: eur('48.00'), reference: document });
      await row(`A rest of ${document}`).waitFor();
    }
  };
  const writeOffByKeys = async (document: string): Promise<void> => {
    await row(document).getByRole('button', { name: 'Write off' }).press('Enter');
    await clerk.page.getByLabel('Reason').fill('Bank charges');
    await clerk.page.keyboard.press('Enter');
    await clerk.page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  const focused = (within: Locator): Promise<void> => within.locator(':focus').waitFor();

  it('whoever works by keyboard alone goes on with the next row', async () => {
    await shortlyPaid('KEYS-1', 'KEYS-2', 'KEYS-3');
    await clerk.page.getByRole('button', { name: /^Short payment/ }).click();
    await row('KEYS-2').getByRole('button', { name: 'Write off' }).press('Enter');
    await clerk.page.keyboard.press('Escape');
    await row('KEYS-2')
      .getByRole('button', { name: 'Write off' })
      .locator(':scope:focus')
      .waitFor();
    await writeOffByKeys('KEYS-2');
    await isGone('KEYS-2');
    await focused(row('KEYS-3'));
    await writeOffByKeys('KEYS-3');
    await isGone('KEYS-3');
    await focused(row('KEYS-1'));
    await writeOffByKeys('KEYS-1');
    await isGone('KEYS-1');
    await clerk.page.locator('h1:focus', { hasText: 'Work' }).waitFor();
    await clerk.page.getByRole('button', { name: 'All', exact: true }).click();
  });

  it('a row whose action was refused is read anew, without any fact', async () => {
    await shortlyPaid('GONE-1');
    await clerk.page.route('**/v1/stream', (route) => route.abort());
    await clerk.page.reload();
    await row('GONE-1').waitFor();
    const paid = { customer: customer.id, amount: eur('2.00'), reference: 'GONE-1' };
    await system.post('/v1/payments', { ...paid, method: 'transfer', valueDate: today });
    await eventually(async () => {
      const { items } = await system.get('/v1/work?kind=short_payment');
      expect(items).toEqual([]);
    });
    await writeOffByKeys('GONE-1');
    await row('GONE-1').waitFor({ state: 'detached' });
    await clerk.page.unroute('**/v1/stream');
  });
});

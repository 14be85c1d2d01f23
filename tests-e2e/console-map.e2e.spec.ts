import { eventually } from '@o2c/testing';
import type { Browser, Locator } from 'playwright-core';
import { aScreen, closeBrowser, describeInBrowser, openBrowser } from './browser.js';
import { type Screen, signIn, violationsOn, WIDTHS } from './browser.js';
import { newSystem, type System } from './system.js';
import { aCustomer, aProduct, invoicesOf, orderIs, pay, place, ship } from './world.js';

describeInBrowser('The map leads to the order that is stuck, by keyboard alone', () => {
  let system: System;
  let browser: Browser;
  let control: Screen;
  let held: { id: string; number: string };

  beforeAll(async () => {
    system = await newSystem('standalone');
    browser = await openBrowser(system);
    const customer = await aCustomer(system, '50.00');
    const { sku } = await aProduct(system, '10.00', 30);
    const paid = await place(system, customer, [{ sku, quantity: 1 }]);
    await ship(system, paid.id);
    const [invoice] = await invoicesOf(system, paid.id, 1);
    await pay(system, customer.id, '10.00', invoice.number);
    await orderIs(system, paid.id, 'closed');
    held = await place(system, customer, [{ sku, quantity: 10 }]);
    await orderIs(system, held.id, 'held');
    const { scopes } = await system.get('/v1/session');
    const { key } = await system.post('/v1/api-keys', { name: 'Cora, credit control', scopes });
    control = await aScreen(browser, system);
    await signIn(control, key);
    await step('Open item closed').waitFor();
    await step('Credit held').waitFor();
  }, 120_000);

  afterAll(async () => {
    await closeBrowser(browser, system);
    expect(control.faults).toEqual([]);
  }, 60_000);

  const step = (name: string): Locator =>
    control.page.getByRole('button', { name: new RegExp(`^${name}: `) });
  const way = (name: string): Locator => step(name);
  const panel = (name: string): Locator => control.page.getByRole('group', { name });
  const hasFocus = (what: Locator): Promise<void> =>
    what.and(control.page.locator(':focus')).waitFor();
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await control.page.keyboard.press(key);
  };

  it('is one stop of the tabulator, and the arrow keys go on as the process does', async () => {
    await control.page.getByRole('button', { name: '90 d' }).focus();
    await press('Tab');
    await hasFocus(step('Order placed'));
    await press('ArrowRight');
    await hasFocus(way('Order placed to Credit approved'));
    await press('ArrowDown');
    await hasFocus(step('Credit held'));
    await press('ArrowUp');
    await hasFocus(step('Order placed'));
    await press('ArrowDown', 'Tab');
    await hasFocus(control.page.getByRole('checkbox', { name: 'rare ways too' }));
    await press('Shift+Tab');
    await hasFocus(step('Credit held'));
  });

  it('shows what is behind a step, closes by Escape, and is where it was', async () => {
    await press('Enter');
    await hasFocus(panel('At: Credit held'));
    await panel('At: Credit held').getByText('1 order here now').waitFor();
    expect(await violationsOn(control.page, false)).toEqual([]);
    await press('Escape');
    await panel('At: Credit held').waitFor({ state: 'detached' });
    await hasFocus(step('Credit held'));
  });

  it('marks the slowest way, and does not hide it behind what it tells of it', async () => {
    const { page } = control;
    const { slowest } = await system.get('/v1/process-map');
    const marked = page.locator('.way[data-slowest="true"]');
    expect(await marked.getAttribute('data-stop')).toBe(`${slowest.from} ${slowest.to}`);
    for (const size of WIDTHS) {
      await page.setViewportSize(size);
      for (const name of [
        'Order placed to Credit approved',
        'Payment applied to Open item closed',
      ]) {
        await way(name).focus();
        await press('Enter');
        const told = page.locator('.behind');
        await told.getByText('half took at least').waitFor();
        await eventually(async () => {
          const [over, under] = [await told.boundingBox(), await way(name).boundingBox()];
          if (!over || !under) throw new Error('one of them is not there');
          const isBeside = over.x >= under.x + under.width || under.x >= over.x + over.width;
          const isBelow = over.y >= under.y + under.height && under.y >= 0;
          expect([name, size.width, isBeside || isBelow]).toEqual([name, size.width, true]);
        });
        await press('Escape');
        await hasFocus(way(name));
      }
    }
    await page.setViewportSize(WIDTHS[0]);
  });

  it('leads to the stuck order, which is released there with a reason', async () => {
    const { page } = control;
    await step('Credit held').focus();
    await press('Enter');
    await hasFocus(panel('At: Credit held'));
    await panel('At: Credit held').getByRole('link', { name: held.number }).waitFor();
    await press('Tab', 'Tab');
    await hasFocus(page.getByRole('link', { name: held.number }));
    await press('Enter');
    await page.getByText('What frees it').waitFor();
    await page.getByRole('button', { name: 'Release' }).focus();
    await press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await press('Tab');
    await hasFocus(dialog.getByLabel('Reason, kept with your name'));
    await page.keyboard.type('They paid by phone');
    await press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await orderIs(system, held.id, 'released');
    await page.getByText('What frees it').waitFor({ state: 'detached' });
  });
});

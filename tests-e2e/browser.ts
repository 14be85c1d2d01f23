import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { System } from './system.js';

const CHROMIUM = '/usr/bin/chromium';
const SCREENSHOTS = join(import.meta.dirname, 'screenshots');

/** Wide as on a desk, narrow as in a hand. */
export const WIDTHS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;

/** What is seen on screens; without the browser there is nothing to look at. */
export function describeInBrowser(title: string, tests: () => void): void {
  if (existsSync(CHROMIUM)) describe(title, tests);
  else describe.skip(`${title} (skipped: there is no ${CHROMIUM})`, tests);
}

/** Starts a system, and the browser that Debian brings. */
export async function openBrowser(system: System): Promise<Browser> {
  const browser = chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  await Promise.all([browser, system.start()]);
  return browser;
}

/** Ends both, in good order, whichever had started; a bad end shows the log. */
export async function closeBrowser(browser?: Browser, system?: System): Promise<void> {
  await browser?.close();
  const code = await system?.stop();
  system?.clean();
  expect([code, system?.log]).toEqual([0, expect.any(String)]);
}

/** A person at a screen of their own: nobody is signed in, and what goes wrong is noted. */
export async function aScreen(browser: Browser, system: System): Promise<Screen> {
  const context = await browser.newContext({
    baseURL: system.url,
    locale: 'en-GB',
    viewport: WIDTHS[0],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (/Content Security Policy|Warning:/.test(message.text())) faults.push(message.text());
  });
  return { page, faults };
}

/** A page, and the errors and breaches of policy that happened on it. */
export type Screen = { readonly page: Page; readonly faults: readonly string[] };

/** Signs in as people do, with an API key. */
export async function signIn({ page }: Screen, key: string, path = '/'): Promise<void> {
  await page.goto(path);
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
}

/** Waits until everything that was asked for is shown. */
export async function settledPage(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
  await page.waitForFunction("!document.querySelector('.loading')");
}

/** What axe finds wrong on a page, in words; in another theme only colours can differ. */
export async function violationsOn(page: Page, colorsOnly: boolean): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page });
  if (colorsOnly) axe.withRules(['color-contrast']);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** A picture of a page as it is now, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

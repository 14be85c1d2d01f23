import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { readSettings } from './config.js';

const CHROMIUM = '/usr/bin/chromium';
const FILE = join(import.meta.dirname, '../../docs/process-map.png');

// `npm run docs:map`: takes the picture of the README from a running system, best the demo's.
const { url, key } = readSettings();
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu'],
});
const context = await browser.newContext({
  baseURL: url,
  locale: 'en-GB',
  viewport: { width: 1280, height: 760 },
  colorScheme: 'light',
});
await context.request.post('/v1/session', { data: { key } });
const page = await context.newPage();
await page.goto('/');
await page.getByRole('group', { name: 'Process map' }).waitFor();
await page.screenshot({ path: FILE });
await browser.close();
process.stdout.write(`${FILE}\n`);

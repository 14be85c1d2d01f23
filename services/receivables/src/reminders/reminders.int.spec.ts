import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@o2c/contracts';
import { addDays } from '@o2c/money';
import { startService, type TestService } from '@o2c/testing';
import { eur, exampleId, exampleInvoice } from '../example-facts.js';
import { ReceivablesModule } from '../receivables.module.js';
import { deskAt } from '../sample-desk.js';

const { example: customerExample } = catalogue.CustomerRegistered;

describe('Reminders', () => {
  let service: TestService;
  const data = mkdtempSync(join(tmpdir(), 'o2c-reminders-'));
  const mail = join(data, 'mail');

  beforeAll(async () => {
    process.env.DATA_DIR = data;
    service = await startService(ReceivablesModule);
    await service.publishFact('SellerRegistered', catalogue.SellerRegistered.example);
    await service.publishFact('CustomerRegistered', customerExample);
  });
  afterAll(() => service?.stop());

  const { post, get, customerOf, itemOf } = deskAt(() => service);

  /** Every equation of the audit holds, also after every fact has come once more. */
  afterEach(async () => {
    await service.deliverTwice();
    expect(await service.brokenIdentities()).toEqual([]);
  });

  it('reminds once per level, of what is not disputed, by a letter to each customer', async () => {
    const customer = await customerOf('C-remind');
    await service.publishFacts('Invoiced', [
      exampleInvoice('R-1', '100.00', { customer, issuedOn: '2026-01-01', dueOn: '2026-02-01' }),
      exampleInvoice('R-2', '50.00', { customer, issuedOn: '2026-01-01', dueOn: '2026-02-20' }),
      exampleInvoice('R-3', '70.00', { customer, issuedOn: '2026-01-01', dueOn: '2026-02-20' }),
      exampleInvoice('R-4', '9.00', { customer, dueOn: '2026-02-20', history: true }),
    ]);
    const patched = await itemOf('R-2');
    await service.http('PATCH', `/v1/open-items/${patched.id}`, { disputed: eur('20.00') });
    const whole = await itemOf('R-3');
    await service.http('PATCH', `/v1/open-items/${whole.id}`, { disputed: eur('70.00') });
    const run = async (asOf: string, preview: boolean) => {
      const { status, body } = await post('reminder-runs', { asOf, preview });
      expect(status).toBe(201);
      return body.reminders.filter((one: { customer: string }) => one.customer === customer);
    };
    const expected = [
      {
        customer,
        level: 2,
        items: [
          { document: 'R-1', daysOverdue: 28, level: 2, amount: eur('100.00') },
          { document: 'R-2', daysOverdue: 9, level: 1, amount: eur('30.00') },
        ],
        total: eur('130.00'),
      },
    ];
    expect(await run('2026-03-01', true)).toMatchObject(expected);
    expect(await run('2026-03-01', false)).toMatchObject(expected);
    expect(await run('2026-03-01', false)).toEqual([]);
    expect(await run('2026-03-08', false)).toMatchObject([
      { level: 3, items: [{ document: 'R-1', level: 3 }], total: eur('100.00') },
    ]);
    const sent = service.facts('ReminderSent').map(({ data }) => [data.document, data.level]);
    expect(sent.filter(([document]) => String(document).startsWith('R-'))).toEqual([
      ['R-1', 2],
      ['R-2', 1],
      ['R-1', 3],
    ]);
  });

  it('waits for a person while it cannot be sent, who can have it sent at once', async () => {
    const customer = await customerOf('C-unsent');
    const late = { customer, issuedOn: '2026-01-01', dueOn: '2026-02-01' };
    await service.publishFact('Invoiced', exampleInvoice('R-8', '33.00', late));
    writeFileSync(mail, 'a file where the folder should be');
    await post('reminder-runs', { asOf: '2026-02-10' });
    await service.runJobs();
    const work = async () => {
      const question = { kinds: ['failed_email'], sort: 'age', limit: 10, customer };
      const path = '/internal/receivables/failed-letters';
      const { items, counts } = (await service.http('POST', path, { question })).body;
      expect(counts).toEqual(items.length === 0 ? {} : { failed_email: items.length });
      return items;
    };
    // The run's letter, and that of the same day's own run.
    const letters = await work();
    expect(letters).toHaveLength(2);
    rmSync(mail);
    const send = (letter: string) => post(`reminder-letters/${letter}/send`, {});
    for (const { subject, code, amount } of letters) {
      expect([code, amount]).toEqual(['email.failed', eur('33.00')]);
      expect(await send(subject)).toMatchObject({ status: 200, body: { state: 'pending' } });
    }
    await service.runJobs();
    expect(await work()).toEqual([]);
    const again = await send(letters[0].subject);
    expect([again.status, again.body.code]).toEqual([404, 'reminder_letter.unknown']);
    rmSync(mail, { recursive: true });
  });

  it('leaves as an e-mail after the run, and is tried again until it does', async () => {
    const customer = await customerOf('C-mail');
    const late = { customer, issuedOn: '2026-01-01', dueOn: '2026-02-01' };
    await service.publishFact('Invoiced', exampleInvoice('R-9', '44.00', late));
    writeFileSync(mail, 'a file where the folder should be');
    const { body } = await post('reminder-runs', { asOf: '2026-02-10' });
    const stateOf = async () => {
      const { reminders } = await get(`reminder-runs/${body.id}`);
      return reminders.find((one: { customer: string }) => one.customer === customer);
    };
    expect(await stateOf()).toMatchObject({ state: 'pending' });
    await service.runJobs();
    expect(await stateOf()).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('EEXIST'),
    });
    rmSync(mail);
    const later = service.clock.now().getTime() + 3_600_000;
    service.clock.advanceTo(new Date(later).toISOString());
    await service.runJobs();
    expect(await stateOf()).toMatchObject({ state: 'sent' });
    const letters = readdirSync(mail).map((file) => readFileSync(join(mail, file), 'utf8'));
    const [letter] = letters.filter((text) => text.includes('R-9  due 2026-02-01'));
    expect(letter).toMatch(/^To: ap@acme.example/m);
    expect(letter).toMatch(/^Subject: Payment reminder: 44.00 EUR/m);
  });

  it('comes by itself every day, and a customer without an address is shown', async () => {
    const customer = exampleId();
    const { email: _, ...anonymous } = { ...customerExample, customer, number: 'C-silent' };
    await service.publishFact('CustomerRegistered', anonymous);
    const today = service.clock.iso().slice(0, 10);
    const late = { customer, issuedOn: '2025-01-01', dueOn: addDays(today, -7) };
    await service.publishFact('Invoiced', exampleInvoice('R-10', '5.00', late));
    await service.runJobs();
    await service.runJobs();
    const sent = service.facts('ReminderSent').filter(({ data: one }) => one.document === 'R-10');
    expect(sent).toMatchObject([{ data: { level: 1, daysOverdue: 7, amount: eur('5.00') } }]);
    const { items } = await get('reminder-runs?limit=200');
    const letters = items.flatMap((run: { reminders: object[] }) => run.reminders);
    expect(letters).toContainEqual(expect.objectContaining({ customer, state: 'no_address' }));
  });
});

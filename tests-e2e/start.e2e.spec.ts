import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@o2c/testing';
import { kafkaMissing } from './kafka-missing.js';
import { newSystem, type System } from './system.js';
import { aCustomer, aProduct, orderIs, place, ship } from './world.js';

const WARM_START_MILLISECONDS = 15_000;
const STOP_MILLISECONDS = 6_000;

describe('The one command that starts everything', () => {
  let system: System;

  beforeAll(async () => {
    system = await newSystem('standalone');
    await system.start();
  }, 120_000);

  afterAll(async () => {
    await system.stop();
    system.clean();
  }, 60_000);

  it('finds all data again, and takes a first order within 15 seconds', async () => {
    const customer = await aCustomer(system, '1000.00');
    const product = await aProduct(system, '10.00', 10);
    const before = await place(system, customer, [{ sku: product.sku, quantity: 1 }]);
    const asked = performance.now();
    expect([await system.stop(), system.log]).toEqual([0, expect.any(String)]);
    expect(performance.now() - asked).toBeLessThan(STOP_MILLISECONDS);
    const started = performance.now();
    await system.start();
    const after = await place(system, customer, [{ sku: product.sku, quantity: 1 }]);
    expect(performance.now() - started).toBeLessThan(WARM_START_MILLISECONDS);
    await orderIs(system, before.id, 'released');
    await orderIs(system, after.id, 'released');
  });

  it('goes on where it was killed, and nothing is lost or done twice', async () => {
    const customer = await aCustomer(system, '100000.00');
    const product = await aProduct(system, '10.00', 1_000);
    const answered: string[] = [];
    const placing = Promise.all(
      Array.from({ length: 60 }, async () => {
        const order = await place(system, customer, [{ sku: product.sku, quantity: 1 }]);
        answered.push(order.id);
      }).map((work) => work.catch(() => {})),
    );
    await eventually(() => expect(answered.length).toBeGreaterThan(10));
    await system.kill();
    await placing;
    await system.start();
    for (const id of answered) await orderIs(system, id, 'released');
    const [first] = answered;
    await ship(system, first ?? '');
    await orderIs(system, first ?? '', 'invoiced');
    const audit = await system.settled();
    expect(audit.identities.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
    expect(audit.services.some(({ parked }: { parked: number }) => parked > 0)).toBe(false);
  }, 120_000);

  it('says in words why it cannot start', async () => {
    const taken = await newSystem('standalone', { PORT: String(system.port) });
    await expect(taken.start()).rejects.toThrow(`Port ${system.port} is taken`);
    expect(existsSync(join(taken.dataDir, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false);
    taken.clean();
    const file = join(system.dataDir, 'a file');
    writeFileSync(file, '');
    const blocked = await newSystem('standalone', { DATA_DIR: file });
    await expect(blocked.start()).rejects.toThrow(/a file/);
    const nowhere = await newSystem('standalone', { DATA_DIR: '/proc/o2c' });
    await expect(nowhere.start()).rejects.toThrow(/The data folder \/proc\/o2c\S* cannot be used/);
    nowhere.clean();
    const short = await newSystem('standalone', { BOOTSTRAP_API_KEY: 'short', PORT: 'x' });
    await expect(short.start()).rejects.toThrow(/PORT[\s\S]*BOOTSTRAP_API_KEY/);
    blocked.clean();
    short.clean();
  }, 120_000);
});

const missing = kafkaMissing();
const withKafka = missing ? describe.skip : describe;

withKafka(`A process per service, on Kafka${missing ? ` (skipped: ${missing})` : ''}`, () => {
  it('starts again what is killed, and ends as a whole when one refuses to start', async () => {
    const system = await newSystem('kafka');
    await system.start({ TEST_CRASH: 'in-migration:billing:1' });
    const taken = await newSystem('kafka', { PORT: String(system.port) });
    // Rejects when nobody is left who could write to its output.
    await expect(taken.start()).rejects.toThrow('gateway ended with code 1');
    await system.stop();
    taken.clean();
    system.clean();
  }, 240_000);
});

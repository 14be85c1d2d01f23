import type { Type } from '@nestjs/common';
import { BillingModule } from '@o2c/billing';
import { definitionOf, type AnyEvent, type EventType } from '@o2c/contracts';
import { InventoryModule } from '@o2c/inventory';
import { ShippingModule } from '@o2c/shipping';
import { eventually, startService, type TestService } from '@o2c/testing';

/** Service, the fact that comes too early, the fact that it waits for, and what came before. */
const WAITS: readonly (readonly [string, Type, EventType, EventType, readonly EventType[]])[] = [
  ['billing', BillingModule, 'Shipped', 'OrderReleased', []],
  ['billing', BillingModule, 'ShipmentVoided', 'Shipped', ['OrderReleased', 'SellerRegistered']],
  [
    'billing',
    BillingModule,
    'Shipped',
    'SellerRegistered',
    ['OrderReleased', 'CustomerRegistered'],
  ],
  ['inventory', InventoryModule, 'Shipped', 'OrderReleased', []],
  ['inventory', InventoryModule, 'CancelAccepted', 'OrderReleased', []],
  ['shipping', ShippingModule, 'StockReserved', 'OrderReleased', []],
  ['shipping', ShippingModule, 'CancelRequested', 'OrderReleased', []],
];

/** Whoever writes to `waiting` stands still while the test holds the lock: 1 inserts, 2 updates. */
const STAND_STILL = [
  `CREATE FUNCTION stand_still() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN PERFORM pg_advisory_xact_lock(TG_ARGV[0]::int); RETURN NULL; END $$`,
  `CREATE TRIGGER still_1 BEFORE INSERT ON waiting EXECUTE FUNCTION stand_still(1)`,
  `CREATE TRIGGER still_2 BEFORE UPDATE ON waiting EXECUTE FUNCTION stand_still(2)`,
];
const STANDING = `
  SELECT count(*)::int AS standing FROM pg_stat_activity
   WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe.each(WAITS)('In %s, a fact that waits', (_, module, early, awaited, before) => {
  let service: TestService;
  /** Another process of the service: transactions of one process take turns. */
  let other: TestService;
  let waiter: AnyEvent;
  let needed: AnyEvent;

  beforeEach(async () => {
    service = await startService(module);
    other = await service.another(module);
    for (const type of before) await service.deliver([example(type)]);
    [waiter, needed] = [example(early), example(awaited)];
    for (const statement of STAND_STILL) await service.database.read(statement);
  }, 60_000);
  afterEach(async () => {
    await other?.stop();
    await service?.stop();
  });

  it(`(${early} for ${awaited}) is woken by what comes just after it looked`, async () => {
    await interleave(1, waiter, needed);
    expect(await left()).toEqual([]);
  }, 60_000);

  it(`(${early} for ${awaited}) sees what comes just before it is written down`, async () => {
    await interleave(2, needed, waiter);
    expect(await left()).toEqual([]);
  }, 60_000);

  function example(type: EventType): AnyEvent {
    return service.event(type, definitionOf(type).example as never) as AnyEvent;
  }

  /** The first stands still before its end; the second comes as far as it can; then both go on. */
  async function interleave(lock: 1 | 2, first: AnyEvent, second: AnyEvent): Promise<void> {
    const ends: Promise<unknown>[] = [];
    let isDone = false;
    await service.database.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [lock]);
      ends.push(service.bus.deliver([first]));
      await standing(1);
      ends.push(other.bus.deliver([second]).finally(() => (isDone = true)));
      await eventually(async () => expect(isDone || (await isStanding(2))).toBe(true));
    });
    await Promise.all(ends);
    await service.settle();
  }

  const standing = (wanted: number) =>
    eventually(async () => expect(await isStanding(wanted)).toBe(true));

  async function isStanding(wanted: number): Promise<boolean> {
    const [row] = await service.database.read<{ standing: number }>(STANDING);
    return (row?.standing ?? 0) >= wanted;
  }

  function left(): Promise<object[]> {
    return service.database.read(
      'SELECT type, awaited_type FROM waiting WHERE awaited_type = $1 AND awaited_subject = $2',
      [awaited, needed.subject],
    );
  }
});

import { Controller, Injectable, Module, Post, Body } from '@nestjs/common';
import { By, Idempotency, Requires, Text, type Caller, type IdempotencyKey } from '@o2c/runtime';
import { DomainError, type FactOf, type StockReceived } from '@o2c/contracts';
import { startService, type TestService } from '@o2c/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  execute,
  fact,
  On,
  rowOf,
  ServiceModule,
  waitFor,
  Writes,
  type Aggregate,
  type Tx,
} from './index.js';

type Counter = { readonly sku: string; readonly quantity: number };
type Command =
  | { readonly type: 'Add'; readonly sku: string; readonly quantity: number }
  | { readonly type: 'Backorder'; readonly sku: string; readonly order: string };

/** A quantity that the rule of this test cannot bear. */
const BROKEN = 13;

/** The smallest service that has everything: it counts received stock. */
const counters: Aggregate<
  Counter,
  Command,
  FactOf<'StockBackordered'> | { type: 'added'; data: { sku: string; quantity: number } }
> = {
  rows: (command) => [command.sku],
  async loadMany(tx, rows) {
    await tx.query(
      `INSERT INTO counters (sku, quantity) SELECT *, 0 FROM unnest($1::text[])
       ON CONFLICT DO NOTHING`,
      [rows],
    );
    const found = await tx.query<Counter>(
      'SELECT sku, quantity FROM counters WHERE sku = ANY ($1) ORDER BY sku FOR UPDATE',
      [rows],
    );
    return new Map(found.map((row) => [row.sku, row]));
  },
  decide(state, command) {
    switch (command.type) {
      case 'Add':
        if (command.sku === 'poison') throw new DomainError('content.invalid', 'poison');
        if (command.sku.startsWith('early')) {
          if (rowOf(state, command.sku).quantity === 0 && command.quantity > 1) {
            return waitFor('StockReceived', command.sku);
          }
        }
        if (command.quantity === BROKEN) throw new Error('this rule has a bug');
        return [{ type: 'added', data: command }];
      case 'Backorder':
        return [
          fact('StockBackordered', {
            order: command.order,
            lines: [{ line: 1, sku: command.sku, quantity: 1 }],
          }),
        ];
    }
  },
  evolve(state, done) {
    if (done.type !== 'added') return [];
    const { sku, quantity } = done.data;
    return [[sku, { sku, quantity: rowOf(state, sku).quantity + quantity }]];
  },
  async saveMany(tx, changed) {
    const rows = [...changed.values()];
    await tx.query(
      `UPDATE counters SET quantity = new.quantity
         FROM unnest($1::text[], $2::bigint[]) AS new (sku, quantity) WHERE counters.sku = new.sku`,
      [rows.map((row) => row.sku), rows.map((row) => row.quantity)],
    );
  },
};

class Counters1 implements MigrationInterface {
  readonly name = 'Counters1732000000000';
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE counters (sku text PRIMARY KEY, quantity bigint NOT NULL)');
  }
  async down() {}
}

@Injectable()
class StockConsumer {
  @On('StockReceived')
  count(received: readonly StockReceived[], tx: Tx) {
    return execute(
      tx,
      counters,
      received.map(
        ({ data }) => ({ type: 'Add', sku: data.sku, quantity: Number(data.quantity) }) as const,
      ),
      received,
    );
  }
}

class BackorderDto {
  @Text() readonly sku!: string;
  @Text() readonly order!: string;
}

@Controller('v1/backorders')
class CounterController {
  constructor(private readonly writes: Writes) {}

  @Post()
  @Requires('stock:write')
  backorder(
    @Body() body: BackorderDto,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ) {
    const command = { type: 'Backorder', sku: body.sku, order: body.order } as const;
    return this.writes.run({ caller, idempotency }, counters, command, () => ({
      status: 201,
      body: { ok: true },
    }));
  }
}

@Module({
  imports: [ServiceModule.for({ name: 'inventory', migrations: [Counters1] })],
  controllers: [CounterController],
  providers: [StockConsumer],
})
class CounterModule {}

const receipt = (sku: string, quantity: number) => ({
  sku,
  warehouse: 'main',
  quantity,
  receipt: '01932b5a-0000-7000-8000-000000000007',
});
const order = '01932b5a-0000-7000-8000-000000000004';

describe('A fact that is delivered', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(CounterModule);
  });
  afterAll(() => service?.stop());

  const count = async (sku: string) => {
    const [row] = await service.database.read<{ quantity: number }>(
      'SELECT quantity FROM counters WHERE sku = $1',
      [sku],
    );
    return Number(row?.quantity ?? 0);
  };

  it('takes effect once, however often it comes', async () => {
    await service.publishFact('StockReceived', receipt('A', 5));
    await service.deliverTwice();
    expect(await count('A')).toBe(5);
  });

  it('is parked alone when a rule refuses it, while its batch is applied', async () => {
    const skus = Array.from({ length: 50 }, (_, index) => (index === 23 ? 'poison' : `B${index}`));
    await service.publishFacts(
      'StockReceived',
      skus.map((sku) => receipt(sku, 1)),
    );
    expect(await count('B22')).toBe(1);
    expect(await count('B49')).toBe(1);
    const { body } = await service.http('GET', '/internal/inventory/parked-facts');
    expect(body).toMatchObject([{ subject: 'poison', code: 'content.invalid', status: 'parked' }]);
  });

  it('waits for the fact it needs, and is applied when that comes', async () => {
    await service.publishFact('StockReceived', receipt('early-1', 7));
    expect(await count('early-1')).toBe(0);
    await service.publishFact('StockReceived', receipt('early-1', 1));
    expect(await count('early-1')).toBe(8);
  });

  it('holds up nobody when its rule breaks after it has waited', async () => {
    await service.publishFact('StockReceived', receipt('early-2', BROKEN));
    await service.publishFact('StockReceived', receipt('early-3', 7));
    await service.publishFacts('StockReceived', [receipt('early-2', 1), receipt('early-3', 1)]);
    await service.settle();
    expect([await count('early-2'), await count('early-3')]).toEqual([1, 8]);
    const { body } = await service.http('GET', '/internal/inventory/parked-facts');
    const broken = { subject: 'early-2', error: 'this rule has a bug', status: 'parked' };
    expect(body).toContainEqual(expect.objectContaining(broken));
  });

  it('is shown to a person when it is older than what the service remembers', async () => {
    const old = service.event('StockReceived', receipt('old', 5));
    await service.publishFact('StockReceived', receipt('new', 5));
    service.clock.advanceTo(new Date(Date.now() + 31 * 86_400_000).toISOString());
    await service.deliver([old]);
    expect(await count('old')).toBe(0);
    const { body } = await service.http('GET', '/internal/inventory/parked-facts');
    expect(body).toContainEqual(expect.objectContaining({ subject: 'old', code: 'fact.stale' }));
    await service.publishFact('StockReceived', receipt('new', 5));
    expect(await count('new')).toBe(10);
  });

  it('is sent with gapless positions, and a repeated request makes no second one', async () => {
    const before = service.facts().length;
    const key = { 'idempotency-key': 'same' };
    const first = await service.http('POST', '/v1/backorders', { sku: 'A', order }, key);
    const second = await service.http('POST', '/v1/backorders', { sku: 'A', order }, key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(service.facts()).toHaveLength(before + 1);
    const other = await service.http('POST', '/v1/backorders', { sku: 'B', order }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key_reused' } });
  });

  it('is gathered with others, each caller getting its own answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        service.http('POST', '/v1/backorders', { sku: 'A', order }),
      ),
    );
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    const sequences = service.facts('StockBackordered').map((sent) => sent.sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  });
});

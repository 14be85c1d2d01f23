import { Clock, dayOf, newId } from '@o2c/runtime';
import { testServerUrl } from '@o2c/testing';
import { Housekeeping } from './housekeeping.js';
import { PgDatabase } from './pg-database.js';
import { Home, received } from './sample-bus.js';

const DAY_MILLISECONDS = 86_400_000;

describe('Housekeeping', () => {
  let home: Home;
  let clock: Clock;
  let database: PgDatabase;

  beforeEach(async () => {
    home = await Home.open(testServerUrl());
    clock = new Clock(true);
    database = PgDatabase.on(home.source, 'inventory', clock);
  });
  afterEach(() => home.source.destroy());

  it('keeps a fact for seven days, and as long as a subscriber has not passed it', async () => {
    await database.transaction(async (tx) => tx.publish([received('first')]));
    pass(4);
    await database.transaction(async (tx) => tx.publish([received('second')]));
    pass(3);
    expect(await keptAt(0)).toEqual(['first', 'second']);
    pass(1);
    expect(await keptAt(2)).toEqual(['first', 'second']);
    expect(await keptAt(1)).toEqual(['second']);
    pass(4);
    expect(await keptAt(1)).toEqual(['second']);
    expect(await keptAt(0)).toEqual([]);
  });

  it('knows for thirty days which facts were handled', async () => {
    const id = newId(clock);
    await database.partitions.ensure('inbox', [dayOf(id)]);
    await database.read('INSERT INTO inbox (day, id) VALUES ($1, $2)', [dayOf(id), id]);
    const known = () => database.read('SELECT id FROM inbox');
    pass(30);
    await keepHouse();
    expect(await known()).toEqual([{ id }]);
    pass(1);
    await keepHouse();
    expect(await known()).toEqual([]);
  });

  it('knows for seven days what a request with a key was answered', async () => {
    await database.read(
      "INSERT INTO idempotency_keys VALUES ('key', 'route', 'once', 'hash', 201, '{}', $1)",
      [clock.now()],
    );
    const known = () => database.read('SELECT key FROM idempotency_keys');
    pass(6);
    await keepHouse();
    expect(await known()).toEqual([{ key: 'once' }]);
    pass(2);
    await keepHouse();
    expect(await known()).toEqual([]);
  });

  function pass(days: number): void {
    const then = clock.now().getTime() + days * DAY_MILLISECONDS;
    clock.advanceTo(new Date(then).toISOString());
  }

  function keepHouse(backlog = 0): Promise<void> {
    return new Housekeeping(database, clock, () => Promise.resolve(backlog)).run();
  }

  /** The facts that are left where a subscriber lags so far behind. */
  async function keptAt(backlog: number): Promise<readonly string[]> {
    await keepHouse(backlog);
    const kept = await database.read<{ subject: string }>('SELECT subject FROM outbox ORDER BY 1');
    return kept.map(({ subject }) => subject);
  }
});

import { doOrNarrowDown } from './narrow-down.js';

const unreachable = () => Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });

/** A table of waiting items, of which `broken` cannot be done. */
class Table {
  readonly done: string[] = [];
  readonly givenUp: object[] = [];
  tries = 0;

  constructor(
    private readonly items: string[],
    private readonly failure: () => Error = () => new Error('a mistake in a program'),
  ) {}

  async doSome(limit: number, tell: (items: readonly string[]) => void): Promise<number> {
    const taken = this.items.slice(0, limit);
    tell(taken);
    if (taken.includes('broken')) {
      this.tries += 1;
      throw this.failure();
    }
    this.done.push(...this.items.splice(0, limit));
    return taken.length;
  }

  async giveUp(item: string, error: unknown, attempts: number): Promise<void> {
    this.givenUp.push({ item, error: String(error), attempts });
    this.items.splice(this.items.indexOf(item), 1);
  }
}

describe('What waits in a table', () => {
  it('is done together', async () => {
    const table = new Table(['a', 'b', 'c']);
    expect(await doOrNarrowDown(table, 2)).toBe(2);
    expect(await doOrNarrowDown(table, 2)).toBe(1);
    expect(await doOrNarrowDown(table, 2)).toBe(0);
    expect(table.done).toEqual(['a', 'b', 'c']);
  });

  it('is given up after five attempts in all, while all others are done', async () => {
    const table = new Table(['a', 'broken', 'b']);
    expect(await doOrNarrowDown(table, 100)).toBe(3);
    expect(table.done).toEqual(['a', 'b']);
    const error = 'Error: a mistake in a program';
    expect(table.givenUp).toEqual([{ item: 'broken', error, attempts: 5 }]);
    expect(table.tries).toBe(5);
  });

  it('is kept while the database cannot be reached', async () => {
    const table = new Table(['broken'], unreachable);
    await expect(doOrNarrowDown(table, 100)).rejects.toThrow('gone');
    expect([table.tries, table.givenUp]).toEqual([1, []]);
  });

  it('is kept when that happens while each goes its own way', async () => {
    const failures = [new Error('a mistake in a program'), unreachable()];
    const table = new Table(['a', 'broken', 'b'], () => failures.shift() ?? unreachable());
    await expect(doOrNarrowDown(table, 100)).rejects.toThrow('gone');
    expect([table.tries, table.givenUp, table.done]).toEqual([2, [], ['a']]);
  });
});

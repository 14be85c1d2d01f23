import type { AnyEvent, EventType } from '@o2c/contracts';
import { DONE } from './aggregate.js';
import { Dispatch, type Handle } from './dispatch.js';
import type { Tx } from './tx.js';

const NO_TX = {} as Tx;
const one: Handle = async (facts) => facts.map(() => DONE);
const other: Handle = async () => [];
const dispatch = new Dispatch(
  new Map<EventType, Handle>([
    ['OrderPlaced', one],
    ['Invoiced', one],
    ['CustomerRegistered', other],
  ]),
);

function fact(type: EventType): AnyEvent {
  return { type } as AnyEvent;
}

describe('Facts on the way to their handlers', () => {
  it('what follows one another and has the same handler goes to it in one call', () => {
    const types = ['OrderPlaced', 'Invoiced', 'CustomerRegistered', 'Invoiced'] as const;
    const lists = dispatch.byHandler(types.map((type) => ({ type })));
    expect(lists.map((list) => list.map(({ type }) => type))).toEqual([
      ['OrderPlaced', 'Invoiced'],
      ['CustomerRegistered'],
      ['Invoiced'],
    ]);
  });

  it('may come into one transaction if one handler takes them all', () => {
    const types = (...all: readonly EventType[]) => all.map((type) => ({ type }));
    expect(dispatch.haveOneHandler(types('OrderPlaced', 'Invoiced'))).toBe(true);
    expect(dispatch.haveOneHandler(types('OrderPlaced', 'CustomerRegistered'))).toBe(false);
  });

  it('a handler answers for each fact, of whatever type', async () => {
    const outcomes = await dispatch.handle([fact('OrderPlaced'), fact('Invoiced')], NO_TX);
    expect(outcomes).toHaveLength(2);
  });

  it('one that does not is no handler, nor is there one for every type', async () => {
    const unanswered = dispatch.handle([fact('CustomerRegistered')], NO_TX);
    await expect(unanswered).rejects.toThrow('CustomerRegistered: 1 facts, 0 outcomes');
    await expect(dispatch.handle([fact('Shipped')], NO_TX)).rejects.toThrow('nobody handles');
  });
});

import type { AnyEvent } from '@o2c/contracts';
import { Rounds, type Unit } from './rounds.js';

const unit = (subject: string): Unit => ({
  deliveries: [{ type: 'StockReceived', facts: [{ subject } as AnyEvent] }],
});

const subjectOf = ({ deliveries }: Unit) => deliveries[0]?.facts[0]?.subject ?? '';

describe('Rounds', () => {
  it('go on without a unit that takes for ever, and take each of the others', async () => {
    const done: string[] = [];
    const apply = (units: readonly Unit[]): Promise<void> => {
      const subjects = units.map(subjectOf);
      if (subjects.includes('broken')) return Promise.reject(new Error('a mistake'));
      done.push(...subjects);
      return Promise.resolve();
    };
    const rounds = new Rounds(
      (take) => apply(take()),
      (one) => (subjectOf(one) === 'broken' ? new Promise(() => {}) : apply([one])),
      () => true,
    );
    const others = ['A', 'B', 'C'].map((subject) => {
      void rounds.add(unit('broken'));
      return rounds.add(unit(subject));
    });
    await Promise.all(others);
    await rounds.add(unit('D'));
    expect(done).toEqual(['A', 'B', 'C', 'D']);
  });

  it('take together what may meet, and keep the order of all', async () => {
    const rounds: string[] = [];
    const together = (take: () => readonly Unit[]): Promise<void> => {
      rounds.push(take().map(subjectOf).join(' '));
      return Promise.resolve();
    };
    const isOneKind = (one: Unit, other: Unit) => subjectOf(one)[0] === subjectOf(other)[0];
    const all = new Rounds(together, () => Promise.resolve(), isOneKind);
    await Promise.all(['A1', 'A2', 'A3', 'B1', 'A4', 'A5'].map((one) => all.add(unit(one))));
    expect(rounds).toEqual(['A1 A2 A3', 'B1', 'A4 A5']);
  });

  it('take what has come by the time at which their turn comes', async () => {
    const rounds: string[] = [];
    let haveTurn = (): void => {};
    const turn = new Promise<void>((resolve) => (haveTurn = resolve));
    const together = async (take: () => readonly Unit[]): Promise<void> => {
      await turn;
      rounds.push(take().map(subjectOf).join(' '));
    };
    const all = new Rounds(
      together,
      () => Promise.resolve(),
      () => true,
    );
    const added = ['A', 'B'].map((one) => all.add(unit(one)));
    await new Promise(setImmediate);
    added.push(all.add(unit('C')));
    haveTurn();
    await Promise.all(added);
    expect(rounds).toEqual(['A B C']);
  });
});

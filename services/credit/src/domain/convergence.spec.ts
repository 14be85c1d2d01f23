import fc from 'fast-check';
import {
  type CreditAccount,
  type CreditCommand,
  type CreditFact,
  decide,
  evolve,
} from './credit-account.js';
import type { CreditDocument } from './credit-document.js';
import { type Exposure, NO_EXPOSURE, plus, total } from './exposure.js';
import { type Reservation, unseen } from './reservation.js';
import { account, moved, order, PIECE } from './sample-credit.js';

/** What becomes of an order of one line: pieces, and cents. */
type Story = {
  readonly gross: number;
  readonly ordered: number;
  readonly cancelled: number;
  readonly shipped: number;
  readonly invoiced: number;
  /** What the invoice says, which need not be the share of the order. */
  readonly owed: number;
  readonly paid: number;
  readonly applied: number;
  /** The shipment was taken back, and its invoice with it. */
  readonly isVoided: boolean;
};

const cents = fc.integer({ min: 0, max: 99_999 });
const upTo = (max: number) => fc.integer({ min: 0, max });
const story: fc.Arbitrary<Story> = fc
  .record({ gross: cents, ordered: fc.integer({ min: 1, max: 9 }), owed: cents, paid: cents })
  .chain((agreed) =>
    fc
      .record({
        shipped: upTo(agreed.ordered),
        applied: upTo(Math.min(agreed.paid, agreed.owed)),
        isVoided: fc.boolean(),
      })
      .chain((done) =>
        fc
          .record({ cancelled: upTo(agreed.ordered - done.shipped), invoiced: upTo(done.shipped) })
          .map((rest) => ({ ...agreed, ...done, ...rest })),
      ),
  );

/** Stories, and all of their facts in any order. */
const world = fc.array(story, { minLength: 1, maxLength: 5 }).chain((stories) => {
  const facts = stories.flatMap(factsOf);
  const shuffled = fc.shuffledSubarray(facts, { minLength: facts.length });
  return shuffled.map((facts) => ({ stories, facts }));
});

test('facts in any order lead to what they add up to', () => {
  fc.assert(
    fc.property(world, ({ stories, facts }) => {
      expect(told(facts, null).account.exposure).toEqual(
        stories.map(addedUp).reduce(plus, NO_EXPOSURE),
      );
    }),
  );
});

test('shipping in however many parts moves no cent of what is in use', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(cents, parts, upTo(9), (gross, shipped, cancelled) => {
      const ordered = shipped.reduce((sum, part) => sum + part, 0) + cancelled;
      const lines = [{ line: 1, gross, ordered, cancelled, released: ordered }];
      const placed = of('order 0', order(gross, { order: 'order 0', lines }));
      const moves = shipped.map((part) => of('order 0', moved([{ line: 1, shipped: part }])));
      const inUse = [placed, ...moves].map((_, index) =>
        total(told([placed, ...moves].slice(0, index + 1), null).account.exposure),
      );
      expect(new Set(inUse).size).toBe(1);
    }),
  );
});

test('the rules never approve more than the limit', () => {
  fc.assert(
    fc.property(world, upTo(300_000), ({ facts }, limit) => {
      const over = told(facts, limit).approvals.filter(({ before, after }) => {
        return after > limit && after > before;
      });
      expect(over).toEqual([]);
    }),
  );
});

test('nobody waits who would fit', () => {
  fc.assert(
    fc.property(world, upTo(300_000), ({ facts }, limit) => {
      const { account, orders } = told(facts, limit);
      const waiting = [...orders.values()].filter(({ status }) => status === 'held');
      const room = limit - total(account.exposure);
      expect(waiting.filter(({ open }) => open <= room)).toEqual([]);
      expect(account.queue.first).toHaveLength(waiting.length);
    }),
  );
});

/** The facts of a story, by an order of its own. */
function factsOf(story: Story, index: number): CreditCommand[] {
  const { gross, ordered, cancelled, shipped, invoiced, owed, paid, applied } = story;
  const invoice = { kind: 'invoice', document: `INV-${index}`, dueOn: '2026-04-01' } as const;
  const credit = { kind: 'credit_note', document: `CN-${index}` } as const;
  const payment = { kind: 'payment', document: `payment ${index}` } as const;
  const lines = [
    { line: 1, gross, ordered: ordered * PIECE, cancelled: cancelled * PIECE, released: 0 },
  ];
  const facts = [
    order(gross, { order: `order ${index}`, lines }),
    moved([{ line: 1, shipped: shipped * PIECE }]),
    moved([{ line: 1, invoiced: invoiced * PIECE }], { ...invoice, amount: owed }),
    moved([], { ...payment, amount: paid }),
    moved([], { ...invoice, amount: -applied }, { ...payment, amount: -applied }),
  ];
  const voiding = [
    moved([{ line: 1, shipped: -shipped * PIECE }]),
    moved([{ line: 1, invoiced: -invoiced * PIECE }], { ...credit, amount: -owed }),
  ];
  return [...facts, ...(story.isVoided ? voiding : [])].map((fact) => of(`order ${index}`, fact));
}

function of(order: string, command: CreditCommand): CreditCommand {
  if (command.type !== 'CountMovement') return { ...command, order };
  return { ...command, order, movement: { ...command.movement, order } };
}

/** The same by the meaning of the buckets, in pieces. */
function addedUp(story: Story): Exposure {
  const shipped = story.isVoided ? 0 : story.shipped;
  const invoiced = story.isVoided ? 0 : story.invoiced;
  const owed = story.isVoided ? 0 : story.owed;
  const worth = (pieces: number) =>
    Math.floor((2 * story.gross * pieces + story.ordered) / (2 * story.ordered));
  return {
    openOrders: worth(story.ordered - story.cancelled) - worth(shipped),
    deliveredNotInvoiced: worth(shipped) - worth(invoiced),
    openItems: owed - story.applied,
    unapplied: story.paid - story.applied,
  };
}

/** The rows of an account, as a store would keep them, and how approvals changed what is in use. */
type Books = {
  readonly account: CreditAccount;
  readonly orders: ReadonlyMap<string, Reservation>;
  readonly documents: ReadonlyMap<string, CreditDocument>;
  readonly early: readonly CreditCommand[];
  readonly approvals: readonly { readonly before: number; readonly after: number }[];
};

function told(facts: readonly CreditCommand[], limit: number | null): Books {
  const empty = { orders: new Map(), documents: new Map(), early: [], approvals: [] };
  const books = facts.reduce(tell, { account: account({ limit }), ...empty });
  return books.early.reduce(tell, { ...books, early: [] });
}

/** What is about an order waits until the order was heard of. */
function tell(books: Books, command: CreditCommand): Books {
  const { order = '', type } = command;
  if (type === 'CountMovement' && !books.orders.has(order))
    return { ...books, early: [...books.early, command] };
  const decision = decide(creditIn(books, order), command);
  if ('waitFor' in decision) throw new Error('the customer is known');
  return decision.reduce(record, books);
}

function record(books: Books, fact: CreditFact): Books {
  const order = 'order' in fact.data ? (fact.data.order ?? '') : '';
  const after = evolve(creditIn(books, order), fact);
  const use = { before: total(books.account.exposure), after: total(after.account.exposure) };
  return {
    ...books,
    account: after.account,
    documents: after.documents,
    orders: new Map(books.orders).set(order, after.order),
    approvals: fact.type === 'CreditApproved' ? [...books.approvals, use] : books.approvals,
  };
}

function creditIn({ account, orders, documents }: Books, order: string) {
  return { account, order: orders.get(order) ?? unseen(order), documents };
}

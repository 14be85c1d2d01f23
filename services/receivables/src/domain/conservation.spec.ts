import { DomainError } from '@o2c/contracts';
import { moneyJson } from '@o2c/money';
import * as fc from 'fast-check';
import { evolve } from './evolve.js';
import { document, parties } from './example-rows.js';
import { ACCOUNTS, effectOn, type Entry } from './ledger.js';
import { namesOf } from './open-item.js';
import { type Command, decide } from './receivables.js';
import { itemIn, paymentIn, type Row } from './rows.js';

const ITEMS = ['I0', 'I1', 'I2', 'I3'];
const PAYMENTS = ['P0', 'P1', 'P2'];
const eur = (minor: number) => moneyJson({ minor, currency: 'EUR' });

/** One thing that somebody does: to which item and payment, and how much. */
type Step = {
  readonly act: string;
  readonly item: number;
  readonly payment: number;
  readonly minor: number;
};

const steps = fc.array(
  fc.record({
    act: fc.constantFrom(
      ...['invoice', 'credit', 'pay', 'pay', 'choose', 'apply', 'unapply', 'reverse', 'refund'],
      ...['writeOff', 'dispute', 'net'],
    ),
    item: fc.nat(ITEMS.length - 1),
    payment: fc.nat(PAYMENTS.length - 1),
    minor: fc.integer({ min: 1, max: 20_000 }),
  }),
  { maxLength: 40 },
);

/** All rows and entries, as the store would keep them. */
class World {
  readonly rows = new Map<string, Row>();
  readonly entries: Entry[] = [];
  private ids = 0;

  run(step: Step): void {
    try {
      const decision = decide(this.rows, this.commandOf(step));
      if (!Array.isArray(decision)) return;
      for (const fact of decision) {
        for (const [id, row] of evolve(this.rows, fact)) this.rows.set(id, row);
        if (fact.type === 'posted') this.entries.push(fact.data);
      }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  private commandOf({ act, item: at, payment: by, minor }: Step): Command {
    const item = ITEMS[at] ?? '';
    const payment = PAYMENTS[by] ?? '';
    const today = parties.today;
    const items = ITEMS.map((id) => ({ id, application: this.nextId() }));
    switch (act) {
      case 'invoice':
        return this.invoice(item, minor);
      case 'credit': {
        const id = `C${at}-${this.nextId()}`;
        const note = { kind: 'credit_note', amount: -minor, reference: null } as const;
        const made = document({ id, document: id, invoice: null, ...note });
        return { type: 'OpenCreditNote', item: made, credits: item, application: this.nextId() };
      }
      case 'net': {
        const notes = [...this.rows.values()].filter((row) => row.is === 'item' && row.open < 0);
        const credit = notes[minor % notes.length];
        const lines = [{ openItem: item, amount: eur(minor) }];
        const id = credit?.is === 'item' ? credit.id : 'none';
        return { type: 'ApplyCredit', credit: id, items: lines, found: { items, today } };
      }
      case 'pay':
      case 'choose':
        return {
          type: 'ReceivePayment',
          id: payment,
          customer: minor % 2 === 0 ? 'ACME' : undefined,
          amount: eur(minor),
          method: 'transfer',
          valueDate: '2026-03-05',
          reference: `${item} I3`,
          apply: act === 'choose' ? [{ openItem: item, amount: eur(minor) }] : undefined,
          history: false,
          found: { ...parties, customer: minor % 2 === 0 ? 'ACME' : undefined, items },
        };
      case 'apply': {
        const lines = [{ openItem: item, amount: eur(minor) }];
        return { type: 'ApplyPayment', payment, items: lines, found: { items, today } };
      }
      case 'unapply':
        return {
          type: 'UnapplyPayment',
          payment,
          openItem: item,
          reason: 'wrong',
          found: { items: ITEMS, today },
        };
      case 'reverse':
        return {
          type: 'ReversePayment',
          payment,
          reason: 'bounced',
          found: { items: ITEMS, today },
        };
      case 'refund': {
        const refund = this.nextId();
        const amount = eur(minor);
        return { type: 'RefundPayment', payment, refund, amount, reason: 'r', found: { today } };
      }
      case 'dispute':
        return { type: 'DisputeItem', item, disputed: eur(minor) };
      default:
        return {
          type: 'WriteOffItem',
          item,
          amount: eur(minor),
          reason: 'bad',
          unlimited: true,
          found: { today },
        };
    }
  }

  private invoice(id: string, amount: number): Command {
    const item = document({ id, document: id, invoice: id, amount, reference: null });
    const names = namesOf(item);
    const payments = PAYMENTS.filter((payment) =>
      paymentIn(this.rows, payment)?.awaited.some((name) => names.includes(name)),
    ).map((payment) => ({ id: payment, application: this.nextId() }));
    return { type: 'OpenInvoice', item, found: { payments } };
  }

  private nextId(): string {
    return `A${++this.ids}`;
  }
}

const balanceOf = (entries: readonly Entry[], account: (typeof ACCOUNTS)[number]): number =>
  entries.reduce((so, entry) => so + effectOn(account, entry), 0);

describe('Whatever happens to payments and items, in any order', () => {
  it('no cent is lost or made: items, payments and ledger agree after every step', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const world = new World();
        for (const step of list) {
          world.run(step);
          checkBooks(world);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('taking everything back leaves every item as open as it was', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const world = new World();
        const calm = list.filter(({ act }) => !['writeOff', 'credit', 'refund'].includes(act));
        for (const step of calm) world.run(step);
        for (const payment of PAYMENTS.keys()) {
          world.run({ act: 'reverse', item: 0, payment, minor: 1 });
        }
        for (const id of ITEMS) {
          const item = itemIn(world.rows, id);
          if (item) expect(item.open).toBe(item.amount);
        }
        expect(balanceOf(world.entries, 'bank')).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});

function checkBooks({ rows, entries }: World): void {
  let open = 0;
  let cash = 0;
  for (const row of rows.values()) {
    if (row.is === 'item') {
      open += row.open;
      const own = entries.filter(({ item }) => item === row.id);
      expect(balanceOf(own, 'receivables')).toBe(row.open);
      expect(row.open).toBeGreaterThanOrEqual(Math.min(0, row.amount));
      expect(row.open).toBeLessThanOrEqual(Math.max(0, row.amount));
      expect(row.disputed).toBeLessThanOrEqual(Math.max(0, row.open));
    }
    if (row.is === 'payment') {
      cash += row.unapplied;
      const { applied, unapplied, refunded, reversed, amount } = row;
      expect(applied + unapplied + refunded + reversed).toBe(amount);
      expect(Math.min(applied, unapplied, refunded, reversed)).toBeGreaterThanOrEqual(0);
      expect(row.applications.reduce((so, one) => so + one.amount, 0)).toBe(applied);
    }
  }
  expect(balanceOf(entries, 'receivables')).toBe(open);
  const inCash = balanceOf(entries, 'unapplied_cash') + balanceOf(entries, 'unidentified_cash');
  expect(inCash + cash).toBe(0);
  expect(balanceOf(entries, 'clearing')).toBe(0);
  expect(entries.every(({ amount }) => amount > 0)).toBe(true);
}

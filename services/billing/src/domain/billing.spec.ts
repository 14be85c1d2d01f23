import { catalogue, type DataOf, DomainError } from '@o2c/contracts';
import { decide, rowsOf } from './billing.js';
import type { Command, Decision } from './commands.js';
import type { Document } from './document.js';
import { evolve } from './evolve.js';
import { quantitiesOf, releaseOf, sellerOf, shipmentOf } from './incoming.js';
import type { Row } from './rows.js';

const released = catalogue.OrderReleased.example;
const goods = catalogue.Shipped.example;
const seller = catalogue.SellerRegistered.example;
const { order, customer } = released;
const today = '2026-03-03';
const perOrder = { invoicePer: 'order' } as const;

/** What a command for the order carries once its seller is known. */
const named = { order, seller: seller.seller, customer, at: `${today}T08:00:00.000Z`, today };

function release(data: Partial<DataOf<'OrderReleased'>> = {}): Command {
  const agreed = releaseOf({ ...released, ...data }, 1);
  return { type: 'RecordRelease', ...named, year: 2026, document: 'release', release: agreed };
}

const changed: Command = {
  ...{ type: 'RecordChange', order },
  change: { sequence: 2, lines: [{ line: 1, ordered: 10_000_000, gross: 23_800 }] },
};

function ship(id: string, quantity: number, historyOn?: string): Command {
  const lines = [{ line: 1, sku: 'A-100', quantity }];
  const shipment = { ...shipmentOf({ ...goods, shipment: id, lines }), historyOn };
  const year = Number((historyOn ?? today).slice(0, 4));
  const history = historyOn !== undefined;
  return { type: 'RecordShipment', ...named, year, document: `I${id}`, shipment, history };
}

function cancel(quantity: number): Command {
  const lines = quantitiesOf([{ line: 1, quantity }]);
  return { type: 'RecordCancellation', ...named, year: 2026, document: 'Icancel', lines };
}

function voided(shipment: string, invoice?: string, wasShipped = true): Command {
  const fact = { shipment, invoice, wasShipped, reason: 'lost', document: `C${shipment}` };
  return { type: 'VoidShipment', ...named, year: 2026, ...fact };
}

function credit(invoice: string, more: object = {}): Command {
  const { at, seller: id } = named;
  const note = { document: 'C1', request: {}, reason: 'damage', history: false, faults: [] };
  const found = { invoice, found: [invoice], seller: id, today, year: 2026 };
  return { type: 'CreditInvoice', at, ...found, ...note, ...more };
}

/** Ten of a line were ordered, at 10.00 and 19 % VAT. */
const STATES = {
  unheard: [],
  'cancelled before it was heard of': [cancel(10)],
  released: [release()],
  'partly shipped': [release(), ship('s', 4)],
  shipped: [release(), ship('s', 4), ship('t', 6)],
  'shipped and voided': [release(), ship('s', 10), voided('s', 'Is')],
  'shipped and credited': [release(), ship('s', 10), credit('Is')],
  'released, one invoice for all': [release(perOrder)],
  'partly shipped, one invoice for all': [release(perOrder), ship('s', 4)],
  'shipped, one invoice for all': [release(perOrder), ship('s', 4), ship('t', 6)],
} satisfies Record<string, readonly Command[]>;

const COMMANDS =
  'RecordRelease RecordChange RecordShipment RecordCancellation VoidShipment CreditInvoice';

type State = keyof typeof STATES;
const EVERY = Object.keys(STATES) as State[];

const ISSUED = ['invoice-issued', 'Invoiced'];
const INVOICE = ['shipment-recorded', ...ISSUED];
const NOTE = ['credit-note-issued', 'CreditNoted'];
const wait = (waitFor: string, subject: string) => ({ waitFor, subject });

type Case = readonly [State, string, Command, unknown];

const TABLE: readonly Case[] = [
  ...EVERY.map((state): Case => [state, 'is changed', changed, ['change-recorded']]),
  ['unheard', 'is released', release(), ['release-recorded']],
  ['unheard', 'is shipped', ship('s', 4), wait('OrderReleased', order)],
  ['unheard', 'is cancelled', cancel(4), ['cancellation-recorded']],
  ['unheard', 'a shipment is voided', voided('s'), wait('Shipped', 's')],
  ['unheard', 'a plan is voided', voided('s', undefined, false), []],
  ['unheard', 'an invoice is credited', credit('Is'), 'invoice.unknown'],
  ['cancelled before it was heard of', 'is released', release(), ['release-recorded']],
  ['cancelled before it was heard of', 'is shipped', ship('s', 1), wait('OrderReleased', order)],
  ['cancelled before it was heard of', 'is cancelled', cancel(1), ['cancellation-recorded']],
  ['cancelled before it was heard of', 'is voided', voided('s'), wait('Shipped', 's')],
  ['cancelled before it was heard of', 'is credited', credit('Is'), 'invoice.unknown'],
  ['released', 'is released again', release(), ['release-recorded']],
  ['released', 'is shipped', ship('s', 4), INVOICE],
  ['released', 'leaves with nothing', ship('s', 0), ['shipment-recorded']],
  ['released', 'is cancelled', cancel(10), ['cancellation-recorded']],
  ['released', 'a shipment is voided', voided('s'), wait('Shipped', 's')],
  ['released', 'an invoice is credited', credit('Is'), 'invoice.unknown'],
  ['partly shipped', 'is released again', release(), ['release-recorded']],
  ['partly shipped', 'the same leaves again', ship('s', 4), []],
  ['partly shipped', 'the rest leaves', ship('t', 6), INVOICE],
  ['partly shipped', 'more than was ordered leaves', ship('t', 7), INVOICE],
  ['partly shipped', 'the rest is cancelled', cancel(6), ['cancellation-recorded']],
  ['partly shipped', 'is voided', voided('s', 'Is'), ['shipment-voided', ...NOTE]],
  ['partly shipped', 'is credited', credit('Is'), NOTE],
  ['shipped', 'is released again', release(), ['release-recorded']],
  ['shipped', 'the same leaves again', ship('t', 6), []],
  ['shipped', 'is cancelled', cancel(1), ['cancellation-recorded']],
  ['shipped', 'is voided', voided('t', 'It'), ['shipment-voided', ...NOTE]],
  ['shipped', 'is voided before the invoice was looked up', voided('t'), { again: true }],
  ['shipped', 'is credited', credit('It'), NOTE],
  ['shipped and voided', 'is released again', release(), ['release-recorded']],
  ['shipped and voided', 'leaves again', ship('t', 10), INVOICE],
  ['shipped and voided', 'is cancelled', cancel(10), ['cancellation-recorded']],
  ['shipped and voided', 'is voided again', voided('s', 'Is'), []],
  ['shipped and voided', 'is credited', credit('Is'), 'invoice.overcredited'],
  ['shipped and credited', 'is released again', release(), ['release-recorded']],
  ['shipped and credited', 'the same leaves again', ship('s', 10), []],
  ['shipped and credited', 'is cancelled', cancel(1), ['cancellation-recorded']],
  ['shipped and credited', 'is voided', voided('s', 'Is'), ['shipment-voided', ...NOTE]],
  ['shipped and credited', 'is credited', credit('Is'), 'invoice.overcredited'],
  ['released, one invoice for all', 'is released again', release(), ['release-recorded']],
  ['released, one invoice for all', 'is shipped in part', ship('s', 4), ['shipment-recorded']],
  ['released, one invoice for all', 'is shipped in full', ship('s', 10), INVOICE],
  ['released, one invoice for all', 'is cancelled', cancel(10), ['cancellation-recorded']],
  ['released, one invoice for all', 'is voided', voided('s'), wait('Shipped', 's')],
  ['released, one invoice for all', 'is credited', credit('Is'), 'invoice.unknown'],
  ['partly shipped, one invoice for all', 'wants each', release(), ['release-recorded', ...ISSUED]],
  ['partly shipped, one invoice for all', 'is released', release(perOrder), ['release-recorded']],
  ['partly shipped, one invoice for all', 'more leaves', ship('t', 5), ['shipment-recorded']],
  ['partly shipped, one invoice for all', 'the rest leaves', ship('t', 6), INVOICE],
  [
    'partly shipped, one invoice for all',
    'no rest',
    cancel(6),
    ['cancellation-recorded', ...ISSUED],
  ],
  ['partly shipped, one invoice for all', 'is voided', voided('s'), ['shipment-voided']],
  ['partly shipped, one invoice for all', 'is credited', credit('Is'), 'invoice.unknown'],
  ['shipped, one invoice for all', 'is released', release(perOrder), ['release-recorded']],
  ['shipped, one invoice for all', 'the same leaves again', ship('s', 4), []],
  ['shipped, one invoice for all', 'is cancelled', cancel(1), ['cancellation-recorded']],
  ['shipped, one invoice for all', 'is voided', voided('s', 'It'), ['shipment-voided', ...NOTE]],
  ['shipped, one invoice for all', 'is credited', credit('It'), NOTE],
];

describe('what billing does about an order', () => {
  test.each(TABLE)('%s: %s', (state, _, command, expected) => {
    expect(outcome(after(...STATES[state]), command)).toEqual(expected);
  });

  test('every command meets every state in the table', () => {
    const met = new Set(TABLE.map(([state, , { type }]) => `${state} × ${type}`));
    const all = EVERY.flatMap((state) => COMMANDS.split(' ').map((type) => `${state} × ${type}`));
    expect(all.filter((pair) => !met.has(pair))).toEqual([]);
  });

  test('goods of an added line wait until it is known what was agreed about it', () => {
    const { lines } = shipmentOf({ ...goods, lines: [{ line: 2, sku: 'B', quantity: 1 }] });
    const command = { ...ship('s', 1), shipment: { ...shipmentOf(goods), lines } } as Command;
    expect(outcome(after(release()), command)).toEqual(wait('OrderReleased', order));
  });

  test('nothing is invoiced for a seller whom orders has not told of yet', () => {
    const rows = after(release());
    rows.set(`seller/${seller.seller}`, { kind: 'seller', id: seller.seller, taxRates: [] });
    expect(outcome(rows, ship('s', 4))).toEqual(wait('SellerRegistered', seller.seller));
    const early = { ...ship('s', 4, '2024-12-30'), shipment: shipmentOf(goods) } as Command;
    expect(outcome(rows, early)).toEqual(wait('SellerRegistered', seller.seller));
  });

  test('a command that was looked up too early is looked up again', () => {
    const early = { ...ship('s', 4), seller: undefined, today: undefined };
    expect(outcome(after(release()), early)).toEqual({ again: true });
    const late = { ...ship('s', 4), today: '2025-12-31' };
    expect(outcome(after(release()), late)).toEqual({ again: true });
  });

  test('without a tax rate on the day of delivery nothing is invoiced, and it is said why', () => {
    const rows = after(release());
    rows.set(`seller/${seller.seller}`, sellerOf({ ...seller, taxRates: [] }));
    const errors = [expect.objectContaining({ code: 'tax_rate.missing', path: '/lines/1' })];
    expect(() => decide(rows, ship('s', 4))).toThrow(expect.objectContaining({ errors }));
  });

  test('a number that two sellers have given needs a seller', () => {
    const both = { found: ['Is', 'It'] };
    expect(outcome(after(...STATES.shipped), credit('I', both))).toBe('seller.required');
  });

  test('a command touches its order, its documents and, last, the number series', () => {
    const series = (kind: string) => `series/${seller.seller}/${kind}/2026`;
    const orderRows = [`order/${order}`, `customer/${customer}`];
    const invoiceRows = [`seller/${seller.seller}`, series('invoice')];
    expect(rowsOf(ship('s', 4))).toEqual([...orderRows, ...invoiceRows]);
    expect(rowsOf(voided('s', 'Is'))).toEqual([...orderRows, 'invoice/Is', series('credit_note')]);
    expect(rowsOf(credit('Is'))).toEqual(['invoice/Is', series('credit_note')]);
  });
});

describe('numbers of documents', () => {
  test('have no gaps, and a refused credit takes none', () => {
    const rows = after(release(), ship('s', 4), ship('t', 6), credit('Is'));
    expect(outcome(rows, credit('Is'))).toBe('invoice.overcredited');
    play(rows, credit('It'));
    expect(documents(rows).map(({ number }) => number)).toEqual([
      ...['INV-2026-000001', 'CN-2026-000001', 'INV-2026-000002', 'CN-2026-000002'],
    ]);
  });

  test('belong to the year of the document date, also when it is long past', () => {
    const rows = after(release());
    rows.set(`series/${seller.seller}/invoice/2009`, {
      ...{ kind: 'series', seller: seller.seller, documentKind: 'invoice', year: 2009, last: 7 },
    });
    play(rows, ship('s', 4, '2009-12-01'));
    expect(documents(rows)).toMatchObject([
      { number: 'INV-2009-000008', issuedOn: '2009-12-01', history: true },
    ]);
  });
});

describe('a voided shipment', () => {
  const freight = { amount: '5.00', currency: 'EUR' };

  test('gives its freight back, which the next invoice charges again', () => {
    const rows = after(release({ freight }), ship('s', 4), voided('s', 'Is'), ship('t', 4));
    play(rows, ship('u', 2));
    const charged = documents(rows).map(({ totals }) => totals.chargeTotal);
    expect(charged).toEqual([500, 500, 500, 0]);
  });

  test('that shares its invoice with others is credited alone, the last one with the rest', () => {
    const rows = after(release({ ...perOrder, freight }), ship('s', 4), ship('t', 6));
    play(rows, voided('s', 'It'), voided('t', 'It'));
    const [invoice, first, second] = documents(rows);
    expect(first).toMatchObject({ cause: 'void', totals: { net: 4000, tax: 760 } });
    expect(second?.totals).toMatchObject({ net: 6500, gross: (invoice?.totals.gross ?? 0) - 4760 });
  });

  test('whose invoice was credited before still tells that its quantities are open again', () => {
    const rows = after(release(), ship('s', 10), credit('Is'), voided('s', 'Is'));
    expect(documents(rows).at(-1)).toMatchObject({
      cause: 'void',
      totals: { gross: 0 },
      lines: [{ line: 1, quantity: 10_000_000, net: 0, gross: 0 }],
    });
  });
});

/** The rows after some commands; the series of 2026 and the parties are there from the start. */
function after(...commands: readonly Command[]): Map<string, Row> {
  const series = (['invoice', 'credit_note'] as const).map((documentKind) => {
    const row = { kind: 'series', seller: seller.seller, documentKind, year: 2026, last: 0 };
    return [`series/${seller.seller}/${documentKind}/2026`, row as Row] as const;
  });
  const known = [`seller/${seller.seller}`, sellerOf(seller)] as const;
  const rows = new Map<string, Row>([known, ...series]);
  play(rows, ...commands);
  return rows;
}

function play(rows: Map<string, Row>, ...commands: readonly Command[]): void {
  for (const command of commands) {
    const decision = decide(touched(rows, command), command);
    if (!isFacts(decision)) throw new Error(`${command.type} came to ${JSON.stringify(decision)}`);
    for (const fact of decision) {
      for (const [id, row] of evolve(rows, fact)) rows.set(id, row);
    }
  }
}

/** The types of the facts, what is waited for, or the code of the refusal. */
function outcome(rows: ReadonlyMap<string, Row>, command: Command): unknown {
  try {
    const decision = decide(touched(rows, command), command);
    return isFacts(decision) ? decision.map(({ type }) => type) : decision;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

/** Only what a command names can be decided on. */
function touched(rows: ReadonlyMap<string, Row>, command: Command): ReadonlyMap<string, Row> {
  const names = new Set(rowsOf(command));
  return new Map([...rows].filter(([id]) => names.has(id)));
}

function isFacts(decision: Decision): decision is Extract<Decision, readonly unknown[]> {
  return Array.isArray(decision);
}

function documents(rows: ReadonlyMap<string, Row>): readonly Document[] {
  return [...rows.values()].flatMap((row) =>
    row.kind === 'invoice' ? [row.invoice, ...row.notes] : [],
  );
}

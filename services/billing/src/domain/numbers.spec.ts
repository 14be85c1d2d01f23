import { catalogue, DomainError } from '@o2c/contracts';
import { money } from '@o2c/money';
import fc from 'fast-check';
import { decide } from './billing.js';
import type { Command } from './commands.js';
import { numberOf, readNumber } from './document.js';
import { evolve } from './evolve.js';
import { releaseOf, sellerOf, shipmentOf } from './incoming.js';
import { seriesId, type Row } from './rows.js';

const released = catalogue.OrderReleased.example;
const { order, seller } = released;
const today = '2026-03-03';
const named = { order, seller, today, year: 2026, at: `${today}T08:00:00.000Z` };

/** Ships a tenth of the order, voids such a shipment, or credits an amount of its invoice. */
const step = fc.record({
  what: fc.constantFrom('ship', 'void', 'credit'),
  shipment: fc.integer({ min: 1, max: 6 }),
  amount: fc.integer({ min: -1, max: 1500 }),
});

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function commandOf({ what, shipment, amount }: Step, document: string): Command {
  const [id, invoice] = [`s${shipment}`, `I${shipment}`];
  if (what === 'ship') {
    const lines = [{ line: 1, sku: 'A-100', quantity: 1 }];
    const goods = shipmentOf({ ...catalogue.Shipped.example, shipment: id, lines });
    return { type: 'RecordShipment', ...named, document: invoice, shipment: goods, history: false };
  }
  const reason = 'lost';
  if (what === 'void') {
    return { type: 'VoidShipment', ...named, document, shipment: id, wasShipped: true, reason };
  }
  const request = { lines: [{ line: 1, net: money(amount, 'EUR') }] };
  const by = { found: [invoice], history: false, faults: [], reason, request };
  return { type: 'CreditInvoice', ...named, ...by, invoice, document };
}

test('numbers have no gaps, whatever is refused, waits or is repeated in between', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const rows = new Map<string, Row>([
        [`seller/${seller}`, sellerOf(catalogue.SellerRegistered.example)],
        ...(['invoice', 'credit_note'] as const).map((documentKind) => {
          const row = { kind: 'series', seller, documentKind, year: 2026, last: 0 } as const;
          return [seriesId(seller, documentKind, 2026), row] as const;
        }),
      ]);
      const release = releaseOf(released, 1);
      const commands = steps.map((one, index) => commandOf(one, `C${index}`));
      const first: Command = { type: 'RecordRelease', ...named, document: '', release };
      const issued = [first, ...commands].flatMap((command) => play(rows, command));
      for (const kind of ['invoice', 'credit_note'] as const) {
        const numbers = issued.filter((document) => document.kind === kind);
        const expected = numbers.map((_, index) => numberOf(kind, 2026, index + 1));
        expect(numbers.map(({ number }) => number)).toEqual(expected);
        expect(rows.get(seriesId(seller, kind, 2026))).toMatchObject({ last: numbers.length });
      }
    }),
    { numRuns: 100 },
  );
});

test('a number is read back as it was written, and nothing else is one', () => {
  expect(readNumber('invoice', 'INV-2026-000099')).toEqual({ year: 2026, sequence: 99 });
  expect(readNumber('credit_note', 'CN-2026-1234567')).toEqual({ year: 2026, sequence: 1234567 });
  for (const other of ['CN-2026-000099', 'INV-2026-99', 'INV-2026-000099 ', 'INV--', 'INV', '']) {
    expect(readNumber('invoice', other)).toBeUndefined();
  }
});

/** The documents that a command issues; a refused or waiting one leaves no trace. */
function play(rows: Map<string, Row>, command: Command) {
  try {
    const decision = decide(rows, command);
    if ('waitFor' in decision || 'again' in decision) return [];
    for (const fact of decision) for (const [id, row] of evolve(rows, fact)) rows.set(id, row);
    return decision.flatMap((fact) =>
      fact.type === 'invoice-issued' || fact.type === 'credit-note-issued' ? [fact.data] : [],
    );
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}

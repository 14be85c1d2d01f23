import { evolve } from './evolve.js';
import {
  apply,
  applyCredit,
  bounced,
  closed,
  credit,
  creditNote,
  dispute,
  item,
  line,
  load,
  open,
  outcome,
  paid,
  paidItem,
  payment,
  receive,
  refund,
  remind,
  reverse,
  rowsOf,
  settle,
  unapply,
  unknownPayer,
  writeOff,
} from './example-rows.js';
import { effectOn } from './ledger.js';
import type { Payment } from './payment.js';
import { type Command, decide } from './receivables.js';
import type { Row } from './rows.js';

describe('Every command', () => {
  const states: readonly (readonly [string, readonly Row[]])[] = [
    ['nothing', []],
    ['an open item', [item()]],
    ['a closed item', [closed]],
    ['a disputed item', [item({ disputed: 2_000 })]],
    ['a credit note', [item(), creditNote]],
    ['an unknown payer', [item(), unknownPayer]],
    ['unapplied cash', [item(), payment()]],
    ['a part-applied payment', [paidItem, paid]],
    ['a bounced payment', [item(), bounced]],
  ];
  const commands: readonly Command[] = [
    ...[
      open(),
      credit,
      load(),
      receive(),
      apply(line('10.00')),
      applyCredit(line('10.00')),
      unapply(),
      reverse,
      refund(),
    ],
    ...[dispute('10.00'), writeOff(), remind(), settle],
  ];
  const pairs = states.flatMap(([name, rows]) =>
    commands.map((command) => [command.type, name, rows, command] as const),
  );

  it.each(pairs)('%s meets %s: money moves by entries alone', (type, _, rows, command) => {
    const told = outcome(rows, command);
    const isFromFact = ['OpenInvoice', 'OpenCreditNote', 'RemindItem', 'SettleWaiting'].includes(
      type,
    );
    if (isFromFact && typeof told === 'string') expect(told).toMatch(/^waits for/);
    if (typeof told === 'string') return;
    const decision = decide(rowsOf(rows), command);
    if (!Array.isArray(decision)) throw new Error('facts were expected');
    const after = rowsOf(rows);
    let receivables = 0;
    for (const fact of decision) {
      if (fact.type === 'posted') receivables += effectOn('receivables', fact.data);
      for (const [id, row] of evolve(after, fact)) after.set(id, row);
    }
    expect(openOf(after) - openOf(rowsOf(rows))).toBe(receivables);
    for (const row of after.values()) if (row.is === 'payment') expect(sumOf(row)).toBe(row.amount);
  });
});

function openOf(rows: ReadonlyMap<string, Row>): number {
  return [...rows.values()].reduce((so, row) => so + (row.is === 'item' ? row.open : 0), 0);
}

function sumOf({ applied, unapplied, refunded, reversed }: Payment): number {
  return applied + unapplied + refunded + reversed;
}

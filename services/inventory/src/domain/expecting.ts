import { DomainError, type FieldError } from '@o2c/contracts';
import { isDate } from '@o2c/money';
import { Books } from './books.js';
import type { Decision, Rows } from './inventory-facts.js';
import { fault, type GivenLine, readLines } from './receiving.js';

/** Goods are announced for some days. */
export type ExpectStock = {
  readonly type: 'ExpectStock';
  readonly receipt: string;
  readonly warehouse: string;
  readonly reference?: string | undefined;
  readonly lines: readonly (GivenLine & { readonly expectedOn: string })[];
};

/** What is still open of an announced delivery will not come; `skus` as read without locks. */
export type CancelExpected = {
  readonly type: 'CancelExpected';
  readonly receipt: string;
  readonly skus?: readonly string[] | undefined;
};

/** Notes what is expected; nothing is promised from it. */
export function expect(rows: Rows, command: ExpectStock): Decision {
  const books = new Books(rows);
  const { receipt, warehouse, reference } = command;
  const lines = readLines(books, command.lines, dateFaults(command));
  for (const [index, { sku, quantity }] of lines.entries()) {
    const expectedOn = command.lines[index]?.expectedOn ?? '';
    books.expectation({
      type: 'stock-expected',
      data: { receipt, line: index + 1, sku, warehouse, expectedOn, reference, quantity },
    });
  }
  return books.facts;
}

/** Forgets what is open of it; none open is nothing to do. 404 when nobody announced it. */
export function cancelExpected(rows: Rows, { receipt, skus = [] }: CancelExpected): Decision {
  if (skus.length === 0) {
    throw new DomainError('expected_receipt.unknown', `No expected receipt ${receipt}`);
  }
  const books = new Books(rows);
  for (const sku of skus) {
    const open = books.stock(sku).expected.filter((one) => one.receipt === receipt);
    for (const { line, open: quantity } of open) {
      books.expectation({ type: 'expectation-reduced', data: { receipt, line, sku, quantity } });
    }
  }
  return books.facts;
}

function dateFaults({ lines }: ExpectStock): FieldError[] {
  return lines.flatMap(({ expectedOn }, index) =>
    isDate(expectedOn) ? [] : [fault(`/lines/${index}/expectedOn`, 'must be a date')],
  );
}

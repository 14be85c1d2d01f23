import { allocate, type AllocateStock } from './allocation.js';
import { Books } from './books.js';
import { cancelExpected, type CancelExpected, expect, type ExpectStock } from './expecting.js';
import {
  issue,
  type IssueGoods,
  release,
  type ReleaseStock,
  type ReturnGoods,
  takeReturned,
} from './goods.js';
import {
  type Decision,
  type InventoryFact,
  orderRow,
  type Rows,
  skuRow,
  type State,
} from './inventory-facts.js';
import { adjust, type AdjustStock, receive, type ReceiveStock } from './receiving.js';
import { reserve, type ReserveStock } from './reservation.js';

/** What follows from the facts of others, or from allocation. They are never refused. */
export type FactCommand = ReserveStock | IssueGoods | ReturnGoods | ReleaseStock | AllocateStock;

/** What operators tell us. */
export type StockCommand = ReceiveStock | AdjustStock | ExpectStock | CancelExpected;

/** Everything that changes stock or what is promised of it. */
export type InventoryCommand = FactCommand | StockCommand;

/** The rules of stock: nothing is promised twice, nothing promised is lost. */
export function decide(rows: Rows, command: InventoryCommand): Decision {
  switch (command.type) {
    case 'ReserveStock':
      return reserve(rows, command);
    case 'AllocateStock':
      return allocate(rows, command);
    case 'IssueGoods':
      return issue(rows, command);
    case 'ReturnGoods':
      return takeReturned(rows, command);
    case 'ReleaseStock':
      return release(rows, command);
    case 'ReceiveStock':
      return receive(rows, command);
    case 'AdjustStock':
      return adjust(rows, command);
    case 'ExpectStock':
      return expect(rows, command);
    case 'CancelExpected':
      return cancelExpected(rows, command);
  }
}

/** The rows that a fact changes, as they are after it. */
export function evolve(rows: Rows, fact: InventoryFact): ReadonlyMap<string, State> {
  const books = new Books(rows);
  books.enter(fact);
  return books.changed;
}

/** Every row that a command touches. */
export function rowsOf(command: InventoryCommand): readonly string[] {
  return [...ordersOf(command).map(orderRow), ...new Set(skusOf(command).map(skuRow))];
}

/** Whether a command follows from a fact: it may name skus that nobody told us of yet. */
export function isFromFact(command: InventoryCommand): command is FactCommand {
  return 'order' in command || command.type === 'AllocateStock';
}

/** The orders that a command touches. */
export function ordersOf(command: InventoryCommand): readonly string[] {
  if ('order' in command) return [command.order];
  return command.type === 'AllocateStock' ? waitingOf(command).map(({ order }) => order) : [];
}

/** The skus that a command touches. */
export function skusOf(command: InventoryCommand): readonly string[] {
  switch (command.type) {
    case 'ReserveStock':
    case 'ReturnGoods':
    case 'ReceiveStock':
    case 'AdjustStock':
    case 'ExpectStock':
      return command.lines.map(({ sku }) => sku);
    case 'IssueGoods':
      return [...command.lines, ...command.shorts].map(({ sku }) => sku);
    case 'ReleaseStock':
    case 'CancelExpected':
      return command.skus ?? [];
    case 'AllocateStock':
      return [...command.skus, ...waitingOf(command).flatMap(({ skus }) => skus)];
  }
}

function waitingOf(command: AllocateStock): readonly { order: string; skus: readonly string[] }[] {
  return command.queue?.waiting ?? [];
}

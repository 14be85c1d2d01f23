import { disputeItem, remindItem, writeOffItem } from './adjust-item.js';
import type { DisputeItem, RemindItem, WriteOffItem } from './adjust-item.js';
import { type ApplyCredit, applyCreditNote } from './apply-credit.js';
import { applyPayment, unapplyPayment } from './apply-payment.js';
import type { ApplyPayment, UnapplyPayment } from './apply-payment.js';
import {
  documentClaim,
  invoiceClaim,
  loadItem,
  openCreditNote,
  openInvoice,
} from './open-document.js';
import type { LoadItem, OpenCreditNote, OpenInvoice } from './open-document.js';
import { bankClaim, receivePayment, type ReceivePayment } from './receive-payment.js';
import { refundPayment, reversePayment } from './return-payment.js';
import type { RefundPayment, ReversePayment } from './return-payment.js';
import { claimRow, type Decision, itemRow, paymentRow, type Rows } from './rows.js';
import { settleWaiting, type SettleWaiting } from './settle-waiting.js';

/** Everything that can be asked of open items and payments. */
export type Command =
  | OpenInvoice
  | OpenCreditNote
  | LoadItem
  | DisputeItem
  | WriteOffItem
  | RemindItem
  | ApplyCredit
  | ReceivePayment
  | ApplyPayment
  | UnapplyPayment
  | ReversePayment
  | RefundPayment
  | SettleWaiting;

/** Every row that a command touches. */
export function rowsOf(command: Command): readonly string[] {
  switch (command.type) {
    case 'OpenInvoice':
      return [
        ...claims(invoiceClaim(command.item.id)),
        itemRow(command.item.id),
        ...idsOf(command.found.payments).map(paymentRow),
      ];
    case 'OpenCreditNote':
      return [
        ...claims(invoiceClaim(command.credits)),
        ...[command.item.id, command.credits].map(itemRow),
      ];
    case 'LoadItem':
      return [
        ...claims(documentClaim(command)),
        itemRow(command.id),
        ...idsOf(command.found.payments).map(paymentRow),
      ];
    case 'ReceivePayment':
      return [
        ...claims(bankClaim(command)),
        ...idsOf(command.found.items).map(itemRow),
        paymentRow(command.found.existing ?? command.id),
      ];
    case 'ApplyCredit':
      return [command.credit, ...idsOf(command.found.items)].map(itemRow);
    case 'ApplyPayment':
      return [...idsOf(command.found.items).map(itemRow), paymentRow(command.payment)];
    case 'UnapplyPayment':
    case 'ReversePayment':
      return [...command.found.items.map(itemRow), paymentRow(command.payment)];
    case 'RefundPayment':
      return [paymentRow(command.payment)];
    case 'SettleWaiting':
      return [...idsOf(command.items).map(itemRow), paymentRow(command.payment)];
    case 'DisputeItem':
    case 'WriteOffItem':
    case 'RemindItem':
      return [itemRow(command.item)];
  }
}

/** The rule of each command. Throws DomainError; what comes from a fact is never refused. */
export function decide(rows: Rows, command: Command): Decision {
  switch (command.type) {
    case 'OpenInvoice':
      return openInvoice(rows, command);
    case 'OpenCreditNote':
      return openCreditNote(rows, command);
    case 'LoadItem':
      return loadItem(rows, command);
    case 'DisputeItem':
      return disputeItem(rows, command);
    case 'WriteOffItem':
      return writeOffItem(rows, command);
    case 'RemindItem':
      return remindItem(rows, command);
    case 'ReceivePayment':
      return receivePayment(rows, command);
    case 'ApplyCredit':
      return applyCreditNote(rows, command);
    case 'ApplyPayment':
      return applyPayment(rows, command);
    case 'UnapplyPayment':
      return unapplyPayment(rows, command);
    case 'ReversePayment':
      return reversePayment(rows, command);
    case 'RefundPayment':
      return refundPayment(rows, command);
    case 'SettleWaiting':
      return settleWaiting(rows, command);
  }
}

function idsOf(found: readonly { readonly id: string }[]): readonly string[] {
  return found.map(({ id }) => id);
}

function claims(key: string | undefined): readonly string[] {
  return key === undefined ? [] : [claimRow(key)];
}

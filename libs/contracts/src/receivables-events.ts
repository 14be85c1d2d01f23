import Type from 'typebox';
import { movement, state } from './event.js';
import { eur, ids, on } from './example-values.js';
import * as v from './values.js';

const optional = Type.Optional;

const Method = Type.Union([
  Type.Literal('transfer'),
  Type.Literal('card'),
  Type.Literal('cheque'),
  Type.Literal('direct_debit'),
  Type.Literal('cash'),
]);

/** What every fact about an open item names; `order` and `invoice` where billing issued it. */
const itemFields = {
  item: v.Id,
  seller: v.Id,
  customer: v.Id,
  document: Type.String({ description: 'number of the invoice, credit note or loaded document' }),
  kind: Type.Union([Type.Literal('invoice'), Type.Literal('credit_note')]),
  invoice: optional(v.Id),
  order: optional(v.Id),
};

const Application = Type.Object({
  payment: v.Id,
  application: v.Id,
  ...itemFields,
  amount: v.Money,
  open: v.Money,
  on: v.DateText,
});

const item = {
  item: ids.item,
  seller: ids.seller,
  customer: ids.customer,
  document: 'INV-2026-000099',
  kind: 'invoice' as const,
  invoice: ids.invoice,
  order: ids.order,
};

const application = {
  payment: ids.payment,
  application: ids.application,
  ...item,
  amount: eur('119.00'),
  open: eur('0.00'),
  on,
};

const payment = { payment: ids.payment, seller: ids.seller, customer: ids.customer };

/** What receivables says: money in, what it settled, and what became of open items. */
export const receivablesEvents = {
  /** Money came in; `customer` is absent while the payer is unknown. */
  PaymentReceived: movement(
    'receivables',
    Type.Object({
      payment: v.Id,
      seller: v.Id,
      customer: optional(v.Id),
      payer: optional(Type.String()),
      amount: v.Money,
      method: Method,
      valueDate: v.DateText,
      receivedOn: v.DateText,
      reference: optional(Type.String()),
      history: Type.Boolean(),
    }),
    (d) => d.payment,
    {
      ...payment,
      amount: eur('119.00'),
      method: 'transfer',
      valueDate: on,
      receivedOn: on,
      reference: 'INV-2026-000099',
      history: false,
    },
  ),
  /** A payer became known: `amount` is what is now unapplied cash of the customer. */
  PaymentIdentified: movement(
    'receivables',
    Type.Object({ payment: v.Id, seller: v.Id, customer: v.Id, amount: v.Money, on: v.DateText }),
    (d) => d.payment,
    { ...payment, amount: eur('119.00'), on },
  ),
  /** Part of a payment settled part of an item; `open` is what is left of the item. */
  PaymentApplied: movement('receivables', Application, (d) => d.payment, application),
  /** An application was taken back; the item is open again by its amount. */
  PaymentUnapplied: movement(
    'receivables',
    Type.Object({ ...Application.properties, reason: Type.String() }),
    (d) => d.payment,
    { ...application, open: eur('119.00'), reason: 'bounced' },
  ),
  /** The bank took the money back; every application was unapplied before. */
  PaymentReversed: movement(
    'receivables',
    Type.Object({
      payment: v.Id,
      seller: v.Id,
      customer: optional(v.Id),
      amount: v.Money,
      reason: Type.String(),
      on: v.DateText,
    }),
    (d) => d.payment,
    { ...payment, amount: eur('119.00'), reason: 'insufficient funds', on },
  ),
  /** Unapplied cash was paid back. */
  PaymentRefunded: movement(
    'receivables',
    Type.Object({
      payment: v.Id,
      refund: v.Id,
      seller: v.Id,
      customer: optional(v.Id),
      amount: v.Money,
      reason: Type.String(),
      on: v.DateText,
    }),
    (d) => d.payment,
    { ...payment, refund: ids.application, amount: eur('25.00'), reason: 'overpaid', on },
  ),
  /** A document of another system became an open item; a credit note's amount is negative. */
  OpenItemLoaded: movement(
    'receivables',
    Type.Object({
      ...itemFields,
      amount: v.Money,
      documentDate: v.DateText,
      dueDate: v.DateText,
      disputed: v.Money,
      history: Type.Boolean(),
    }),
    (d) => d.item,
    {
      ...item,
      amount: eur('119.00'),
      documentDate: on,
      dueDate: '2026-04-01',
      disputed: eur('0.00'),
      history: false,
    },
  ),
  /** Part of a credit note settled part of an invoice. */
  CreditApplied: movement(
    'receivables',
    Type.Object({
      application: v.Id,
      ...itemFields,
      creditItem: v.Id,
      creditDocument: Type.String(),
      amount: v.Money,
      open: v.Money,
      on: v.DateText,
    }),
    (d) => d.item,
    {
      application: ids.application,
      ...item,
      creditItem: ids.creditNote,
      creditDocument: 'CN-2026-000007',
      amount: eur('119.00'),
      open: eur('0.00'),
      on,
    },
  ),
  /** Nothing of the item is open, whatever settled it. */
  OpenItemClosed: state(
    'receivables',
    'open-item',
    Type.Object({ ...itemFields, on: v.DateText }),
    (d) => d.item,
    { ...item, on },
  ),
  /** Something of a closed item is open again. */
  OpenItemReopened: state(
    'receivables',
    'open-item',
    Type.Object({ ...itemFields, on: v.DateText, open: v.Money }),
    (d) => d.item,
    { ...item, on, open: eur('119.00') },
  ),
  /** How much of an item is disputed from now on. */
  ItemDisputed: state(
    'receivables',
    'dispute',
    Type.Object({ ...itemFields, disputed: v.Money, reason: optional(Type.String()) }),
    (d) => d.item,
    { ...item, disputed: eur('20.00'), reason: 'damaged' },
  ),
  /** The rest of an item will not be collected. */
  WrittenOff: movement(
    'receivables',
    Type.Object({ ...itemFields, amount: v.Money, reason: Type.String(), on: v.DateText }),
    (d) => d.item,
    { ...item, amount: eur('0.50'), reason: 'small_balance', on },
  ),
  /** The customer was reminded of an item at a level, 1 to 3. */
  ReminderSent: movement(
    'receivables',
    Type.Object({
      ...itemFields,
      run: v.Id,
      level: Type.Integer({ minimum: 1, maximum: 3 }),
      amount: v.Money,
      daysOverdue: Type.Integer(),
    }),
    (d) => d.item,
    { ...item, run: ids.run, level: 1, amount: eur('119.00'), daysOverdue: 14 },
  ),
};

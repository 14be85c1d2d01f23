import {
  Choice,
  DateField,
  Int,
  ListOf,
  MoneyDto,
  MoneyField,
  Nested,
  Text,
  UuidField,
} from '@o2c/runtime';

/** Orders are held while more than this is overdue, the oldest of it by more than these days. */
export class OverdueRule {
  @MoneyField() declare readonly amount: MoneyDto;
  @Int({ min: 0, max: 10_000 }) declare readonly days: number;
}

/** What is checked beside the limit; a rule that is left out is switched off. */
export class CreditRules {
  @Nested(() => OverdueRule, { optional: true }) declare readonly overdue?: OverdueRule;
  @DateField({ optional: true, doc: 'orders of a later date are held' })
  declare readonly reviewOn?: string;
}

/** Why all orders of the customer are held. */
export class CreditBlock {
  @Text({ example: 'insolvency' }) declare readonly reason: string;
}

/** How far a customer may go. */
export class CreditAccountChange {
  @MoneyField({ nullable: true, doc: 'null: not checked' })
  declare readonly limit: MoneyDto | null;
  @Nested(() => CreditRules, { optional: true, doc: 'left out: as before; {}: none' })
  declare readonly rules?: CreditRules;
  @Nested(() => CreditBlock, {
    optional: true,
    nullable: true,
    doc: 'left out: as before; null: not blocked',
  })
  declare readonly blocked?: CreditBlock | null;
}

/** What a customer owes or will owe; total = open orders + delivered + open items − unapplied. */
export class ExposureView {
  @MoneyField({ doc: 'approved, not shipped' }) declare readonly openOrders: MoneyDto;
  @MoneyField({ doc: 'shipped, not invoiced' }) declare readonly deliveredNotInvoiced: MoneyDto;
  @MoneyField({ doc: 'invoiced or loaded, not settled' }) declare readonly openItems: MoneyDto;
  @MoneyField({ doc: 'cash that settles nothing yet' }) declare readonly unapplied: MoneyDto;
  @MoneyField() declare readonly total: MoneyDto;
}

/** The credit of a customer with a seller. */
export class CreditAccountView {
  @UuidField() declare readonly seller: string;
  @UuidField() declare readonly customer: string;
  @Text() declare readonly currency: string;
  @MoneyField({ nullable: true, doc: 'null: not checked' })
  declare readonly limit: MoneyDto | null;
  @Nested(() => ExposureView) declare readonly exposure: ExposureView;
  @MoneyField({ nullable: true, doc: 'limit − exposure; null without a limit' })
  declare readonly available: MoneyDto | null;
  @Nested(() => CreditRules) declare readonly rules: CreditRules;
  @Nested(() => CreditBlock, { nullable: true }) declare readonly blocked: CreditBlock | null;
  @Int({ doc: 'orders that wait for credit' }) declare readonly heldOrders: number;
  @Int({ doc: 'counts changes of limit, rules and block' }) declare readonly version: number;
}

/** A page of accounts. */
export class CreditAccountPage {
  @ListOf(() => CreditAccountView) declare readonly items: CreditAccountView[];
  @Text({ nullable: true }) declare readonly next: string | null;
}

/** An order, invoice, credit note or payment, and what it adds to the exposure. */
export class CreditDocumentView {
  @Choice(['order', 'invoice', 'credit_note', 'payment']) declare readonly kind: string;
  @Text({ doc: 'its number; of a payment its id' }) declare readonly document: string;
  @UuidField({ optional: true, doc: 'of an order' }) declare readonly order?: string;
  @DateField({ optional: true }) declare readonly dueOn?: string;
  @MoneyField({ optional: true }) declare readonly disputed?: MoneyDto;
  @Nested(() => ExposureView) declare readonly exposure: ExposureView;
}

/** A page of documents. */
export class CreditDocumentPage {
  @ListOf(() => CreditDocumentView) declare readonly items: CreditDocumentView[];
  @Text({ nullable: true }) declare readonly next: string | null;
}

/** Which seller's account is meant. */
export class SellerQuery {
  @Text({ optional: true, doc: 'id or number; may be left out while there is one' })
  declare readonly seller?: string;
}

/** Which accounts are listed. */
export class CreditAccountQuery {
  @Text({ optional: true, doc: 'id or number' }) declare readonly seller?: string;
  @Text({ optional: true, doc: 'id or number' }) declare readonly customer?: string;
  @Text({ optional: true, pattern: /^[A-Z]{3}$/ }) declare readonly currency?: string;
}

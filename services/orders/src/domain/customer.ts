import type { DataOf, FieldError } from '@o2c/contracts';
import { parseMoney } from '@o2c/money';
import { isTerms } from '@o2c/tax';
import { Faults } from './fault.js';
import type { MasterKind } from './master-data.js';

/** Who owes, and where to ship, as it is published. */
export type Customer = DataOf<'CustomerRegistered'>;

/** Customers: `number` is made (`C-100001`) unless the caller gives one. */
export const customerKind: MasterKind<Customer> = {
  table: 'customers',
  codes: { unknown: 'customer.unknown', taken: 'customer.number_taken' },
  idOf: (customer) => customer.customer,
  numberOf: (customer) => customer.number,
  numbered: (customer, number) => ({ ...customer, number }),
  faultsOf: customerFaults,
  registered: (data) => ({ type: 'CustomerRegistered', data }),
  // With the limit given at the start: this fact may be the first that credit hears of them.
  changed: (data) => ({ type: 'CustomerChanged', data }),
};

function customerFaults(customer: Customer): readonly FieldError[] {
  const faults = new Faults();
  const { currency, terms, email, shipTos } = customer;
  faults.currency(currency, '/currency');
  faults.unless(
    isTerms(terms),
    'customer.terms_unknown',
    '/terms',
    `${terms}: try net30 or eom+15`,
  );
  const mail = email === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
  faults.unless(mail, 'customer.email_invalid', '/email', `${email} is no e-mail address`);
  const ids = new Set(shipTos.map(({ id }) => id));
  faults.unless(
    ids.size === shipTos.length,
    'customer.ship_to_twice',
    '/shipTos',
    'An id is there twice',
  );
  initialCreditFaults(customer, faults);
  return faults.found;
}

function initialCreditFaults({ initialCredit, currency }: Customer, faults: Faults): void {
  if (!initialCredit) return;
  const path = '/creditLimit';
  const limit = faults.reading(() => parseMoney(initialCredit.limit), 'amount.invalid', path);
  if (!limit) return;
  faults.unless(limit.minor >= 0, 'amount.negative', path, 'A limit is not below zero');
  const same = limit.currency === currency;
  faults.unless(same, 'currency.mismatch', path, `The limit is in the currency ${currency}`);
}

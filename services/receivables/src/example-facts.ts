import { catalogue, type DataOf } from '@o2c/contracts';

/** Facts of other services for tests: the catalogue's examples with ids of their own. */

let ids = 0;

/** An id that no other call gave. */
export function exampleId(): string {
  return `01932b5a-0000-7000-8000-${String(1_000_000 + ++ids).padStart(12, '0')}`;
}

export const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** An invoice of this number and amount to the example's customer. */
export function exampleInvoice(
  number: string,
  amount: string,
  more: Partial<DataOf<'Invoiced'>> = {},
): DataOf<'Invoiced'> {
  return {
    ...catalogue.Invoiced.example,
    invoice: exampleId(),
    order: exampleId(),
    number,
    gross: eur(amount),
    payable: eur(amount),
    reference: `RF00${number.replaceAll('-', '')}`,
    ...more,
  };
}

/** A credit note against an invoice. */
export function exampleCreditNote(
  number: string,
  amount: string,
  { invoice, customer }: DataOf<'Invoiced'>,
): DataOf<'CreditNoted'> {
  const gross = eur(amount);
  const example = catalogue.CreditNoted.example;
  return { ...example, creditNote: exampleId(), invoice, customer, number, gross };
}

/** Ids, amounts and parties that all examples share, so that they tell one story. */
export const ids = {
  seller: '01932b5a-0000-7000-8000-000000000001',
  customer: '01932b5a-0000-7000-8000-000000000002',
  product: '01932b5a-0000-7000-8000-000000000003',
  order: '01932b5a-0000-7000-8000-000000000004',
  hold: '01932b5a-0000-7000-8000-000000000005',
  decision: '01932b5a-0000-7000-8000-000000000006',
  reservation: '01932b5a-0000-7000-8000-000000000007',
  request: '01932b5a-0000-7000-8000-000000000008',
  shipment: '01932b5a-0000-7000-8000-000000000009',
  invoice: '01932b5a-0000-7000-8000-00000000000a',
  creditNote: '01932b5a-0000-7000-8000-00000000000b',
  item: '01932b5a-0000-7000-8000-00000000000c',
  payment: '01932b5a-0000-7000-8000-00000000000d',
  application: '01932b5a-0000-7000-8000-00000000000e',
  run: '01932b5a-0000-7000-8000-00000000000f',
};

export const eur = (amount: string) => ({ amount, currency: 'EUR' });

export const address = {
  name: 'ACME GmbH',
  lines: ['Hauptstraße 1'],
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
};

export const at = '2026-03-02T09:30:00.000Z';
export const on = '2026-03-02';

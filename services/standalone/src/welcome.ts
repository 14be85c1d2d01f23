/** Where facts are to be had: `topics` stands before the name of each topic. */
export type Facts = { readonly brokers: string; readonly topics: string };

/** What the start prints: where it runs, the first key, and a first order to copy. */
export function welcome(address: string, key: string | undefined, facts?: Facts): string {
  const lines = ['', `Order to cash runs at ${address}  (API: ${address}/docs)`];
  if (facts) lines.push(`Facts: Kafka at ${facts.brokers}, topics ${facts.topics}<type>`);
  if (key === undefined) return [...lines, 'Ctrl-C stops it.', '', ''].join('\n');
  return [
    ...lines,
    '',
    'Your API key, shown this once, and a first customer, product and order:',
    '',
    firstOrder(address, key),
    '',
    'README.md goes on from there to the cash. Ctrl-C stops it.',
    '',
    '',
  ].join('\n');
}

function firstOrder(address: string, key: string): string {
  const customer = {
    number: 'C-1',
    name: 'ACME GmbH',
    currency: 'EUR',
    terms: 'net30',
    billTo: {
      name: 'ACME GmbH',
      lines: ['Hauptstr. 1'],
      postalCode: '10115',
      city: 'Berlin',
      country: 'DE',
    },
  };
  const price = { amount: '10.00', currency: 'EUR' };
  const product = { sku: 'A-100', name: 'Hex bolt M8', unit: 'piece', taxCategory: 'S', price };
  const lines = [{ sku: 'A-100', quantity: 3 }];
  const order = { customer: 'C-1', currency: 'EUR', lines };
  return [
    `KEY=${key}`,
    `post() { curl -sS ${address}$1 -H "Authorization: Bearer $KEY" -d "$2" \\`,
    `  -H "Idempotency-Key: $RANDOM$RANDOM" -H 'Content-Type: application/json'; echo; }`,
    `post /v1/customers '${JSON.stringify(customer)}'`,
    `post /v1/products '${JSON.stringify(product)}'`,
    `post /v1/orders '${JSON.stringify(order)}'`,
  ].join('\n');
}

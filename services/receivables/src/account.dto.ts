import { Text } from '@o2c/runtime';

/** Which account of a customer: with which seller, in which currency. */
export class AccountQuery {
  @Text({ optional: true, pattern: /^[A-Z]{3}$/, doc: 'default: the customer’s' })
  readonly currency?: string;

  @Text({ optional: true, doc: 'id or number; may be left out while there is one' })
  readonly seller?: string;
}

import { Injectable } from '@nestjs/common';
import { DomainError, type ErrorCode } from '@o2c/contracts';
import { Database } from '@o2c/messaging';
import { isUuid } from '@o2c/runtime';

/** A seller that figures are asked of. */
export type Seller = {
  readonly id: string;
  readonly number: string;
  readonly currency: string;
  readonly timeZone: string;
};

/** Sellers and customers by what a request calls them: id or number. */
@Injectable()
export class Parties {
  constructor(private readonly database: Database) {}

  /** Throws DomainError `seller.unknown`; `seller.required` where none of several is named. */
  async seller(name: string | undefined): Promise<Seller> {
    const sellers = await this.database.read<Seller>(
      `SELECT id, number, currency, time_zone AS "timeZone" FROM parties
        WHERE kind = 'seller' AND ($1::text IS NULL OR number = $1 OR id::text = lower($1))
        ORDER BY id LIMIT 2`,
      [name ?? null],
    );
    const [first] = sellers;
    if (!first) throw unknown('seller.unknown', 'Seller', name);
    if (name === undefined && sellers.length > 1) {
      throw new DomainError('seller.required', 'There are several sellers: name one');
    }
    return first;
  }

  /** The time zone of an order's seller, where both are known. */
  async timeZoneOf(order: string): Promise<string | undefined> {
    const [row] = await this.database.read<{ timeZone: string }>(
      `SELECT time_zone AS "timeZone" FROM order_progress JOIN parties ON parties.id = seller
        WHERE order_id = $1`,
      [order],
    );
    return row?.timeZone;
  }

  /** The id of a customer; throws DomainError `customer.unknown`. */
  async customer(name: string): Promise<string> {
    const [row] = await this.database.read<{ id: string }>(
      `SELECT id FROM parties
        WHERE kind = 'customer' AND number = $1
        UNION ALL
       SELECT id FROM parties WHERE kind = 'customer' AND id = $2
        LIMIT 1`,
      [name, isUuid(name) ? name : null],
    );
    if (!row) throw unknown('customer.unknown', 'Customer', name);
    return row.id;
  }
}

function unknown(code: ErrorCode, noun: string, name = ''): DomainError {
  return new DomainError(code, `${noun} ${name} is not known`);
}

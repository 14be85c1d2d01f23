import { Injectable } from '@nestjs/common';
import { Database } from '@o2c/messaging';
import type { ExpectedStock } from '../domain/expected-stock.js';

/** When more is expected of what orders lack. */
@Injectable()
export class ExpectedStocks {
  constructor(private readonly database: Database) {}

  /** Of the skus that an order lacks, or once lacked. */
  async of(order: string): Promise<readonly ExpectedStock[]> {
    const rows = await this.database.read<Omit<ExpectedStock, 'at'> & { at: Date }>(
      `SELECT sku, sequence, at, expected_on AS "expectedOn" FROM expected_stock
        WHERE sku IN (SELECT sku FROM backorders WHERE order_id = $1)`,
      [order],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}

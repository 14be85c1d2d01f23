import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An order's lines lie in its own row: what was agreed, and apart from it what moves. */
export class OrderLines1764400000000 implements MigrationInterface {
  readonly name = 'OrderLines1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('shares of single lines are not kept any more');
  }
}

const STATEMENTS = [
  // What never moves stands last: the log of an update leaves out the end that stays the same.
  `ALTER TABLE orders
     ADD COLUMN open_minor bigint NOT NULL DEFAULT 0,
     ADD COLUMN released_minor bigint NOT NULL DEFAULT 0,
     ADD COLUMN shipped_minor bigint NOT NULL DEFAULT 0,
     ADD COLUMN invoiced_minor bigint NOT NULL DEFAULT 0,
     ADD COLUMN quantities json,
     ADD COLUMN lines json`,
  `UPDATE orders
      SET (open_minor, released_minor, shipped_minor, invoiced_minor, quantities, lines) = (
        SELECT sum(open_minor), sum(released_minor), sum(shipped_minor), sum(invoiced_minor),
               json_agg(json_strip_nulls(json_build_object(
                 'cancelled', nullif(cancelled_micro, 0),
                 'released', nullif(released_micro, 0),
                 'takenBack', nullif(taken_back_micro, 0),
                 'reserved', nullif(reserved_micro, 0),
                 'backordered', nullif(backordered_micro, 0),
                 'shipped', nullif(shipped_micro, 0),
                 'invoiced', nullif(invoiced_micro, 0))) ORDER BY line),
               json_agg(json_build_object(
                 'line', line, 'product', product_id, 'sku', sku, 'name', name, 'unit', unit,
                 'taxCategory', tax_category, 'rateClass', rate_class, 'taxRate', tax_rate,
                 'unitPrice', unit_price_micro, 'discountPercent', discount_percent,
                 'net', net_minor, 'tax', tax_minor, 'gross', gross_minor,
                 'ordered', ordered_micro) ORDER BY line)
          FROM order_lines WHERE order_id = orders.id)`,
  // json is read and written at half the cost of jsonb, and nobody looks for anything in these.
  `ALTER TABLE orders
     ALTER COLUMN party TYPE json,
     ALTER COLUMN documents TYPE json,
     ALTER COLUMN requests TYPE json,
     ALTER COLUMN cancellation TYPE json,
     ALTER COLUMN quantities SET NOT NULL,
     ALTER COLUMN lines SET NOT NULL`,
  'DROP TABLE order_lines',
];

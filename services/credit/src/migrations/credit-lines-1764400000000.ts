import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lines of an order are written with its reservation, not as rows of their own. */
export class CreditLines1764400000000 implements MigrationInterface {
  readonly name = 'CreditLines1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('lines stay with their reservations');
  }
}

const STATEMENTS = [
  'ALTER TABLE reservations ADD lines json',
  `UPDATE reservations SET lines = moved.lines
     FROM (SELECT order_id, json_agg(json_build_array(line, gross_minor, ordered_micro,
                    cancelled_micro, released_micro, shipped_micro, invoiced_micro)
                    ORDER BY line) AS lines
             FROM reservation_lines GROUP BY order_id) moved
    WHERE reservations.order_id = moved.order_id`,
  'DROP TABLE reservation_lines',
];

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Facts about a customer that belong to no order, by type and time. Facts of orders, and holds that
 * are told anew, have no entry: nothing is added to what an order writes.
 */
export class CustomerFacts1733100000000 implements MigrationInterface {
  readonly name = 'CustomerFacts1733100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX facts_of_customer ON facts (
        ((data ->> 'customer')::uuid), type,
        (CASE WHEN data ->> 'history' = 'true' THEN coalesce(document_at, recorded_at)
              ELSE recorded_at END), id)
       WHERE order_id IS NULL AND type <> 'CreditHeld' AND (data ->> 'customer') IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX facts_of_customer');
  }
}

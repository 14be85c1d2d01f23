import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers and products are found by any part of their name, number or sku. */
export class Search1764300000000 implements MigrationInterface {
  readonly name = 'Search1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    await runner.query(searchIndex('customers'));
    await runner.query(searchIndex('products'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX customers_searched, products_searched');
  }
}

function searchIndex(table: string): string {
  return `
    CREATE INDEX ${table}_searched ON ${table} USING gin (
      (coalesce(data->>'name', '') || ' ' || coalesce(data->>'number', '') || ' ' ||
       coalesce(data->>'sku', '')) gin_trgm_ops)`;
}

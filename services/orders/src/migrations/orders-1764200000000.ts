import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credit answers about a version of an order, and may stand for its released part only. */
export class Orders1764200000000 implements MigrationInterface {
  readonly name = 'Orders1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE orders
        ADD COLUMN approved_version integer NOT NULL DEFAULT 0,
        ADD COLUMN asked_version integer NOT NULL DEFAULT 1,
        DROP CONSTRAINT orders_credit_check,
        ADD CHECK (credit IN ('pending', 'approved', 'in_part', 'held', 'rejected'))`);
    await runner.query(`
      UPDATE orders SET approved_version = version WHERE credit = 'approved'`);
    await runner.query('ALTER TABLE orders DROP COLUMN approved_minor');
    await runner.query(`
      ALTER TABLE order_lines ADD COLUMN released_minor bigint NOT NULL DEFAULT 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_lines DROP COLUMN released_minor');
    await runner.query(`
      ALTER TABLE orders ADD COLUMN approved_minor bigint NOT NULL DEFAULT 0,
        DROP COLUMN approved_version, DROP COLUMN asked_version`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of an order is released goes on, and counts, while what was added since is held. */
export class Credit1764200000000 implements MigrationInterface {
  readonly name = 'Credit1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE reservations
        ADD COLUMN version integer NOT NULL DEFAULT 0,
        ADD COLUMN released_minor bigint NOT NULL DEFAULT 0,
        DROP CONSTRAINT reservations_check2,
        ADD CHECK (status = 'approved' OR status = 'held' OR expires_at IS NULL)`);
    await runner.query(`
      ALTER TABLE reservation_lines ADD COLUMN released_micro bigint NOT NULL DEFAULT 0`);
    await runner.query('DROP INDEX reservations_counted');
    await runner.query(`
      CREATE INDEX reservations_counted ON reservations (customer, seller, currency, order_id)
       WHERE status = 'approved' AND open_minor <> 0
          OR status = 'held' AND released_minor <> 0 OR delivered_minor <> 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX reservations_counted');
    await runner.query('ALTER TABLE reservation_lines DROP COLUMN released_micro');
    await runner.query(`
      ALTER TABLE reservations DROP COLUMN version, DROP COLUMN released_minor`);
    await runner.query(`
      CREATE INDEX reservations_counted ON reservations (customer, seller, currency, order_id)
       WHERE status = 'approved' AND open_minor <> 0 OR delivered_minor <> 0`);
  }
}

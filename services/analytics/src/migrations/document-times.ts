import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The times that documents of the past bear, beside the facts and in the index that maps read. */
export class DocumentTimes1732450000000 implements MigrationInterface {
  readonly name = 'DocumentTimes1732450000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('facts are kept for good');
  }
}

const STATEMENTS = [
  `ALTER TABLE facts ADD document_at timestamptz`,
  `ALTER TABLE open_items ADD changed_on date`,
  `DROP INDEX facts_of_order`,
  `CREATE INDEX facts_of_order ON facts (order_id, recorded_at, id)
    INCLUDE (type, subject, document_at) WHERE order_id IS NOT NULL`,
  `DROP INDEX facts_of_payment`,
  `CREATE INDEX facts_of_payment ON facts (subject) INCLUDE (type, recorded_at, id, document_at)
    WHERE type IN ('PaymentReceived', 'PaymentIdentified', 'PaymentReversed', 'PaymentRefunded')`,
];

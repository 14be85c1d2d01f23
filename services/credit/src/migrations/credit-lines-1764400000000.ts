import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lines of an order are written with its reservation, not as rows of their own. */
export class CreditLines1764400000000 implements MigrationInterface {
  readonly name = 'CreditLines1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reservations ADD lines json');
    let after: string | null = '00000000-0000-0000-0000-000000000000';
    while (after !== null) {
      const [moved]: [{ last: string | null }] = await runner.query(MOVE, [after]);
      after = moved.last;
    }
    await runner.query('DROP TABLE reservation_lines');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reservation_lines (
        order_id uuid NOT NULL REFERENCES reservations,
        line integer NOT NULL,
        gross_minor bigint NOT NULL,
        ordered_micro bigint NOT NULL,
        cancelled_micro bigint NOT NULL,
        shipped_micro bigint NOT NULL,
        invoiced_micro bigint NOT NULL,
        released_micro bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (order_id, line)
      ) WITH (fillfactor = 80)`);
    await runner.query(`
      INSERT INTO reservation_lines
      SELECT order_id, n[1], n[2], n[3], n[4], n[6], n[7], n[5]
        FROM reservations, json_array_elements_text(lines) AS text,
             LATERAL (SELECT translate(text, '[]', '{}')::bigint[] AS n OFFSET 0) AS numbers`);
    await runner.query('ALTER TABLE reservations DROP lines');
  }
}

/** So many orders at once that no statement runs out of its time, however many there are. */
const MOVE = `
  WITH next AS (
    SELECT order_id FROM reservations WHERE order_id > $1 ORDER BY order_id LIMIT 10000
  ), moved AS (
    UPDATE reservations
       SET lines = (SELECT json_agg(json_build_array(line, gross_minor, ordered_micro,
                             cancelled_micro, released_micro, shipped_micro, invoiced_micro)
                             ORDER BY line)
                      FROM reservation_lines AS line
                     WHERE line.order_id = reservations.order_id)
      FROM next WHERE reservations.order_id = next.order_id
  )
  SELECT (SELECT order_id FROM next ORDER BY order_id DESC LIMIT 1) AS last`;

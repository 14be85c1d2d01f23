import { Injectable } from '@nestjs/common';
import type { AnyEvent } from '@o2c/contracts';
import { Database, type Tx } from '@o2c/messaging';

/** A fact as the log keeps it. */
export type LoggedFact = {
  readonly position: number;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: number;
  readonly time: Date;
  readonly actor: string | null;
  readonly causationId: string | null;
  readonly data: Record<string, unknown>;
};

const COLUMNS = `position, id, source, type, subject, sequence, recorded_at AS time, actor,
  causation_id AS "causationId", data`;

/** Facts about a payment, which names its orders only through its applications. */
const PAYMENT_TYPES = [
  'PaymentReceived',
  'PaymentIdentified',
  'PaymentReversed',
  'PaymentRefunded',
];

/** Every fact, kept for good. */
@Injectable()
export class FactLog {
  constructor(private readonly database: Database) {}

  /** Appends facts at the next positions; a fixed number of statements. */
  async append(tx: Tx, facts: readonly AnyEvent[]): Promise<void> {
    await tx.query(APPEND, [
      facts.length,
      facts.map((fact) => fact.id),
      facts.map((fact) => fact.source),
      facts.map((fact) => fact.type),
      facts.map((fact) => fact.subject),
      facts.map((fact) => fact.sequence),
      facts.map((fact) => fact.time),
      facts.map(orderOf),
      facts.map((fact) => fact.actor ?? null),
      facts.map((fact) => fact.causationid ?? null),
      facts.map((fact) => JSON.stringify(fact.data)),
    ]);
    const orders = facts.filter(
      (fact) => fact.type === 'OrderPlaced' || fact.type === 'OrderChanged',
    );
    if (orders.length === 0) return;
    await tx.query(
      `INSERT INTO order_numbers (number, order_id) SELECT * FROM unnest($1::text[], $2::uuid[])
       ON CONFLICT DO NOTHING`,
      [orders.map(({ data }) => data.number), orders.map(({ data }) => data.order)],
    );
  }

  /** Facts after a position, oldest first. */
  after(position: number, limit: number, type?: string): Promise<LoggedFact[]> {
    return this.database.read<LoggedFact>(
      `SELECT ${COLUMNS} FROM facts WHERE position > $1 AND ($3::text IS NULL OR type = $3)
        ORDER BY position LIMIT $2`,
      [position, limit, type ?? null],
    );
  }

  /** The id of an order that is named by id or number. */
  async orderId(name: string): Promise<string | undefined> {
    if (/^[0-9a-f-]{36}$/i.test(name)) return name;
    const [row] = await this.database.read<{ id: string }>(
      'SELECT order_id AS id FROM order_numbers WHERE number = $1',
      [name],
    );
    return row?.id;
  }

  /** All facts of an order, of all services, in the order in which they were recorded. */
  ofOrder(order: string): Promise<LoggedFact[]> {
    return this.database.read<LoggedFact>(
      `SELECT ${COLUMNS} FROM facts
        WHERE order_id = $1
           OR (type = ANY ($2) AND subject IN (SELECT subject FROM facts
                WHERE order_id = $1 AND type = 'PaymentApplied'))
        ORDER BY recorded_at, source, sequence`,
      [order, PAYMENT_TYPES],
    );
  }
}

function orderOf({ data }: AnyEvent): string | null {
  return 'order' in data && data.order !== undefined ? data.order : null;
}

const APPEND = `
  WITH head AS (UPDATE facts_head SET last = last + $1::int RETURNING last)
  INSERT INTO facts (position, id, source, type, subject, sequence, recorded_at, order_id, actor,
                     causation_id, data)
  SELECT head.last - $1::int + fact.ordinality, fact.id, fact.source, fact.type, fact.subject,
         fact.sequence, fact.recorded_at, fact.order_id, fact.actor, fact.causation_id, fact.data
    FROM head, unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[],
                      $7::timestamptz[], $8::uuid[], $9::text[], $10::uuid[], $11::json[])
         WITH ORDINALITY AS fact (id, source, type, subject, sequence, recorded_at, order_id, actor,
                                  causation_id, data, ordinality)`;

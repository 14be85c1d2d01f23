import { dayOf, isUnavailable, type Clock } from '@o2c/runtime';
import { DomainError, type AnyEvent, type WorkAnswer, type WorkQuestion } from '@o2c/contracts';
import { describe } from './failure.js';
import { decode } from './kafka-record.js';
import { QUEUED } from './parking.js';
import { parkedOf, parkedWork, type ParkedNote } from './parked-work.js';
import type { PgDatabase } from './pg-database.js';
import type { Receiver } from './receiver.js';
import type { Tx } from './tx.js';

/** A parked fact as operators see it. */
export type ParkedFact = {
  readonly id: string;
  readonly service: string;
  readonly status: 'parked' | 'queued' | 'replayed' | 'discarded';
  readonly type: string;
  readonly source: string | null;
  readonly subject: string | null;
  readonly sequence: number | null;
  readonly topic: string | null;
  readonly partition: number | null;
  readonly offset: string | null;
  readonly code: string;
  readonly error: string;
  readonly attempts: number;
  readonly since: string;
  /** Facts of the same subject that wait behind this one. */
  readonly queuedBehind: number;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  readonly fact: unknown;
};

type Row = Omit<ParkedFact, 'since' | 'decidedAt' | 'service' | 'fact'> & {
  since: Date;
  decidedAt: Date | null;
  fact: AnyEvent | object | null;
  raw: Buffer | null;
  headers: [string, string][] | null;
};

/** What is kept of a record beside what operators see. */
type Kept = Pick<Row, 'raw' | 'headers'>;

/** Who decided about a parked fact, and why. */
export type Decision = { readonly by: string; readonly reason: string };

/** What an operator does about facts that could not be handled. */
export class ParkedDesk {
  constructor(
    private readonly service: string,
    private readonly database: PgDatabase,
    private readonly receiver: Receiver,
    private readonly clock: Clock,
  ) {}

  /** Parked facts by time, oldest first, after an id. */
  async list(status: string, after: string | undefined, limit: number): Promise<ParkedFact[]> {
    const rows = await this.database.read<Row>(
      `${SELECT} WHERE status = $1 AND ($2::uuid IS NULL OR id > $2::uuid) ORDER BY id LIMIT $3`,
      [status, after ?? null, limit],
    );
    return rows.map((row) => this.view(row));
  }

  /** A page of parked facts as work for a person, and how many there are. */
  work(question: WorkQuestion): Promise<WorkAnswer> {
    return this.database.snapshot((read) => parkedWork(read, this.service, question));
  }

  /** What is parked of an order. */
  ofOrder(order: string): Promise<ParkedNote[]> {
    return parkedOf((sql, params) => this.database.read(sql, params), order);
  }

  /** Handles the fact again, then those queued behind it; a second failure leaves it parked. */
  async replay(id: string, decision: Decision): Promise<ParkedFact> {
    await this.refuseOutOfTurn(id);
    const first = await this.tryOne(id, decision);
    if (first.status === 'replayed' && first.source !== null)
      await this.releaseQueue(first, decision);
    return first;
  }

  /** Gives the fact up; those queued behind it are handled. */
  async discard(id: string, decision: Decision): Promise<ParkedFact> {
    const row = await this.database.transaction(async (tx) => {
      const found = await this.take(tx, id);
      if (found.status === 'discarded') return found;
      return this.decide(tx, found, 'discarded', decision);
    });
    if (row.source !== null) await this.releaseQueue(row, decision);
    return row;
  }

  /** What is queued is handled after the fact that it is queued behind. */
  private async refuseOutOfTurn(id: string): Promise<void> {
    const [first] = await this.database.read<{ id: string }>(
      `SELECT first.id FROM parked JOIN parked first USING (source, subject)
        WHERE parked.id = $1 AND parked.status = 'queued' AND first.status = 'parked'
        ORDER BY first.sequence LIMIT 1`,
      [id],
    );
    if (!first) return;
    const message = `It is queued behind ${this.service}:${first.id}: decide about that one first`;
    throw new DomainError('parked_fact.queued', message);
  }

  private async tryOne(id: string, decision: Decision): Promise<ParkedFact> {
    try {
      return await this.database.transaction(async (tx) => {
        const row = await this.take(tx, id);
        if (row.status === 'replayed') return row;
        if (row.status === 'discarded') throw alreadyDecided(row);
        await this.handleAgain(tx, row);
        return this.decide(tx, row, 'replayed', decision);
      });
    } catch (error) {
      if (error instanceof DomainError && error.code.startsWith('parked_fact.')) throw error;
      if (isUnavailable(error)) throw error;
      const { code, message } = describe(error);
      await this.database.read(
        `UPDATE parked SET attempts = attempts + 1, error = $2, code = $3, status = 'parked'
          WHERE id = $1 AND status IN ('parked', 'queued')`,
        [id, message, code],
      );
      return this.one(id);
    }
  }

  private async handleAgain(tx: Tx, row: ParkedFact & Kept): Promise<void> {
    if (row.type.startsWith('follow-up:')) {
      const kind = row.type.slice('follow-up:'.length);
      return tx.followUp(kind, [row.fact as object]);
    }
    if (row.fact !== null) return this.receiver.handleAgain(tx, row.fact as AnyEvent);
    const key = row.subject === null ? null : Buffer.from(row.subject);
    const headers = Object.fromEntries(row.headers ?? []);
    const fact = decode(row.topic ?? '', row.raw, headers, key);
    await this.database.partitions.ensure('inbox', [dayOf(fact.id)]);
    await this.receiver.handleLate(tx, fact);
  }

  /** Handles what queued behind a decided fact, in order, until one fails or none is left. */
  private async releaseQueue(decided: ParkedFact, decision: Decision): Promise<void> {
    for (;;) {
      const [next] = await this.database.read<{ id: string }>(NEXT, [
        decided.source,
        decided.subject,
      ]);
      if (!next) return;
      const result = await this.tryOne(next.id, decision);
      if (result.status !== 'replayed') return;
    }
  }

  private async take(tx: Tx, id: string): Promise<ParkedFact & Kept> {
    const [row] = await tx.query<Row>(`${SELECT} WHERE id = $1 FOR UPDATE`, [id]);
    if (!row) throw new DomainError('parked_fact.unknown', `No parked fact ${id} here`);
    return { ...this.view(row), raw: row.raw, headers: row.headers };
  }

  private async decide(
    tx: Tx,
    row: ParkedFact,
    status: 'replayed' | 'discarded',
    { by, reason }: Decision,
  ): Promise<ParkedFact> {
    if (row.status === 'replayed' || row.status === 'discarded') throw alreadyDecided(row);
    tx.write(
      `UPDATE parked SET status = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE id = $1`,
      [row.id, status, by, tx.now, reason],
    );
    tx.write(MOVE_UP, [row.source, row.subject]);
    const decidedAt = this.clock.iso();
    return { ...row, status, decidedBy: by, decidedAt, reason };
  }

  private async one(id: string): Promise<ParkedFact> {
    const [row] = await this.database.read<Row>(`${SELECT} WHERE id = $1`, [id]);
    if (!row) throw new DomainError('parked_fact.unknown', `No parked fact ${id} here`);
    return this.view(row);
  }

  private view({ raw: _, headers: __, ...row }: Row): ParkedFact {
    return {
      ...row,
      service: this.service,
      since: row.since.toISOString(),
      decidedAt: row.decidedAt?.toISOString() ?? null,
    };
  }
}

function alreadyDecided({ status, decidedBy }: ParkedFact): DomainError {
  const message = `The fact was already ${status} by ${decidedBy}`;
  return new DomainError('parked_fact.already_decided', message);
}

/** Whoever dies before the rest of a queue is handled leaves its first where a person sees it. */
const MOVE_UP = `
  UPDATE parked SET status = 'parked'
   WHERE id = (SELECT id FROM parked WHERE source = $1 AND subject = $2 AND status = 'queued'
                ORDER BY sequence LIMIT 1)
     AND NOT EXISTS (SELECT FROM parked
                      WHERE source = $1 AND subject = $2 AND status = 'parked')`;

/** Whoever moved up and was not tried yet. */
const NEXT = `
  SELECT id FROM parked
   WHERE source = $1 AND subject = $2 AND status = 'parked' AND code = '${QUEUED}'`;

const SELECT = `
  SELECT id, status, type, source, subject, sequence, topic, partition, log_offset AS "offset",
         code, error, attempts, since, decided_by AS "decidedBy", decided_at AS "decidedAt",
         reason, envelope AS fact, raw, headers,
         (SELECT count(*)::int FROM parked behind
           WHERE behind.source = parked.source AND behind.subject = parked.subject
             AND behind.status = 'queued') AS "queuedBehind"
    FROM parked`;

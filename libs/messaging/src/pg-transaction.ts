import { dayOf, newId, currentTraceparent, type Clock } from '@o2c/runtime';
import {
  definitionOf,
  DomainError,
  faultsOf,
  MAX_VALUE_BYTES,
  type AnyEvent,
  type Fact,
  type Source,
} from '@o2c/contracts';
import type { Writable } from 'node:stream';
import type { PoolClient, QueryResult } from 'pg';
import type { Cause, Tx } from './tx.js';
import { fromListText, listText } from './array-text.js';
import { prepared } from './prepared.js';

/** SQLSTATE of every statement after the one that failed. */
const ABORTED = '25P02';

/** A fact before it has a position. */
type Draft = Omit<AnyEvent, 'sequence' | 'source'>;

type FollowUpRow = { kind: string; command: object; cause: Cause };

/** A transaction on one connection; its facts and follow-ups are written by `commit`. */
export class PgTransaction implements Tx {
  readonly now: Date;
  private readonly drafts: Draft[] = [];
  private readonly followUps: FollowUpRow[] = [];
  private readonly unanswered: Promise<unknown>[] = [];
  private flushed = false;
  private gathering = false;
  private failure: unknown;

  constructor(
    private readonly client: PoolClient,
    private readonly source: Source | undefined,
    private readonly clock: Clock,
  ) {
    this.now = clock.now();
  }

  async query<R extends object>(sql: string, params: readonly unknown[] = []): Promise<R[]> {
    const result = await this.send(prepared(sql, params));
    return result.rows as R[];
  }

  write(sql: string, params: readonly unknown[] = []): void {
    this.hold(this.send(prepared(sql, params)));
  }

  /** Opens the transaction, together with its first statement. */
  begin(): void {
    this.hold(this.send({ text: 'BEGIN' }));
  }

  publish(facts: readonly Fact[], cause: Cause = {}): void {
    if (this.flushed) throw new Error('facts were already written');
    for (const fact of facts) this.drafts.push(this.draft(fact, cause));
  }

  followUp(kind: string, commands: readonly object[], cause: Cause = {}): void {
    for (const command of commands) this.followUps.push({ kind, command, cause });
  }

  /** How many follow-ups this transaction leaves. */
  get leftFollowUps(): number {
    return this.followUps.length;
  }

  /** Whether this transaction publishes. */
  get hasFacts(): boolean {
    return this.drafts.length > 0;
  }

  /** Whether it may be committed, even when that was never answered. */
  get askedToCommit(): boolean {
    return this.flushed;
  }

  /**
   * Writes follow-ups, then all facts at the next positions (the last locks taken), and commits:
   * one trip. After a statement that failed, PostgreSQL answers COMMIT by rolling back.
   */
  async commit(): Promise<readonly AnyEvent[]> {
    this.flushed = true;
    // Whatever it throws is thrown before anything of the commit is sent.
    const data = textOf(this.drafts);
    if (this.drafts.length > 0 && !this.source) throw new Error('this service publishes nothing');
    if (this.followUps.length > 0) this.writeFollowUps();
    const written = this.drafts.length > 0 ? this.writeFacts(data) : Promise.resolve(0);
    this.hold(written);
    const committed = this.send({ text: 'COMMIT' });
    this.hold(committed);
    await Promise.all(this.unanswered);
    if ((await committed).command !== 'COMMIT') throw new Error('the transaction was rolled back');
    const first = (await written) - this.drafts.length + 1;
    return this.drafts.map((draft, index) => {
      return { ...draft, source: this.source, sequence: first + index } as AnyEvent;
    });
  }

  /** The failure that broke the transaction, of which later statements only hear that it is. */
  reasonOf(error: unknown): unknown {
    return (error as { code?: unknown }).code === ABORTED ? (this.failure ?? error) : error;
  }

  private send(statement: { text: string; values?: unknown[] }): Promise<QueryResult> {
    this.gather();
    const sent = this.client.query(statement);
    sent.catch((error: unknown) => (this.failure ??= error));
    return sent;
  }

  /** Its failure is told by `commit`; until then nobody waits for it. */
  private hold(sent: Promise<unknown>): void {
    sent.catch(() => {});
    this.unanswered.push(sent);
  }

  /** What is sent before we wait for anything goes to the server as one piece. */
  private gather(): void {
    if (this.gathering) return;
    this.gathering = true;
    const stream = streamOf(this.client);
    stream.cork();
    process.nextTick(() => {
      this.gathering = false;
      stream.uncork();
    });
  }

  private draft(fact: Fact, cause: Cause): Draft {
    const faults = faultsOf(fact.type, fact.data);
    if (faults.length > 0) throw new Error(`invalid ${fact.type}: ${faults.join('; ')}`);
    const definition = definitionOf(fact.type);
    if (definition.source !== this.source) throw new Error(`${fact.type} is not ours to say`);
    const traceparent = cause.traceparent ?? currentTraceparent();
    return {
      id: newId(this.clock),
      type: fact.type,
      subject: definition.subject(fact.data),
      time: this.now.toISOString(),
      data: fact.data,
      ...(cause.actor === undefined ? {} : { actor: cause.actor }),
      ...(cause.id === undefined ? {} : { causationid: cause.id }),
      ...(traceparent === undefined ? {} : { traceparent }),
    } as Draft;
  }

  private async writeFacts(data: string): Promise<number> {
    const drafts = this.drafts;
    const [row] = await this.query<{ last: number }>(WRITE_FACTS, [
      drafts.length,
      dayOf(drafts[0]?.id ?? ''),
      this.now,
      drafts.map((draft) => draft.id),
      drafts.map((draft) => draft.type),
      drafts.map((draft) => draft.subject),
      drafts.map((draft) => draft.actor ?? null),
      drafts.map((draft) => draft.causationid ?? null),
      drafts.map((draft) => draft.traceparent ?? null),
      data,
    ]);
    return Number(row?.last);
  }

  private writeFollowUps(): void {
    const left = this.followUps;
    this.write(WRITE_FOLLOW_UPS, [
      left.map((row) => row.kind),
      left.map((row) => JSON.stringify(row.command)),
      left.map((row) => row.cause.actor ?? null),
      left.map((row) => row.cause.id ?? null),
      left.map((row) => row.cause.traceparent ?? null),
    ]);
  }
}

/** The socket under a connection. */
export function streamOf(client: PoolClient): Writable {
  return (client as unknown as { connection: { stream: Writable } }).connection.stream;
}

/** The texts that will be published. Throws DomainError when no subscriber would take one. */
function textOf(drafts: readonly Draft[]): string {
  const text = listText(drafts.map((draft) => draft.data));
  if (text.length * MAX_BYTES_PER_UNIT > MAX_VALUE_BYTES) drafts.forEach(refuseTooLarge);
  return text;
}

function refuseTooLarge({ type, data }: Draft): void {
  const bytes = Buffer.byteLength(JSON.stringify(data));
  if (bytes <= MAX_VALUE_BYTES) return;
  const message = `${type} would have ${bytes} bytes; ${MAX_VALUE_BYTES} is the most`;
  throw new DomainError('content.invalid', message);
}

/** UTF-8 bytes of one UTF-16 unit, at most. */
const MAX_BYTES_PER_UNIT = 3;

const WRITE_FACTS = `
  WITH head AS (UPDATE outbox_head SET last = last + $1::int RETURNING last),
  written AS (
    INSERT INTO outbox (position, day, recorded_at, id, type, subject, actor, causation_id,
                        traceparent, data)
    SELECT head.last - $1::int + fact.ordinality, $2::date, $3::timestamptz, fact.id, fact.type,
           fact.subject, fact.actor, fact.causation_id, fact.traceparent, fact.data
      FROM head,
           ROWS FROM (unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[],
                             $9::text[]),
                      ${fromListText('$10')}) WITH ORDINALITY
           AS fact (id, type, subject, actor, causation_id, traceparent, data, ordinality))
  SELECT last FROM head`;

const WRITE_FOLLOW_UPS = `
  INSERT INTO follow_ups (kind, command, actor, causation_id, traceparent)
  SELECT * FROM unnest($1::text[], $2::jsonb[], $3::text[], $4::uuid[], $5::text[])`;

import { dayOf, isUnavailable, type Clock, type Logger } from '@o2c/runtime';
import type { AnyEvent, EventType } from '@o2c/contracts';
import type { Outcome } from './aggregate.js';
import { describe, MAX_ATTEMPTS, Refused, throwRefused, tooOld } from './failure.js';
import { dayBefore, INBOX_DAYS } from './housekeeping.js';
import { Dispatch, type Handle } from './dispatch.js';
import { doOrNarrowDown } from './narrow-down.js';
import { saveCursors, type Cursor } from './cursors.js';
import { admit, admitAll, newestOf, wasAdmitted, type Admit } from './inbox.js';
import { park, parkRecord, queueBehind, type BadRecord, type Origin } from './parking.js';
import { Pause } from './pause.js';
import { Rounds, sizeOf, type Unit } from './rounds.js';
import type { PgDatabase } from './pg-database.js';
import type { Tx } from './tx.js';
import {
  forgetWaiting,
  keepWaiting,
  markReady,
  servedOf,
  takeReady,
  waitersOf,
} from './waiting.js';
import { admitWindows, isWindow } from './windows.js';

/** Facts of one type of one source, as a bus delivers them. */
export type Delivery = {
  readonly type: EventType;
  readonly facts: readonly AnyEvent[];
  /** Where a fact lay on Kafka. */
  readonly origin?: ((fact: AnyEvent) => Origin | undefined) | undefined;
};

/** How many waiting facts run at once. */
const READY_BATCH = 100;

/**
 * Takes facts from a bus and applies each once: admission, handler and cursor in one transaction.
 * A transient failure is retried for as long as it takes; a permanent one is narrowed down to the
 * single fact, which is parked with its subject while all others flow.
 */
export class Receiver {
  private readonly dispatch: Dispatch;
  private readonly pause = new Pause();
  private readonly rounds = new Rounds(
    (take) => this.database.turn(() => this.applyOnce(take())),
    (unit, error) => this.applyInOrder(unit, error),
    (one, other) => this.dispatch.haveOneHandler([...one.deliveries, ...other.deliveries]),
  );
  /** Handles every snapshot, also those that a newer one has overtaken. */
  keepsOvertaken = false;
  /** Facts that were dealt with since this process started. */
  handled = 0;

  constructor(
    private readonly database: PgDatabase,
    handlers: ReadonlyMap<EventType, Handle>,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly wakeWaiting: () => void,
  ) {
    this.dispatch = new Dispatch(handlers);
  }

  /**
   * Returns when every fact is applied, waiting, queued or parked, and `after` is saved. Deliveries
   * that come together are applied in their order, a later one never before an earlier one.
   */
  async deliver(unit: Unit): Promise<void> {
    const deliveries: Delivery[] = [];
    for (const delivery of unit.deliveries) deliveries.push(await this.withoutOld(delivery));
    await this.rounds.add({ ...unit, deliveries });
    this.handled += sizeOf(unit);
  }

  private async withoutOld(delivery: Delivery): Promise<Delivery> {
    const [old, facts] = this.byAge(delivery.facts);
    for (const fact of old) await this.parkOne({ ...delivery, facts: [fact] }, tooOld(fact), 0);
    return { ...delivery, facts };
  }

  /** The cursor alone no longer says what is handled: the inbox does, until the last fact is. */
  private async applyInOrder({ deliveries, cursor }: Unit, error: unknown): Promise<void> {
    const failures = isUnavailable(error) ? 0 : 1;
    const end = cursor && { log: cursor.log, position: cursor.position };
    for (const delivery of deliveries) {
      await this.apply(delivery, failures, delivery === deliveries.at(-1) ? end : undefined);
    }
  }

  /** `failures`: how often its facts failed before, together with others. */
  private async apply(delivery: Delivery, failures: number, cursor?: Cursor): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const unit = { deliveries: [delivery], ...(cursor && { cursor }) };
        return await this.database.turn(() => this.applyOnce([unit]));
      } catch (error) {
        if (this.pause.stopped) throw error;
        if (!isUnavailable(error)) {
          failures++;
          if (delivery.facts.length > 1) return await this.applyEach(delivery, failures, cursor);
          if (error instanceof Refused || failures >= MAX_ATTEMPTS) {
            return await this.parkOne(delivery, error, failures, cursor);
          }
        }
        await this.backOff(delivery.type, error, attempt);
      }
    }
  }

  /** Keeps a record that cannot be read, for an operator. */
  async deliverBad(record: BadRecord): Promise<void> {
    this.logger.error({ topic: record.topic, offset: record.offset }, record.error);
    await this.retrying(record.topic, () =>
      this.database.transaction((tx) => parkRecord(tx, this.clock, record)),
    );
  }

  /** Whether a fact was delivered before; true of one older than the inbox. */
  async knows(fact: AnyEvent): Promise<boolean> {
    const [old] = this.byAge([fact]);
    return old.length > 0 || wasAdmitted((sql, params) => this.database.read(sql, params), fact);
  }

  /** Handles one fact once more, on an operator's decision. Throws what refuses it. */
  async handleAgain(tx: Tx, fact: AnyEvent): Promise<void> {
    const current = this.keepsOvertaken ? [fact] : await newestOf(tx, [fact]);
    const outcomes = await this.dispatch.handle(current, tx);
    const refusal = outcomes.find(({ status }) => status === 'refused');
    if (refusal?.status === 'refused') throw refusal.error;
    const waiters = waitersOf(current, outcomes);
    await keepWaiting(tx, waiters);
    await markReady(tx, servedOf([fact], waiters));
  }

  /** Admits a fact that was unreadable when it came, and handles it if it is new. */
  async handleLate(tx: Tx, fact: AnyEvent): Promise<void> {
    const { fresh, blocked } = await admit(tx, [fact], this.keepsOvertaken);
    await queueBehind(tx, this.clock, blocked);
    for (const one of fresh) await this.handleAgain(tx, one);
  }

  /** Runs the waiting facts that are ready; answers how many it took. */
  runReady(): Promise<number> {
    const waiting = {
      doSome: (limit: number, tell: (facts: readonly AnyEvent[]) => void) =>
        this.runSomeReady(limit, tell),
      giveUp: (fact: AnyEvent, error: unknown, attempts: number) =>
        this.parkReady(fact, error, attempts),
    };
    return doOrNarrowDown(waiting, READY_BATCH);
  }

  private parkReady(fact: AnyEvent, error: unknown, attempts: number): Promise<void> {
    this.logger.error({ fact: fact.id, type: fact.type, ...describe(error) }, 'fact parked');
    return this.database.inTurn(async (tx) => {
      await park(tx, this.clock, fact, error, attempts);
      await forgetWaiting(tx, [fact.id]);
    });
  }

  private async runSomeReady(limit: number, tell: (facts: readonly AnyEvent[]) => void) {
    let taken = 0;
    let freed = 0;
    await this.database.inTurn(async (tx) => {
      const facts = await takeReady(tx, limit);
      tell(facts);
      taken = facts.length;
      if (facts.length === 0) return;
      const current = this.keepsOvertaken ? facts : await newestOf(tx, facts);
      const outcomes = await this.dispatch.handle(current, tx);
      const waiters = waitersOf(current, outcomes);
      await keepWaiting(tx, waiters);
      await this.parkRefused(tx, current, outcomes);
      const stillWaiting = new Set(waiters.map(({ fact }) => fact.id));
      const gone = facts.map((fact) => fact.id).filter((id) => !stillWaiting.has(id));
      await forgetWaiting(tx, gone);
      freed = await markReady(tx, servedOf(facts, waiters));
    });
    if (freed > 0) this.wakeWaiting();
    return taken;
  }

  /** No new attempts; a running one is waited for by whoever called `deliver`. */
  stop(): void {
    this.pause.stop();
  }

  private async applyOnce(units: readonly Unit[]): Promise<void> {
    const deliveries = units.flatMap((unit) => unit.deliveries);
    const windows = units.filter(isWindow);
    const needsInbox = windows.length < units.length;
    if (needsInbox) await this.ensureInbox(deliveries.flatMap(({ facts }) => facts));
    let freed: Promise<number> | undefined;
    await this.database.transaction(async (tx) => {
      const admission = needsInbox
        ? await admitAll(tx, deliveries, this.keepsOvertaken)
        : await admitWindows(tx, windows, this.keepsOvertaken);
      const served: AnyEvent[] = [];
      let isAwaited = admission.isAwaited;
      for (const batch of this.dispatch.byHandler(deliveries)) {
        const applied = await this.applyIn(tx, batch, admission.admit);
        served.push(...applied.served);
        isAwaited ||= applied.isAwaited;
      }
      if (isAwaited) freed = markReady(tx, served);
      saveCursors(
        tx,
        units.flatMap(({ cursor }) => cursor ?? []),
      );
    });
    if (((await freed) ?? 0) > 0) this.wakeWaiting();
  }

  /** Answers the facts that nobody has to wait for any more, and whether another one waits. */
  private async applyIn(tx: Tx, batch: readonly Delivery[], admission: Admit) {
    const fresh: AnyEvent[] = [];
    for (const delivery of batch) {
      const admitted = await admission(delivery);
      await queueBehind(tx, this.clock, admitted.blocked);
      fresh.push(...admitted.fresh);
    }
    const outcomes = await this.dispatch.handle(fresh, tx);
    throwRefused(outcomes);
    const waiters = waitersOf(fresh, outcomes);
    await keepWaiting(tx, waiters);
    const all = batch.flatMap(({ facts }) => facts);
    return { served: servedOf(all, waiters), isAwaited: waiters.length > 0 };
  }

  /** One by one: halving a batch would try the fact that fails once more at each step. */
  private async applyEach(delivery: Delivery, failures: number, cursor?: Cursor): Promise<void> {
    for (const fact of delivery.facts) {
      const isLast = fact === delivery.facts.at(-1);
      await this.apply({ ...delivery, facts: [fact] }, failures, isLast ? cursor : undefined);
    }
  }

  /** Older facts may have been applied before the inbox forgot them: a person has to look. */
  private byAge(facts: readonly AnyEvent[]): readonly [AnyEvent[], readonly AnyEvent[]] {
    const oldest = dayBefore(this.clock.now(), INBOX_DAYS);
    const old = facts.filter((fact) => dayOf(fact.id) < oldest);
    return [old, old.length === 0 ? facts : facts.filter((fact) => !old.includes(fact))];
  }

  private async parkOne(
    delivery: Delivery,
    error: unknown,
    attempts: number,
    cursor?: Cursor,
  ): Promise<void> {
    const [fact] = delivery.facts;
    if (!fact) throw error;
    const cause = error instanceof Refused ? error.error : error;
    this.logger.error({ fact: fact.id, type: fact.type, ...describe(cause) }, 'fact parked');
    await this.retrying(fact.type, async () => {
      await this.ensureInbox([fact]);
      await this.database.transaction(async (tx) => {
        const { fresh, blocked } = await admit(tx, [fact], this.keepsOvertaken);
        await queueBehind(tx, this.clock, blocked);
        const origin = delivery.origin?.(fact);
        if (fresh.length > 0) await park(tx, this.clock, fact, cause, attempts, origin);
        saveCursors(tx, cursor ? [cursor] : []);
      });
    });
  }

  private ensureInbox(facts: readonly AnyEvent[]): Promise<void> {
    const days = facts.map(({ id }) => dayOf(id));
    return this.database.partitions.ensure('inbox', days);
  }

  private async parkRefused(
    tx: Tx,
    facts: readonly AnyEvent[],
    outcomes: readonly Outcome[],
  ): Promise<void> {
    for (const [index, fact] of facts.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status === 'refused') await park(tx, this.clock, fact, outcome.error, 1);
    }
  }

  private async retrying(name: string, work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (this.pause.stopped || !isUnavailable(error)) throw error;
        await this.backOff(name, error, attempt);
      }
    }
  }

  private async backOff(name: string, error: unknown, attempt: number): Promise<void> {
    this.logger.warn({ type: name, attempt, ...describe(error) }, 'trying again');
    await this.pause.backOff(attempt);
  }
}

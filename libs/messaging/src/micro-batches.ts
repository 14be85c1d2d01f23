import { currentTraceparent, isAway, isUnavailable, type Reply } from '@o2c/runtime';
import { DomainError, NotHeardYet } from '@o2c/contracts';
import type { Aggregate, AnyFact, Outcome } from './aggregate.js';
import { execute } from './execute.js';
import { findStored, keyOf, isKeyTaken, store, type Verdict } from './idempotency.js';
import type { PgDatabase } from './pg-database.js';
import { refusalOf, resultOf } from './results.js';
import type { Cause, Tx } from './tx.js';
import { Writes, type Answer, type Done, type RequestContext } from './writes.js';

/** Commands of one transaction, at most. */
const MAX_BATCH = 200;

/** How long a command waits for master data that this service has not heard of yet. */
const PATIENCE_MILLISECONDS = 2_000;
const RETRY_MILLISECONDS = 40;

/** Deadlocks and lost connections are tried again this often before the caller hears of them. */
const MAX_TRIES = 5;
/** And for so long: where nobody answers, each try takes until it is given up. */
const TRYING_MILLISECONDS = 5_000;

/** One request: its commands, its cause, and how to answer it. */
type Item = {
  readonly context: RequestContext;
  readonly commands: readonly unknown[];
  readonly cause: Cause;
  readonly answer: (outcomes: readonly Outcome[], tx: Tx) => Verdict;
  readonly patientUntil: number;
  resolve(reply: Reply<unknown>): void;
  reject(error: unknown): void;
};

type Queue = { readonly items: Item[]; running: boolean };
type AnyAggregate = Aggregate<unknown, unknown, AnyFact>;

/** The write path on PostgreSQL: while one batch runs, the next one gathers. */
export class MicroBatches extends Writes {
  private readonly queues = new Map<AnyAggregate, Queue>();
  private readonly keysInWork = new Set<string>();

  constructor(private readonly database: PgDatabase) {
    super();
  }

  run<S, C, F extends AnyFact>(
    context: RequestContext,
    aggregate: Aggregate<S, C, F>,
    command: C,
    answer: Answer<S, F>,
  ): Promise<Reply<unknown>> {
    return this.submit(context, aggregate as unknown as AnyAggregate, [command], ([outcome], tx) =>
      verdictOf(outcome, (done) => answer(done as Parameters<typeof answer>[0], tx)),
    );
  }

  runAll<S, C, F extends AnyFact, K extends C>(
    context: RequestContext,
    aggregate: Aggregate<S, C, F>,
    commands: readonly K[],
    answer: (done: Done<S, F>, command: K) => Reply<object>,
  ): Promise<Reply<unknown>> {
    return this.submit(context, aggregate as unknown as AnyAggregate, commands, (outcomes) => {
      const results = commands.map((command, index) =>
        resultOf(outcomes[index] as unknown as Outcome<S, F>, (done) => answer(done, command)),
      );
      return { reply: { status: 200, body: { results } } };
    });
  }

  transact(
    context: RequestContext,
    work: (tx: Tx) => Promise<Reply<unknown>>,
  ): Promise<Reply<unknown>> {
    return this.holdingKey(context, () =>
      retried(() =>
        this.database.inTurnForRequest(async (tx) => {
          const stored = (await findStored(tx, [context])).get(keyOf(context) ?? '');
          if (stored) return unwrap(stored);
          const reply = await work(tx);
          store(tx, [{ context, verdict: { reply } }]);
          return reply;
        }),
      ),
    );
  }

  private submit(
    context: RequestContext,
    aggregate: AnyAggregate,
    commands: readonly unknown[],
    answer: Item['answer'],
  ): Promise<Reply<unknown>> {
    const traceparent = currentTraceparent();
    const cause = {
      actor: context.caller.actor,
      ...(traceparent === undefined ? {} : { traceparent }),
    };
    const patientUntil = performance.now() + PATIENCE_MILLISECONDS;
    return this.holdingKey(
      context,
      () =>
        new Promise((resolve, reject) => {
          const item = { context, commands, cause, answer, patientUntil, resolve, reject };
          this.enqueue(aggregate, item);
        }),
    );
  }

  /** A key that is in work in this process is refused, for this request alone. */
  private async holdingKey<T>(context: RequestContext, work: () => Promise<T>): Promise<T> {
    const key = keyOf(context);
    if (key === undefined) return work();
    if (this.keysInWork.has(key)) {
      const message = 'A request with this Idempotency-Key is still running';
      throw new DomainError('idempotency.in_progress', message);
    }
    this.keysInWork.add(key);
    try {
      return await work();
    } finally {
      this.keysInWork.delete(key);
    }
  }

  private enqueue(aggregate: AnyAggregate, item: Item): void {
    const queue = this.queues.get(aggregate) ?? { items: [], running: false };
    this.queues.set(aggregate, queue);
    queue.items.push(item);
    if (!queue.running) void this.drain(aggregate, queue);
  }

  private async drain(aggregate: AnyAggregate, queue: Queue): Promise<void> {
    queue.running = true;
    while (queue.items.length > 0) {
      await this.runBatch(aggregate, takeBatch(queue.items));
    }
    queue.running = false;
  }

  private async runBatch(aggregate: AnyAggregate, items: readonly Item[]): Promise<void> {
    try {
      const verdicts = await retried(() => this.transactBatch(aggregate, items));
      for (const [index, item] of items.entries()) {
        const verdict = verdicts[index];
        if (verdict) settle(item, verdict);
        else setTimeout(() => this.enqueue(aggregate, item), RETRY_MILLISECONDS);
      }
    } catch (error) {
      if (items.length === 1 || isAway(error)) {
        for (const item of items) item.reject(publicError(error));
      } else {
        for (const item of items) await this.runBatch(aggregate, [item]);
      }
    }
  }

  /** One verdict per item; none for one that is to be tried again in a moment. */
  private transactBatch(
    aggregate: AnyAggregate,
    items: readonly Item[],
  ): Promise<(Verdict | undefined)[]> {
    return this.database.inTurnForRequest(async (tx) => {
      const stored = findStored(
        tx,
        items.map(({ context }) => context),
      ).then((found) => items.map(({ context }) => found.get(keyOf(context) ?? '')));
      const outcomes = await execute(
        tx,
        aggregate,
        items.flatMap(({ commands }) => commands),
        items.flatMap(({ commands, cause }) => commands.map(() => cause)),
        stored.then((found) =>
          items.flatMap(({ commands }, index) => commands.map(() => !found[index])),
        ),
      );
      const verdicts = await stored;
      const fresh: { context: RequestContext; verdict: Verdict }[] = [];
      let position = 0;
      for (const [index, item] of items.entries()) {
        const own = outcomes.slice(position, (position += item.commands.length));
        if (verdicts[index]) continue;
        if (leftNoTrace(own) && performance.now() < item.patientUntil) continue;
        const verdict = item.answer(own, tx);
        verdicts[index] = verdict;
        fresh.push({ context: item.context, verdict });
      }
      store(tx, fresh);
      return verdicts;
    });
  }
}

/** Whole requests, up to the size of a batch; at least one. */
function takeBatch(items: Item[]): Item[] {
  let commands = 0;
  const count = items.findIndex((item) => (commands += item.commands.length) > MAX_BATCH);
  return items.splice(0, count === -1 ? items.length : Math.max(1, count));
}

/** Only what had no effect at all may run again. */
function leftNoTrace(outcomes: readonly Outcome[]): boolean {
  return outcomes.some(isEarly) && outcomes.every(({ status }) => status !== 'done');
}

function isEarly(outcome: Outcome): boolean {
  return (
    outcome.status === 'waiting' ||
    (outcome.status === 'refused' && outcome.error instanceof NotHeardYet)
  );
}

function verdictOf(
  outcome: Outcome | undefined,
  answer: (done: Extract<Outcome, { status: 'done' }>) => Reply<unknown>,
): Verdict {
  if (!outcome) throw new Error('a command has no outcome');
  if (outcome.status === 'done') return { reply: answer(outcome) };
  return { refusal: refusalOf(outcome) };
}

function settle(item: Item, verdict: Verdict): void {
  if ('reply' in verdict) item.resolve(verdict.reply);
  else item.reject(verdict.refusal);
}

function unwrap(verdict: Verdict): Reply<unknown> {
  if ('refusal' in verdict) throw verdict.refusal;
  return verdict.reply;
}

async function retried<T>(work: () => Promise<T>): Promise<T> {
  const end = performance.now() + TRYING_MILLISECONDS;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const again = isKeyTaken(error) || isUnavailable(error);
      if (!again || attempt === MAX_TRIES || performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * attempt));
    }
  }
}

function publicError(error: unknown): unknown {
  if (!isUnavailable(error)) return error;
  const message = 'The database cannot be reached; try again';
  return new DomainError('service.unavailable', message, [], { retryAfter: 1 });
}

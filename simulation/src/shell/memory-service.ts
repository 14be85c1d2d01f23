import type { AnyEvent, EventType, Source } from '@o2c/contracts';
import type { Cause, FollowUpHandler, Outcome, Tx } from '@o2c/messaging';
import { Admission } from './admission.js';
import type { Guards } from './guards.js';
import { MemoryTx, type FollowUpRow } from './memory-tx.js';
import { ParkingLot, type Parked } from './parking-lot.js';
import { Table, type Stored } from './table.js';
import type { VirtualClock } from './virtual-clock.js';
import { WaitingRoom } from './waiting-room.js';

/** Handles facts of one type: many at once, in one transaction, one outcome per fact. */
export type Handle = (facts: readonly AnyEvent[], tx: Tx) => Promise<readonly Outcome[]>;

/** What a service brings: its rows, and what it does about facts and follow-ups. */
export type Behaviour = {
  readonly source: Source;
  readonly tables: readonly Stored[];
  readonly handlers: ReadonlyMap<EventType, Handle>;
  readonly followUps?: ReadonlyMap<string, FollowUpHandler>;
};

/** Where the process of a service dies: a transaction has happened whole, or not at all. */
export type CrashPoint = 'before commit' | 'after commit';

/** The process died; what was committed stays. */
export class Crash extends Error {}

/** How many follow-ups or ready facts run in one transaction. */
const BATCH = 20;

/** One service in memory: what libs/messaging does for it on PostgreSQL. */
export class MemoryService {
  /** All facts ever committed, at positions without gaps. */
  readonly outbox: AnyEvent[] = [];
  readonly lot = new ParkingLot();
  readonly room = new WaitingRoom();
  /** Facts that took effect while another of their subject was parked, in words. */
  readonly overtaking: string[] = [];
  /** Facts that this service cannot handle until it is mended. */
  readonly poison = new Set<string>();
  private readonly admission: Admission;
  private readonly left = new Table<FollowUpRow>();
  private readonly answered = new Table<true>();
  private leftCount = 0;

  constructor(
    readonly behaviour: Behaviour,
    private readonly clock: VirtualClock,
    guards: Guards,
  ) {
    this.admission = new Admission(guards);
  }

  get source(): Source {
    return this.behaviour.source;
  }

  /** Runs one transaction; whatever it throws rolls everything back. */
  async transaction<T>(work: (tx: Tx) => Promise<T>, crash?: CrashPoint): Promise<T> {
    const tx = new MemoryTx(this.source, this.clock);
    try {
      const result = await work(tx);
      if (crash === 'before commit') throw new Crash(crash);
      this.commit(tx);
      if (crash === 'after commit') throw new Crash(crash);
      return result;
    } finally {
      for (const table of this.tables()) table.rollBack();
    }
  }

  /** Serves a caller's request under a key: the same key again changes nothing. */
  async request(
    key: string,
    work: (tx: Tx) => Promise<unknown>,
    crash?: CrashPoint,
  ): Promise<void> {
    await this.transaction(async (tx) => {
      if (this.answered.has(key)) return;
      this.answered.set(key, true);
      await work(tx);
    }, crash);
  }

  /** Returns when every fact is applied, waiting, queued or parked. */
  async receive(type: EventType, facts: readonly AnyEvent[], crash?: CrashPoint): Promise<void> {
    try {
      await this.transaction((tx) => this.apply(type, facts, tx), crash);
    } catch (error) {
      if (!(error instanceof Unhandled)) throw error;
      if (facts.length > 1) await this.receiveEach(type, facts, crash);
      else await this.transaction((tx) => this.park(facts, error.message, tx), crash);
    }
  }

  /** Runs waiting facts that are ready; answers how many. */
  async runReady(crash?: CrashPoint): Promise<number> {
    try {
      return await this.transaction((tx) => this.applyReady(BATCH, tx), crash);
    } catch (error) {
      if (!(error instanceof Unhandled)) throw error;
      return this.runOneReady();
    }
  }

  /** Runs follow-ups of one kind, oldest first; answers how many. */
  runFollowUps(crash?: CrashPoint): Promise<number> {
    return this.transaction(async (tx) => {
      const rows = this.left.entries();
      const kind = rows[0]?.[1].kind;
      const taken = rows.filter(([, row]) => row.kind === kind).slice(0, BATCH);
      if (kind === undefined) return 0;
      const handler = this.behaviour.followUps?.get(kind);
      if (!handler) throw new Error(`nobody runs follow-up ${kind}`);
      const commands = taken.map(([, row]) => row.command) as never[];
      const causes: Cause[] = taken.map(([, row]) => row.cause);
      const outcomes = await handler(commands, tx, causes);
      const refused = outcomes.find(({ status }) => status === 'refused');
      if (refused) throw new Error(`follow-up ${kind} was refused`);
      for (const [key] of taken) this.left.delete(key);
      return taken.length;
    }, crash);
  }

  /** Handles a parked or queued fact again, as an operator would. */
  replay({ fact }: Parked): Promise<void> {
    return this.transaction(async (tx) => {
      this.lot.leave(fact);
      const current = this.admission.newestOf([fact]);
      this.keep(current, await this.handle(fact.type, current, tx), [fact]);
    });
  }

  get hasFollowUps(): boolean {
    return this.left.values().length > 0;
  }

  get hasReady(): boolean {
    return this.room.waiters.values().some(({ ready }) => ready);
  }

  private async apply(type: EventType, facts: readonly AnyEvent[], tx: Tx): Promise<void> {
    const fresh = this.admit(facts);
    for (const fact of fresh) if (this.lot.holds(fact)) this.overtaking.push(overtakingText(fact));
    const outcomes = await this.handle(type, fresh, tx);
    const refused = outcomes.find((outcome) => outcome.status === 'refused');
    if (refused) throw new Unhandled(`${type} refused: ${refused.error.message}`);
    this.keep(fresh, outcomes, facts);
  }

  private async applyReady(most: number, tx: Tx): Promise<number> {
    const facts = this.room.takeReady().slice(0, most);
    const [first] = facts;
    if (!first) return 0;
    const current = this.admission.newestOf(facts);
    for (const fact of facts) this.room.forget(fact);
    this.keep(current, await this.handle(first.type, current, tx), facts);
    return facts.length;
  }

  /** One of them cannot be handled: the first runs alone, and is parked if it is that one. */
  private async runOneReady(): Promise<number> {
    try {
      return await this.transaction((tx) => this.applyReady(1, tx));
    } catch (error) {
      if (!(error instanceof Unhandled)) throw error;
      const [fact] = this.room.takeReady();
      return this.transaction(() => {
        if (!fact) return Promise.resolve(0);
        this.room.forget(fact);
        this.lot.park(fact, error.message);
        return Promise.resolve(1);
      });
    }
  }

  private park(facts: readonly AnyEvent[], error: string, _: Tx): Promise<void> {
    for (const fact of this.admit(facts)) this.lot.park(fact, error);
    return Promise.resolve();
  }

  /** The facts to handle now; those of parked subjects queue. */
  private admit(facts: readonly AnyEvent[]): readonly AnyEvent[] {
    const { fresh, blocked } = this.admission.admit(facts, (fact) => this.lot.holds(fact));
    for (const fact of blocked) this.lot.queue(fact);
    return fresh;
  }

  private async handle(type: EventType, facts: readonly AnyEvent[], tx: Tx) {
    if (facts.length === 0) return [];
    const poisoned = facts.find(({ id }) => this.poison.has(id));
    if (poisoned) throw new Unhandled(`${type} cannot be handled yet`);
    const handler = this.behaviour.handlers.get(type);
    if (!handler) throw new Error(`${this.source} does not handle ${type}`);
    return handler(facts, tx);
  }

  /** Those that wait are kept; who waited for one of the others may run. */
  private keep(
    handled: readonly AnyEvent[],
    outcomes: readonly Outcome[],
    known: readonly AnyEvent[],
  ): void {
    const waiting = new Set<AnyEvent>();
    handled.forEach((fact, index) => {
      const outcome = outcomes[index];
      if (outcome?.status === 'refused') this.lot.park(fact, outcome.error.message);
      if (outcome?.status !== 'waiting') return;
      waiting.add(fact);
      this.room.keep(fact, outcome.on);
    });
    const heard = known.filter((fact) => !waiting.has(fact));
    const [first] = heard;
    if (first)
      this.room.markReady(
        first.type,
        heard.map(({ subject }) => subject),
      );
  }

  /** One by one, as the product does it. */
  private async receiveEach(type: EventType, facts: readonly AnyEvent[], crash?: CrashPoint) {
    for (const [index, fact] of facts.entries()) {
      const isLast = index === facts.length - 1;
      await this.receive(type, [fact], isLast ? crash : undefined);
    }
  }

  private commit(tx: MemoryTx): void {
    for (const row of tx.followUps) this.left.set(String(++this.leftCount), row);
    for (const table of this.tables()) table.commit();
    for (const draft of tx.drafts) {
      this.outbox.push({ ...draft, sequence: this.outbox.length + 1 } as AnyEvent);
    }
  }

  private tables(): readonly Stored[] {
    const own = [
      this.answered,
      this.left,
      this.lot.parked,
      this.room.waiters,
      ...this.admission.tables,
    ];
    return [...own, ...this.behaviour.tables];
  }
}

function overtakingText({ type, subject }: AnyEvent): string {
  return `${type} of ${subject} took effect while a fact of that subject was parked`;
}

/** A fact was refused by a rule, or cannot be handled: trying again does not help. */
class Unhandled extends Error {}

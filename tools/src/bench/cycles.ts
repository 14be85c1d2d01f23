import { performance } from 'node:perf_hooks';
import { Connections, type WireAnswer } from './connection.js';
import { FactPoller, type SeenFact } from './fact-poller.js';
import type { Counts, Load, Window } from './load.js';
import { percentilesOf } from './latencies.js';
import { Statements, type Payment } from './statements.js';

type Cycle = { readonly due: number; invoicedAt: number; sentAt: number };
type Shares = { -readonly [Name in keyof Counts]: Counts[Name] };

/** As many requests as the system has at work at once: it is asked, not our queue, who waits. */
const CONNECTIONS = 2_000;

/** Orders on their way to cash: placed, shipped when planned, paid when invoiced, seen closed. */
export class Cycles {
  private readonly cycles = new Map<string, Cycle>();
  private readonly plannedEarly = new Map<string, string>();
  private readonly connections: Connections;
  private readonly reader: Connections;
  private readonly statements: Statements;
  private readonly poller: FactPoller;
  private counts: Shares = none();
  private places: number[] = [];
  private paids: number[] = [];
  private since = performance.now();
  private complaint: string | undefined;
  private serial = 0;
  private arrived = 0;
  private finished = 0;

  /** @param onClosed called for each cycle that is over, well or badly */
  constructor(
    private readonly load: Load,
    private readonly onClosed: () => void,
  ) {
    this.connections = new Connections(load.url, load.key, CONNECTIONS);
    this.statements = new Statements((payments) => this.pay(payments));
    const handlers = {
      ShipmentPlanned: (fact: SeenFact) => this.planned(fact.data.order, fact.data.shipment),
      Invoiced: (fact: SeenFact) => this.invoiced(fact),
      OpenItemClosed: (fact: SeenFact) => this.closed(fact.data.order),
    };
    this.reader = new Connections(load.url, load.key, 1);
    const ask = (path: string) => this.reader.get(path);
    const complain = (text: string) => this.fail(text);
    this.poller = new FactPoller({ handlers, ask, complain }, load.pollMilliseconds);
  }

  /** Finds the end of the log, from where news is read. */
  begin(): Promise<void> {
    return this.poller.begin();
  }

  /** Orders that have come and are neither closed nor given up. */
  get underWay(): number {
    return this.arrived - this.finished;
  }

  /** Places an order that is due now, or was due a moment ago. */
  place(due: number): void {
    this.arrived += 1;
    const serial = ++this.serial;
    void this.post('/v1/orders', `o${serial}`, this.order(serial)).then(
      (answer) => this.placed(due, answer),
      (error: unknown) => this.giveUp(String(error)),
    );
  }

  /** What happened since the last window; the next one begins. */
  window(): Window {
    const now = performance.now();
    const result: Window = {
      milliseconds: now - this.since,
      counts: this.counts,
      underWay: this.underWay,
      place: percentilesOf(this.places),
      orderToPaid: percentilesOf(this.paids),
      complaint: this.complaint,
    };
    this.since = now;
    this.counts = none();
    this.places = [];
    this.paids = [];
    return result;
  }

  /** Asks no more. */
  end(): void {
    this.poller.end();
    this.statements.end();
    this.connections.close();
    this.reader.close();
  }

  private order(serial: number): string {
    const { customers, skus, linesPerOrder } = this.load;
    const lines = Array.from({ length: linesPerOrder }, (_, line) => ({
      sku: skus[(serial * 7 + line) % skus.length],
      quantity: 1 + (serial % 5),
    }));
    return JSON.stringify({
      customer: customers[serial % customers.length],
      currency: 'EUR',
      lines,
    });
  }

  private placed(due: number, answer: WireAnswer): void {
    if (answer.status !== 201) return this.refused('POST /v1/orders', answer);
    this.places.push(performance.now() - due);
    this.counts.placed += 1;
    const order = /"id":"([^"]+)"/.exec(answer.body)?.[1] ?? '';
    this.cycles.set(order, { due, invoicedAt: 0, sentAt: 0 });
    const shipment = this.plannedEarly.get(order);
    if (shipment === undefined) return;
    this.plannedEarly.delete(order);
    this.ship(shipment);
  }

  /** The log may tell of an order before its POST is answered. */
  private planned(order = '', shipment = ''): void {
    if (this.cycles.has(order)) this.ship(shipment);
    else this.plannedEarly.set(order, shipment);
  }

  private ship(shipment: string): void {
    void this.post(`/v1/shipments/${shipment}/ship`, `s${shipment}`, '{}').then(
      (answer) => {
        if (answer.status === 200) this.counts.shipped += 1;
        else if (isShed(answer)) this.again(() => this.ship(shipment));
        else this.refused('POST ship', answer);
      },
      (error: unknown) => this.giveUp(String(error)),
    );
  }

  private invoiced({ data }: SeenFact): void {
    const cycle = this.cycles.get(data.order ?? '');
    if (!cycle) return;
    this.counts.invoiced += 1;
    cycle.invoicedAt = performance.now();
    const { order = '', customer = '', issuedOn = '', reference = '', gross } = data;
    this.statements.add({ order, customer, amount: gross, valueDate: issuedOn, reference });
  }

  private pay(payments: readonly Payment[]): void {
    const sentAt = performance.now();
    for (const { order } of payments) {
      const cycle = this.cycles.get(order);
      if (cycle) cycle.sentAt = sentAt;
    }
    const body = JSON.stringify({
      payments: payments.map(({ order: _, ...payment }) => ({ ...payment, method: 'transfer' })),
    });
    void this.post('/v1/payments/batch', `p${++this.serial}`, body).then(
      (answer) => {
        if (answer.status === 200) this.counts.paid += payments.length;
        else if (isShed(answer)) this.again(() => this.pay(payments));
        else payments.forEach(() => this.refused('POST /v1/payments/batch', answer));
      },
      (error: unknown) => payments.forEach(() => this.giveUp(String(error))),
    );
  }

  private closed(order = ''): void {
    const cycle = this.cycles.get(order);
    if (!cycle) return;
    this.cycles.delete(order);
    const paid = performance.now() - cycle.sentAt;
    this.paids.push(cycle.invoicedAt - cycle.due + paid);
    this.counts.closed += 1;
    this.finish();
  }

  private refused(request: string, answer: WireAnswer): void {
    if (isShed(answer)) return this.turnedAway(answer);
    this.fail(`${request}: ${answer.status} ${answer.body.slice(0, 300)}`);
    this.finish();
  }

  /** In closed loop the next one comes after the time that the system asks for. */
  private turnedAway({ head }: WireAnswer): void {
    const seconds = /\r\nretry-after: (\d+)/i.exec(head)?.[1];
    if (seconds === undefined) this.fail(`An order was turned away without Retry-After: ${head}`);
    this.counts.shed += 1;
    if (this.load.arrivals.kind === 'open') this.finish();
    else setTimeout(() => this.finish(), Number(seconds ?? 1) * 1_000);
  }

  private giveUp(words: string): void {
    this.fail(words);
    this.finish();
  }

  private fail(words: string): void {
    this.counts.failed += 1;
    this.complaint ??= words;
  }

  private finish(): void {
    this.finished += 1;
    this.onClosed();
  }

  /** What is on its way goes on: only new orders are turned away for good. */
  private again(send: () => void): void {
    this.counts.shed += 1;
    setTimeout(send, 1_000);
  }

  private post(path: string, key: string, body: string): Promise<WireAnswer> {
    return this.connections.post(path, `${this.load.name}-${key}`, body);
  }
}

function none(): Shares {
  return { placed: 0, shipped: 0, invoiced: 0, paid: 0, closed: 0, shed: 0, failed: 0 };
}

/** The system says that it has too much to do. */
function isShed({ status }: WireAnswer): boolean {
  return status === 429 || status === 503;
}

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Chance } from './chance.js';

/** What a network does to those who use it. */
export type NetworkFault =
  | { readonly kind: 'none' }
  /** Each piece of data comes so much later, give or take the jitter; the order stays. */
  | { readonly kind: 'latency'; readonly milliseconds: number; readonly jitter: number }
  /** With so many of a hundred pieces of data, the connection is reset. */
  | { readonly kind: 'resets'; readonly percent: number }
  /**
   * Nothing comes through and nobody is told. Afterwards half of the connections go on, what was
   * held up first; the others stay silent for ever, as behind a firewall that forgot them.
   */
  | { readonly kind: 'black hole' }
  /** Of a piece of an answer with more bytes only half comes, then the connection is reset. */
  | { readonly kind: 'torn answers'; readonly over: number }
  /** Whoever asks with these words is heard; the answer that repeats them is lost in a reset. */
  | { readonly kind: 'lost answer'; readonly to: string };

/** One connection as the proxy sees it. */
type Passage = { client: Socket; server: Socket; isForgotten: boolean; losesAnswer: boolean };

type Target = { readonly host: string; readonly port: number };

/** A network between a client and a server that breaks when a test says so. */
export class TcpProxy {
  /** Connections that were reset or fell silent. */
  broken = 0;
  private fault: NetworkFault = { kind: 'none' };
  private healed = Promise.resolve();
  private heal = (): void => {};
  private readonly passages = new Map<Socket, Passage>();
  private target: Target | undefined;

  private constructor(
    private readonly server: Server,
    private readonly chance: Chance,
  ) {
    server.on('connection', (client) => this.join(client));
  }

  /** Listens on a free port; where it leads to is said by `leadTo`. */
  static async open(chance: Chance): Promise<TcpProxy> {
    const server = createServer({ noDelay: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpProxy(server, chance);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  leadTo(host: string, port: number): void {
    this.target = { host, port };
  }

  /** From now on the network is like this. */
  be(fault: NetworkFault): void {
    this.heal();
    this.fault = fault;
    if (fault.kind !== 'black hole') return;
    this.healed = new Promise((resolve) => {
      this.heal = resolve;
    });
  }

  /** Resets all connections; later ones get through. */
  cut(): void {
    for (const passage of new Set(this.passages.values())) this.reset(passage);
  }

  /** All connections fall silent for ever, as a firewall forgets them; later ones get through. */
  forget(): void {
    for (const passage of new Set(this.passages.values())) this.lose(passage);
  }

  async close(): Promise<void> {
    this.be({ kind: 'none' });
    for (const socket of this.passages.keys()) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket): void {
    if (!this.target) return void client.destroy();
    const server = connect({ ...this.target, noDelay: true });
    const passage = { client, server, isForgotten: false, losesAnswer: false };
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.passages.set(from, passage);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.passages.delete(from);
        if (!passage.isForgotten) to.destroy();
      });
      void this.carry(from, to, passage);
    }
  }

  /** One piece after the other, so that latency never turns their order round. */
  private async carry(from: Socket, to: Socket, passage: Passage): Promise<void> {
    try {
      for await (const piece of from as AsyncIterable<Buffer>) {
        await this.suffer(piece, from, passage);
        if (passage.isForgotten) continue;
        if (to.writable && !to.write(piece)) await once(to, 'drain');
      }
      if (!passage.isForgotten) to.end();
    } catch {
      to.destroy();
    }
  }

  private async suffer(piece: Buffer, from: Socket, passage: Passage): Promise<void> {
    const { fault } = this;
    switch (fault.kind) {
      case 'none':
        return;
      case 'latency': {
        const jitter = (this.chance.next() * 2 - 1) * fault.jitter;
        await new Promise((resolve) => setTimeout(resolve, fault.milliseconds + jitter));
        return;
      }
      case 'resets':
        if (this.chance.next() * 100 < fault.percent) this.reset(passage);
        return;
      case 'black hole':
        await this.healed;
        if (passage.isForgotten || this.chance.next() < 0.5) return;
        this.lose(passage);
        return;
      case 'torn answers':
        if (from === passage.server && piece.length > fault.over) this.tear(passage, piece);
        return;
      case 'lost answer':
        if (from === passage.client) passage.losesAnswer ||= piece.includes(fault.to);
        else if (passage.losesAnswer && piece.includes(fault.to)) this.reset(passage);
    }
  }

  private lose(passage: Passage): void {
    this.broken++;
    passage.isForgotten = true;
  }

  private tear(passage: Passage, piece: Buffer): void {
    const { client, server } = passage;
    this.lose(passage);
    client.write(piece.subarray(0, piece.length / 2), () => client.resetAndDestroy());
    server.resetAndDestroy();
  }

  private reset({ client, server }: Passage): void {
    this.broken++;
    client.resetAndDestroy();
    server.resetAndDestroy();
  }
}

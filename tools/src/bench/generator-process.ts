import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Command, Load, Told, Window } from './load.js';

/** The generator, seen from the process that measures. */
export class Generator {
  private constructor(private readonly child: ChildProcess) {}

  /** Starts the process; it does nothing until `begin`. */
  static async start(): Promise<Generator> {
    const child = fork(fileURLToPath(new URL('./generator.js', import.meta.url)), {
      execArgv: ['--enable-source-maps'],
    });
    await once(child, 'spawn');
    return new Generator(child);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Orders begin to come. */
  async begin(load: Load): Promise<void> {
    await this.ask({ do: 'begin', load });
  }

  /** What happened since the last window. */
  async window(): Promise<Window> {
    return windowIn(await this.ask({ do: 'window' }));
  }

  /** No more orders come; answers the window that ends with this. */
  async drain(): Promise<Window> {
    return windowIn(await this.ask({ do: 'drain' }));
  }

  /** The load is over. */
  async end(): Promise<void> {
    await this.ask({ do: 'end' });
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.disconnect();
    await once(this.child, 'exit');
  }

  private async ask(command: Command): Promise<Told> {
    this.child.send(command);
    const [told] = (await once(this.child, 'message')) as [Told];
    if (told.broken !== undefined) throw new Error(`The load broke: ${told.broken}`);
    return told;
  }
}

function windowIn({ window }: Told): Window {
  if (!window) throw new Error('No load runs');
  return window;
}

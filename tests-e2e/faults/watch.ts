import { stored, type Row } from '@o2c/testing';

/** Asks a database again and again, until it is stopped, for what must never be there. */
export class Watch {
  private readonly seen: Row[] = [];
  private stopped = false;
  private readonly watching: Promise<void>;

  constructor(serverUrl: string, service: string, sql: string, params: readonly unknown[] = []) {
    this.watching = this.watch(() => stored(serverUrl, service, sql, params));
  }

  /** What was seen. */
  async stop(): Promise<readonly Row[]> {
    this.stopped = true;
    await this.watching;
    return this.seen;
  }

  private async watch(look: () => Promise<readonly Row[]>): Promise<void> {
    while (!this.stopped) this.seen.push(...(await look()));
  }
}

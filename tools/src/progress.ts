import { stdout } from 'node:process';

const WIDTH = 30;

/** A bar on a terminal; a line for every tenth of the way elsewhere. */
export class Progress {
  private done = 0;
  private shown = -1;

  constructor(
    private readonly label: string,
    private readonly total: number,
  ) {
    this.show();
  }

  /** So many more are done. */
  add(count: number): void {
    this.done += count;
    this.show();
  }

  private show(): void {
    const part = this.total === 0 ? 1 : this.done / this.total;
    const step = Math.floor(part * (stdout.isTTY ? 100 : 10));
    if (step === this.shown) return;
    this.shown = step;
    const counts = `${this.done} of ${this.total}`;
    if (!stdout.isTTY) return say(`${this.label}: ${counts}`);
    const bar = '█'.repeat(Math.floor(part * WIDTH)).padEnd(WIDTH, '░');
    stdout.write(`\r${this.label} ${bar} ${counts}${part >= 1 ? '\n' : ''}`);
  }
}

/** One line for whoever started the program. */
export function say(line = ''): void {
  stdout.write(`${line}\n`);
}

/** Rows under each other, the last column to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => `  ${row.map(cell).join('  ')}`).join('\n');
}

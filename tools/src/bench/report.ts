import { table } from '../progress.js';

/** How a figure is written. */
export type Unit = '/s' | 'ms' | 's' | 'µs' | 'MB' | 'kB' | '×' | '';

/** What a figure has to be: at least (`>=`) or at most (`<=`). */
type Target = readonly ['>=' | '<=', number];

/** What has to hold, by the name of the figure. */
const MUST: Readonly<Record<string, Target>> = {
  'standalone.cyclesPerSecond': ['>=', 400],
  'ratio.standaloneToFloor': ['>=', 0.2],
  'ratio.distributedToStandalone': ['>=', 0.25],
  'latency.place.p99': ['<=', 100],
  'latency.orderToPaid.p99': ['<=', 2_000],
  'growth.costRatio': ['<=', 1.25],
  'oneLine.hotSku.ratio': ['>=', 0.5],
  'oneLine.oneCustomer.ratio': ['>=', 0.5],
  'memory.standalone.full': ['<=', 500],
  'reads.aging.p50': ['<=', 300],
  'overload.goodputRatio': ['>=', 0.9],
  'overload.latencyRatio': ['<=', 2],
  'overload.recovery.latencyRatio': ['<=', 2],
  'backlog.drainToArrival': ['>=', 2],
};

type Tree = { [name: string]: Tree | number | string | boolean };

/** What was measured: one table for people, the same figures by name for programs. */
export class Report {
  private readonly figures: Tree = {};
  private readonly breaks: string[] = [];
  private readonly lines: string[][] = [['figure', 'measured', 'must', '']];

  /** A figure by its name, such as `ratio.standaloneToFloor`. */
  add(name: string, value: number, unit: Unit = ''): void {
    this.keep(name, rounded(value));
    const target = MUST[name];
    const must = target ? `${target[0] === '>=' ? '≥' : '≤'} ${target[1]}` : '';
    const isMet = target && (target[0] === '>=' ? value >= target[1] : value <= target[1]);
    const verdict = target ? (isMet ? '✓' : '✗') : '';
    this.lines.push([name, `${written(value)} ${unit}`.trimEnd(), must, verdict]);
  }

  /** Something that is no number, such as why a row is missing. */
  note(name: string, words: string): void {
    this.keep(name, words);
    this.lines.push([name, words, '', '']);
  }

  /** A row that could not be measured. */
  broken(row: string, words: string): void {
    this.breaks.push(`${row}: ${words}`);
    this.note(`broken.${row}`, words.split('\n', 1)[0] ?? '');
  }

  /** Throws with the reasons of all rows that could not be measured. */
  throwIfBroken(): void {
    if (this.breaks.length > 0) throw new Error(this.breaks.join('\n'));
  }

  /** A figure that was added before; undefined when it was not. */
  figure(name: string): number | undefined {
    const found = name.split('.').reduce<Tree | Tree[string] | undefined>(stepInto, this.figures);
    return typeof found === 'number' ? found : undefined;
  }

  /** The table. */
  text(): string {
    return table(this.lines);
  }

  /** The same figures as JSON. */
  json(): string {
    return `${JSON.stringify(this.figures, null, 2)}\n`;
  }

  private keep(name: string, value: number | string): void {
    const path = name.split('.');
    const last = path.pop() ?? name;
    const parent = path.reduce<Tree>((tree, part) => {
      const next = tree[part];
      return typeof next === 'object' ? next : (tree[part] = {});
    }, this.figures);
    parent[last] = value;
  }
}

function stepInto(tree: Tree | Tree[string] | undefined, part: string): Tree[string] | undefined {
  return typeof tree === 'object' ? tree[part] : undefined;
}

/** Three digits that mean something. */
function written(value: number): string {
  if (value === 0 || Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3);
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

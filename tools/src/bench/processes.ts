import { readdirSync, readFileSync } from 'node:fs';

/** Whose processor time it is. */
export type Party = 'node' | 'postgres' | 'kafka' | 'generator';

/** What processes have used since they began. */
export type Usage = {
  readonly microseconds: number;
  /** Handed to the disk. */
  readonly bytesWritten: number;
};

type Stat = { readonly pid: number; readonly parent: number; readonly ticks: number };

/** Linux counts processor time in hundredths of a second for those who ask. */
const TICK_MICROSECONDS = 10_000;

/** What a process and everything that it has started have used, the ended ones too. */
export function usageOf(root: number, where: (name: string) => boolean = () => true): Usage {
  const tree = treeOf(root).filter(({ pid }) => where(nameOf(pid)));
  return {
    microseconds: sum(tree.map(({ ticks }) => ticks)) * TICK_MICROSECONDS,
    bytesWritten: sum(tree.map(({ pid }) => bytesWritten(pid))),
  };
}

/** One process of a tree: its command line, and its time in microseconds. */
export type Spent = { readonly commandLine: string; readonly microseconds: number };

/** What each process of a tree has used, by its number; what has ended counts as its parent. */
export function spentByEach(root: number): ReadonlyMap<number, Spent> {
  const spent = treeOf(root).map(({ pid, ticks }): [number, Spent] => {
    const commandLine = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
    return [pid, { commandLine, microseconds: ticks * TICK_MICROSECONDS }];
  });
  return new Map(spent);
}

/** What was used between two readings. */
export function between(before: Usage, after: Usage): Usage {
  return {
    microseconds: after.microseconds - before.microseconds,
    bytesWritten: after.bytesWritten - before.bytesWritten,
  };
}

/** Resident memory of a process and all below it, now and at its highest, in bytes. */
export function memoryOf(
  root: number,
  where: (name: string) => boolean = () => true,
): { readonly now: number; readonly highest: number } {
  const statuses = treeOf(root)
    .filter(({ pid }) => where(nameOf(pid)))
    .map(({ pid }) => read(`/proc/${pid}/status`));
  const all = (name: string) => sum(statuses.map((status) => kilobytes(status, name))) * 1_024;
  return { now: all('VmRSS'), highest: all('VmHWM') };
}

function kilobytes(status: string, name: string): number {
  return Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0);
}

/** The process that started another one. */
export function parentOf(pid: number): number {
  return statOf(pid)?.parent ?? 0;
}

/** The process below another one whose command line has these words. */
export function findInTree(root: number, words: string): number | undefined {
  return treeOf(root).find(({ pid }) => read(`/proc/${pid}/cmdline`).includes(words))?.pid;
}

/** Whether a program is a Java machine: Kafka, wherever it was started. */
export function isJava(name: string): boolean {
  return name.startsWith('java');
}

/** Whether a program is one of ours. */
export function isNode(name: string): boolean {
  return !isJava(name);
}

function treeOf(root: number): readonly Stat[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const all = pids.map((pid) => statOf(Number(pid))).filter((stat) => stat !== undefined);
  const children = Map.groupBy(all, ({ parent }) => parent);
  const tree = all.filter(({ pid }) => pid === root);
  for (const { pid } of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Its own time and that of the children that it has seen end. */
function statOf(pid: number): Stat | undefined {
  const text = read(`/proc/${pid}/stat`);
  if (text === '') return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { pid, parent: Number(fields[1]), ticks: sum(fields.slice(11, 15).map(Number)) };
}

function nameOf(pid: number): string {
  return read(`/proc/${pid}/comm`);
}

function bytesWritten(pid: number): number {
  return Number(/^write_bytes: (\d+)/m.exec(read(`/proc/${pid}/io`))?.[1] ?? 0);
}

/** A process may end at any moment. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

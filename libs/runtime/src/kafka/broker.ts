import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeFolder } from '../folder.js';
import { freePort } from '../free-ports.js';
import { StartError } from '../start-error.js';
import { brokerAnswers } from './probe.js';
import { deployFolder, isThere } from './library.js';
import { runProgram } from './program.js';
import { forgetBroker, propertiesOf, rememberBroker } from './orphan.js';

/** A broker process; it may not answer yet. */
export type Broker = {
  readonly port: number;
  readonly exited: Promise<void>;
  /** Waits for the first answer; false when the process ended before, or two minutes passed. */
  answers(): Promise<boolean>;
  stop(): Promise<void>;
};

export type BrokerPorts = {
  /** Where it listens; any free port if it is left out. */
  readonly port?: number | undefined;
  /** The port that clients are sent to, where it is not the broker's own: a proxy's. */
  readonly advertisedPort?: number | undefined;
};

/** Any 16 bytes do: clients never see it, and the broker refuses data of another id. */
const CLUSTER_ID = Buffer.from('order-to-cash-01').toString('base64url');

/** Starts a broker on free ports, in a session of its own, where Ctrl-C does not reach it. */
export async function runBroker(
  library: string,
  folder: string,
  ports: BrokerPorts = {},
): Promise<Broker> {
  await format(library, folder);
  const port = ports.port ?? (await freePort());
  const properties = await writeProperties(folder, 'data', port, ports.advertisedPort);
  const output = await newLog(folder);
  const child = spawn('java', brokerArgs(library, properties), {
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  });
  await once(child, 'spawn');
  const exited = once(child, 'exit').then(() => undefined);
  endWithUs(child);
  await output.close();
  await rememberBroker(folder, child.pid);
  const stop = onlyOnce(() => stopProcess(child, exited, folder));
  return { port, exited, stop, answers: () => answers(child, port) };
}

/** The last lines that the broker wrote, for an error message. */
export async function lastWords(folder: string): Promise<string> {
  const log = await readFile(logOf(folder), 'utf8').catch(() => '');
  return log.trimEnd().split('\n').slice(-5).join('\n');
}

/** Formats a folder beside and renames it at the end: a killed run leaves no half-made one. */
async function format(library: string, folder: string): Promise<void> {
  const data = join(folder, 'data');
  if (await isThere(data)) return;
  await rm(`${data}.new`, { recursive: true, force: true });
  await makeFolder(folder);
  const properties = await writeProperties(folder, 'data.new', await freePort());
  const tool = ['kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', properties];
  const { code, output } = await runProgram('java', [...classPath(library), ...tool]);
  if (code !== 0) throw new StartError(`Kafka could not make its data folder ${data}:\n${output}`);
  await rename(`${data}.new`, data);
}

async function writeProperties(
  folder: string,
  data: string,
  port: number,
  advertisedPort = port,
): Promise<string> {
  const values: Readonly<Record<string, string>> = {
    data: join(folder, data),
    port: String(port),
    advertisedPort: String(advertisedPort),
    controllerPort: String(await freePort()),
  };
  const template = await readFile(join(deployFolder, 'server.properties'), 'utf8');
  const text = template.replace(/\$\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  await writeFile(propertiesOf(folder), text);
  return propertiesOf(folder);
}

function brokerArgs(library: string, properties: string): string[] {
  return ['-Xmx512m', ...classPath(library), 'kafka.Kafka', properties];
}

function classPath(library: string): string[] {
  const logging = join(deployFolder, 'log4j2.properties');
  return [`-Dlog4j2.configurationFile=${logging}`, '-cp', join(library, '*')];
}

async function answers(child: ChildProcess, port: number): Promise<boolean> {
  for (let attempt = 0; attempt < 1200 && isRunning(child); attempt++) {
    if (await brokerAnswers(port)) return true;
    await pause(100);
  }
  return false;
}

/** Also where `process.exit` leaves no time for `stop`: Ctrl-C may come during the start. */
function endWithUs(child: ChildProcess): void {
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

async function stopProcess(child: ChildProcess, exited: Promise<void>, folder: string) {
  if (isRunning(child)) child.kill('SIGTERM');
  const overdue = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await exited;
  clearTimeout(overdue);
  await forgetBroker(folder);
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** The log of the run before is kept beside: it may tell why that run ended. */
async function newLog(folder: string) {
  await makeFolder(join(folder, 'log'));
  await rename(logOf(folder), join(folder, 'log', 'kafka.previous.log')).catch(() => undefined);
  return open(logOf(folder), 'w');
}

function logOf(folder: string): string {
  return join(folder, 'log', 'kafka.log');
}

function onlyOnce(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}

import { resolve, join } from 'node:path';
import { StartError } from '../start-error.js';
import { type Broker, type BrokerPorts, lastWords, runBroker } from './broker.js';
import { kafkaLibrary } from './library.js';
import { stopOrphan } from './orphan.js';

export type KafkaServerOptions = BrokerPorts & {
  /** Folder that holds the product's data; the broker keeps its own in `kafka` inside it. */
  readonly dataDir: string;
  readonly log?: ((line: string) => void) | undefined;
};

export type RunningKafka = {
  /** Address for clients, `127.0.0.1:<port>`; another after each start, unless one was given. */
  readonly brokers: string;
  /** The port that the broker listens on. */
  readonly port: number;
  /** Settles when the broker has ended, asked to or not. */
  readonly exited: Promise<void>;
  /** Ends the broker; what it has acknowledged is on disk. May be called again. */
  stop(): Promise<void>;
};

/**
 * Starts an Apache Kafka broker of our own from its jars, for this process alone, and waits until
 * it answers. Throws StartError when Java or Maven is missing, or the folder is in use.
 */
export async function startKafka(options: KafkaServerOptions): Promise<RunningKafka> {
  const { dataDir, log = () => undefined, ...ports } = options;
  const folder = join(resolve(dataDir), 'kafka');
  const library = await kafkaLibrary(log);
  await stopOrphan(folder, log);
  const { port, exited, stop } = await firstThatAnswers(library, folder, ports);
  return { brokers: `127.0.0.1:${ports.advertisedPort ?? port}`, port, exited, stop };
}

/** A free port may be taken by another process before the broker gets to it: then the next. */
async function firstThatAnswers(
  library: string,
  folder: string,
  ports: BrokerPorts,
): Promise<Broker> {
  for (let attempt = 1; ; attempt++) {
    const broker = await runBroker(library, folder, ports);
    if (await broker.answers()) return broker;
    await broker.stop();
    const words = await lastWords(folder);
    if (attempt < 3 && words.includes('Address already in use')) continue;
    throw new StartError(`Kafka did not start on ${folder}:\n${words}`);
  }
}

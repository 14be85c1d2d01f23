import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartError } from '../start-error.js';
import { runProgram } from './program.js';

const repository = resolve(import.meta.dirname, '../../../..');

/** Holds the broker's pom, settings and logging; the same from `src` and from `dist`. */
export const deployFolder = join(repository, 'deploy', 'kafka');

/**
 * Folder with the broker's jars: fetched with Maven (43 MB) on first use, kept beside the data.
 * Throws StartError naming the program that is missing.
 */
export async function kafkaLibrary(log: (line: string) => void): Promise<string> {
  const missing = await missingForKafka();
  if (missing) throw new StartError(`${missing}; or name a running broker in KAFKA_BROKERS`);
  const library = await libraryFolder();
  if (!(await isThere(library))) await fetchLibrary(library, log);
  return library;
}

/** What keeps this machine from running a broker, in words; undefined when nothing does. */
export async function missingForKafka(run = runProgram): Promise<string | undefined> {
  const { code, output } = await run('java', ['-version']);
  if (code !== 0) return 'Kafka needs Java 17 or newer: install it (openjdk-17-jre-headless)';
  const version = /version "(\d+)/.exec(output)?.[1] ?? 'unknown';
  if (Number(version) < 17) return `Kafka needs Java 17 or newer, here is ${version}: install it`;
  if (await isThere(await libraryFolder())) return undefined;
  if ((await run('mvn', ['--version'])).code === 0) return undefined;
  return 'Kafka is fetched with Maven: install it (maven)';
}

/** Named after the pom, so that another version never meets the jars of this one. */
async function libraryFolder(): Promise<string> {
  const pom = await readFile(join(deployFolder, 'pom.xml'));
  const version = createHash('sha256').update(pom).digest('hex').slice(0, 8);
  return join(repository, '.data', `kafka-lib-${version}`);
}

/** Maven keeps what it has, so a run that was killed goes on; the rename makes it whole. */
async function fetchLibrary(library: string, log: (line: string) => void): Promise<void> {
  log('fetching Apache Kafka with Maven (43 MB, once)');
  const part = `${library}.${process.pid}`;
  await mkdir(part, { recursive: true });
  try {
    const pom = ['-f', join(deployFolder, 'pom.xml')];
    const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${part}`];
    const { code, output } = await runProgram('mvn', ['-B', '-q', ...pom, ...goal]);
    if (code !== 0) throw new StartError(`Maven could not fetch Kafka:\n${lastLines(output)}`);
    await rename(part, library).catch((error: unknown) => otherWasFaster(library, error));
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

async function otherWasFaster(library: string, error: unknown): Promise<void> {
  if (!(await isThere(library))) throw error;
}

function lastLines(text: string): string {
  return text.split('\n').slice(-5).join('\n');
}

/** Whether a file or folder exists. */
export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

import { spawnSync } from 'node:child_process';

/** Why no Kafka can be had on this machine; undefined when one can. */
export function kafkaMissing(): string | undefined {
  if (process.env.KAFKA_BROKERS) return undefined;
  const missing = ['java', 'mvn'].filter((program) => spawnSync(program, ['-version']).error);
  if (missing.length === 0) return undefined;
  return `${missing.join(' and ')} is not installed and KAFKA_BROKERS is not set`;
}

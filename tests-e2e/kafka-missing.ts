import { spawnSync } from 'node:child_process';

/** Why no Kafka can be had on this machine; undefined when one can. With CI=true that is a failure. */
export function kafkaMissing(): string | undefined {
  if (process.env.KAFKA_BROKERS) return undefined;
  const missing = ['java', 'mvn'].filter((program) => spawnSync(program, ['-version']).error);
  if (missing.length === 0) return undefined;
  const reason = `${missing.join(' and ')} is not installed and KAFKA_BROKERS is not set`;
  if (process.env.CI === 'true') throw new Error(reason);
  return reason;
}

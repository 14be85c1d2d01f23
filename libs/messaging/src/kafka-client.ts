import type { Logger } from '@o2c/runtime';
import { Kafka, logLevel, Partitioners, type Consumer, type Producer } from 'kafkajs';

export type { Admin, Consumer, EachBatchPayload, KafkaMessage, Producer } from 'kafkajs';

/** How often a consumer tells the broker that it lives. */
export const HEARTBEAT_MILLISECONDS = 3_000;

const RETRY = { initialRetryTime: 100, maxRetryTime: 5_000, retries: 8 };

/** A consumer that meets this will not restart: only a person, or a new process, can help. */
export class Unrecoverable extends Error {
  /** Asked by the client before it tries again. */
  readonly retriable = false;
}

/** A client of the brokers; the only file that knows whose client it is. */
export function newKafka(brokers: readonly string[], clientId: string, logger: Logger): Kafka {
  return new Kafka({
    brokers: [...brokers],
    clientId,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => logger.debug(entry.log, 'kafka'),
    // A connection that fell silent is found out and made anew before anybody loses patience.
    requestTimeout: 10_000,
    retry: RETRY,
  });
}

/** A producer that keeps the order of what it is given. */
export function newProducer(kafka: Kafka): Producer {
  return kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
  });
}

/** A member of a consumer group. */
export function newConsumer(kafka: Kafka, groupId: string): Consumer {
  return kafka.consumer({
    groupId,
    maxWaitTimeInMs: 100,
    minBytes: 1,
    sessionTimeout: 30_000,
    heartbeatInterval: HEARTBEAT_MILLISECONDS,
    allowAutoTopicCreation: false,
    retry: RETRY,
  });
}

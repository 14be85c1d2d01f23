import type { Logger } from '@o2c/runtime';
import { Kafka, logLevel, Partitioners, type Admin, type Consumer, type Producer } from 'kafkajs';
import type { Socket } from 'node:net';
import { AnswerSocket } from './answer-socket.js';

export type { Admin, Consumer, EachBatchPayload, KafkaMessage, Producer } from 'kafkajs';

/** Who tells the broker nothing for so long is given up, and its partitions go to others. */
export const SESSION_MILLISECONDS = 10_000;

/** How often a consumer tells the broker that it lives. */
export const HEARTBEAT_MILLISECONDS = 3_000;

/** How long a connection is quiet before it is tested whether anybody is there. */
const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelay: 60_000 };

/** Where the brokers are, and who asks. */
export type KafkaAccess = {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly logger: Logger;
};

/** A consumer that meets this will not restart: only a person, or a new process, can help. */
export class Unrecoverable extends Error {
  /** Asked by the client before it tries again. */
  readonly retriable = false;
}

/** A client that makes topics and knows what is in them. */
export function newAdmin(access: KafkaAccess): Admin {
  const { kafka, hangUp } = newKafka(access);
  const admin = kafka.admin();
  admin.on(admin.events.REQUEST_TIMEOUT, hangUp);
  return admin;
}

/** A producer that keeps the order of what it is given. */
export function newProducer(access: KafkaAccess): Producer {
  const { kafka, hangUp } = newKafka(access);
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
  });
  producer.on(producer.events.REQUEST_TIMEOUT, hangUp);
  return producer;
}

/** A member of a consumer group. */
export function newConsumer(access: KafkaAccess, groupId: string): Consumer {
  const { kafka, hangUp } = newKafka(access);
  const consumer = kafka.consumer({
    groupId,
    maxWaitTimeInMs: 100,
    minBytes: 1,
    sessionTimeout: SESSION_MILLISECONDS,
    heartbeatInterval: HEARTBEAT_MILLISECONDS,
    allowAutoTopicCreation: false,
  });
  consumer.on(consumer.events.REQUEST_TIMEOUT, hangUp);
  return consumer;
}

/**
 * Connections of one client's own. kafkajs repeats a request that timed out on the connection on
 * which it did, though that may have fallen silent for good: hang up then, and it connects anew.
 */
function newKafka({ brokers, clientId, logger }: KafkaAccess): { kafka: Kafka; hangUp(): void } {
  const sockets = new Set<Socket>();
  const kafka = new Kafka({
    brokers: [...brokers],
    clientId,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => logger.debug(entry.log, 'kafka'),
    requestTimeout: 10_000,
    socketFactory: ({ host, port, onConnect }) => {
      const socket = new AnswerSocket();
      socket.connect({ host, port, ...KEEP_ALIVE }, onConnect);
      sockets.add(socket);
      return socket.once('close', () => sockets.delete(socket));
    },
  });
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy(new Error('it fell silent'));
  };
  return { kafka, hangUp };
}

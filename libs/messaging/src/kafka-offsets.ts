import type { EventType } from '@o2c/contracts';
import type { Admin } from './kafka-client.js';
import type { Bounds, Place } from './positions.js';

const GROUP_ATTEMPTS = 60;
const TOPIC_ATTEMPTS = 20;
const PAUSE_MILLISECONDS = 500;

/** What the brokers say about the topics of one consumer group. */
export class KafkaOffsets {
  constructor(
    private readonly admin: Admin,
    private readonly group: { readonly groupId: string; readonly prefix: string },
    private readonly types: readonly EventType[],
  ) {}

  /** What the logs hold now. */
  async bounds(): Promise<readonly (readonly [Place, Bounds])[]> {
    const all = await Promise.all(this.types.map((topic) => this.boundsOf(topic)));
    return all.flat();
  }

  /** Where the group stands: 0 where it has read nothing yet. */
  async committed(): Promise<readonly (readonly [Place, bigint])[]> {
    const { groupId, prefix } = this.group;
    const topics = this.types.map((type) => prefix + type);
    const ask = () => this.admin.fetchOffsets({ groupId, topics });
    const found = await patiently(ask, GROUP_ATTEMPTS);
    return found.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => {
        const place = { topic: topic.slice(prefix.length), partition };
        return [place, BigInt(offset) < 0n ? 0n : BigInt(offset)] as const;
      }),
    );
  }

  private async boundsOf(topic: EventType): Promise<(readonly [Place, Bounds])[]> {
    const ask = () => this.admin.fetchTopicOffsets(this.group.prefix + topic);
    const found = await patiently(ask, TOPIC_ATTEMPTS);
    return found.map(({ partition, low, high }) => {
      const bounds: Bounds = { low: BigInt(low), high: BigInt(high) };
      return [{ topic, partition }, bounds] as const;
    });
  }
}

/** A fresh broker refuses questions about groups and topics until it has made them. */
async function patiently<T>(ask: () => Promise<T>, attempts: number): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    }
  }
}

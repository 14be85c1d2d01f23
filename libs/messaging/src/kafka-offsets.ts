import type { EventType } from '@o2c/contracts';
import type { Admin } from './kafka-client.js';
import { patiently } from './patience.js';
import type { Bounds, Place } from './positions.js';

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
    const found = await patiently(`Kafka, where ${groupId} stands`, ask);
    return found.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => {
        const place = { topic: topic.slice(prefix.length), partition };
        return [place, BigInt(offset) < 0n ? 0n : BigInt(offset)] as const;
      }),
    );
  }

  private async boundsOf(topic: EventType): Promise<(readonly [Place, Bounds])[]> {
    const name = this.group.prefix + topic;
    const ask = () => this.admin.fetchTopicOffsets(name);
    const found = await patiently(`Kafka, what ${name} holds`, ask);
    return found.map(({ partition, low, high }) => {
      const bounds: Bounds = { low: BigInt(low), high: BigInt(high) };
      return [{ topic, partition }, bounds] as const;
    });
  }
}

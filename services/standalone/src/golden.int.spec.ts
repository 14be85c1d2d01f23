import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnalyticsModule } from '@o2c/analytics';
import { definitionOf, type AnyEvent, type EventType } from '@o2c/contracts';
import { decode } from '@o2c/messaging';
import { newId } from '@o2c/runtime';
import { startService, type TestService } from '@o2c/testing';
import { RULING } from './sample-services.js';

/** A record as a release sent it, byte for byte. */
type Golden = {
  readonly release: string;
  readonly type: EventType;
  readonly record: { readonly key: string; readonly value: string; readonly headers: object };
};

const SERVICES = [...RULING, ['analytics', AnalyticsModule]] as const;

const folder = join(import.meta.dirname, '../../../docs/released-events');
const golden = readdirSync(folder).flatMap((name): Golden[] => {
  const { version, events } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return Object.entries<{ record: Golden['record'] }>(events).map(([type, { record }]) => {
    return { release: version, type: type as EventType, record };
  });
});

function factOf({ type, record }: Golden): AnyEvent {
  const headers = record.headers as Record<string, string>;
  return decode(type, Buffer.from(record.value), headers, Buffer.from(record.key));
}

describe('Every event that was ever released', () => {
  it('is still read, with all that it said', () => {
    for (const one of golden) {
      const fact = factOf(one);
      expect(fact.data).toEqual(JSON.parse(one.record.value));
      expect(fact.subject).toBe(definitionOf(one.type).subject(fact.data));
    }
  });
});

describe.each(SERVICES)('Every event that was ever released and that %s consumes', (_, module) => {
  let service: TestService;
  afterEach(() => service?.stop());

  it('is handled: none is parked', async () => {
    service = await startService(module);
    for (const one of golden) {
      // As it is sent today: what is older than the inbox goes to a person.
      const fact = { ...factOf(one), id: newId(service.clock), time: service.clock.iso() };
      await service.deliver([fact]);
    }
    await service.deliverTwice();
    expect(await service.database.read('SELECT type, code, error FROM parked')).toEqual([]);
  }, 60_000);
});

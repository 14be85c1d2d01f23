import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { currentTraceparent, inSpan, withTraceparent } from './telemetry.js';
import { startTelemetry } from './telemetry-exporter.js';

describe('telemetry', () => {
  test('is off, and costs nothing, unless a collector is named', async () => {
    const telemetry = await startTelemetry({ service: 'orders' });
    await inSpan('work', {}, () => {
      expect(currentTraceparent()).toBeUndefined();
      return Promise.resolve();
    });
    await telemetry.stop();
  });

  test('one trace runs from service to service to the collector', async () => {
    const received: string[] = [];
    const collector = createServer((request: IncomingMessage, response) => {
      void text(request).then((body) => {
        received.push(`${request.url} ${body}`);
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const { port } = collector.address() as AddressInfo;
    const endpoint = `http://127.0.0.1:${port}`;
    const telemetry = await startTelemetry({ service: 'orders', endpoint });

    const sent = await inSpan('place order', { order: 'SO-1' }, () =>
      Promise.resolve(currentTraceparent()),
    );
    const [, trace] = sent?.split('-') ?? [];
    await withTraceparent(sent, () =>
      inSpan('reserve credit', {}, () => {
        expect(currentTraceparent()).toContain(trace);
        return Promise.resolve();
      }),
    );
    await expect(inSpan('fail', {}, () => Promise.reject(new Error('no stock')))).rejects.toThrow(
      'no stock',
    );

    await telemetry.stop();
    collector.close();
    const all = received.join();
    expect(all).toContain('/v1/traces');
    for (const words of ['orders', 'place order', 'reserve credit', 'no stock', trace]) {
      expect(all).toContain(words);
    }
  });
});

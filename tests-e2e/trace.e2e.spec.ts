import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { eventually } from '@o2c/testing';
import { newSystem, type System } from './system.js';
import { aCustomer, aProduct, openShipment, place } from './world.js';

type Span = { readonly traceId: string; readonly name: string };
type Export = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };

describe('The trace of an order', () => {
  const spans: Span[] = [];
  let collector: Server;
  let system: System;

  beforeAll(async () => {
    collector = createServer((request, response) => {
      void json(request).then((body) => {
        const { resourceSpans } = body as Export;
        spans.push(...resourceSpans.flatMap((one) => one.scopeSpans.flatMap((two) => two.spans)));
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const { port } = collector.address() as AddressInfo;
    const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${port}`;
    system = await newSystem('standalone', { OTEL_EXPORTER_OTLP_ENDPOINT });
    await system.start();
  }, 120_000);

  afterAll(async () => {
    await system.stop();
    system.clean();
    collector.close();
  }, 60_000);

  it('runs from the request through every fact to the planned shipment', async () => {
    const customer = await aCustomer(system, '1000.00');
    const product = await aProduct(system, '10.00', 10);
    const order = await place(system, customer, [{ sku: product.sku, quantity: 1 }]);
    await openShipment(system, order.id);
    await eventually(() => {
      const trace = spans.find(({ name }) => name === 'handle OrderPlaced')?.traceId;
      const names = spans.filter(({ traceId }) => traceId === trace).map(({ name }) => name);
      expect(names).toEqual(
        expect.arrayContaining([
          expect.stringContaining('POST'),
          'handle OrderPlaced',
          'handle CreditApproved',
          'handle OrderReleased',
          'handle StockReserved',
          'handle ShipmentPlanned',
        ]),
      );
    }, 30_000);
  });
});

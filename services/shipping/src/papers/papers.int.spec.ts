import { startService, type TestService } from '@o2c/testing';
import { SampleDelivery } from '../sample-delivery.js';
import { ShippingModule } from '../shipping.module.js';

let service: TestService;
let sample: SampleDelivery;

beforeAll(async () => {
  service = await startService(ShippingModule);
  sample = new SampleDelivery(service);
  await sample.parties('9528765');
});
afterAll(() => service?.stop());

const paper = (shipment: string, name: string) =>
  service.http('GET', `/v1/shipments/${shipment}/${name}.pdf`);

describe('The papers of a shipment', () => {
  it.each(['label', 'packing-slip'])('include a %s, the same bytes each time', async (name) => {
    const { shipment } = await sample.planned([10, '2.5'], { purchaseOrder: 'PO-77' });
    await service.http('POST', `/v1/shipments/${shipment}/pack`, { packages: [{}, { weight: 3 }] });
    const first = await paper(shipment, name);
    expect(first).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } });
    expect(first.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await paper(shipment, name)).bytes.equals(first.bytes)).toBe(true);
  });

  it('have no label before there is a package', async () => {
    const { shipment } = await sample.planned([1]);
    expect(await paper(shipment, 'label')).toMatchObject({
      ...{ status: 409, body: { code: 'shipment.not_packed' } },
    });
    expect((await paper(shipment, 'packing-slip')).status).toBe(200);
    expect((await paper(sample.seller, 'label')).status).toBe(404);
  });

  it('take as many pages as they need', async () => {
    const { shipment } = await sample.planned(Array.from({ length: 200 }, () => 1));
    const { bytes } = await paper(shipment, 'packing-slip');
    expect(bytes.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(8);
  });
});

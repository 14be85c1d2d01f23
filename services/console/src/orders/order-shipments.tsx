import type { Order, Shipment } from '@o2c/client';
import { useState } from 'react';
import { client, useAnswerIf } from '../api.js';
import { instantText, quantityText } from '../format.js';
import { ActDialog } from '../parts/act-dialog.js';
import { TextField } from '../parts/field.js';
import { Icon } from '../parts/icon.js';
import { Card } from '../parts/page.js';
import { Empty, Shown } from '../parts/states.js';
import { Status } from '../parts/status.js';
import { useLack, useMay } from '../session.js';
import { isOver } from './order-state.js';
import { isOpenShipment } from './ship-order.js';

/** What leaves or has left, with its papers, and the way to send it off. */
export function OrderShipments({ order }: { readonly order: Order }) {
  const lack = useLack('shipments:read');
  const answer = useAnswerIf(!lack, 'GET /v1/shipments', {
    query: { order: order.id, limit: 200 },
  });
  return (
    <Card title="Shipments">
      <Shown answer={answer} lack={lack}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={isOver(order) ? 'Nothing was planned' : 'Nothing is planned yet'}>
              {!isOver(order) && 'A shipment follows the release and the stock.'}
            </Empty>
          ) : (
            <ul className="papers">
              {items.map((shipment) => (
                <Row key={shipment.id} shipment={shipment} />
              ))}
            </ul>
          )
        }
      </Shown>
    </Card>
  );
}

function Row({ shipment }: { readonly shipment: Shipment }) {
  const [shipping, setShipping] = useState(false);
  const mayShip = useMay('shipments:write');
  const { id, number, status, lines, carrier, trackingNumber, shippedAt } = shipment;
  const isOpen = isOpenShipment(shipment);
  const hasLeft = lines.some(({ shipped }) => Number(shipped) > 0);
  const goods = lines
    .map(({ sku, planned, shipped }) => ({ sku, quantity: hasLeft ? shipped : planned }))
    .filter(({ quantity }) => Number(quantity) > 0)
    .map(({ sku, quantity }) => `${quantityText(quantity)} ${sku}`);
  const about = [goods.join(', '), shippedAt && instantText(shippedAt), carrier, trackingNumber];
  return (
    <li>
      <div className="two-lines">
        <span>
          {number} <Status of={status} />
        </span>
        <small className="soft">{about.filter(Boolean).join(' · ')}</small>
      </div>
      <div className="actions">
        <Paper href={`/v1/shipments/${id}/packing-slip.pdf`} name="Packing slip" />
        {isOpen && mayShip && (
          <button type="button" className="button small main" onClick={() => setShipping(true)}>
            Ship
          </button>
        )}
      </div>
      {shipping && <Ship shipment={shipment} onClose={() => setShipping(false)} />}
    </li>
  );
}

/** A way to a paper as PDF, in a tab of its own. */
export function Paper({ href, name }: { readonly href: string; readonly name: string }) {
  return (
    <a className="paper" href={href} target="_blank" rel="noreferrer">
      <Icon name="document" />
      {name}
    </a>
  );
}

function Ship({
  shipment,
  onClose,
}: {
  readonly shipment: Shipment;
  readonly onClose: () => void;
}) {
  const [carrier, setCarrier] = useState('');
  const [trackingNumber, setTrackingNumber] = useState('');
  const { id, number, lines } = shipment;
  return (
    <ActDialog
      title={`Ship ${number}`}
      verb="Ship"
      act={() =>
        client.call('POST /v1/shipments/{id}/ship', {
          path: { id },
          body: { ...(carrier && { carrier }), ...(trackingNumber && { trackingNumber }) },
        })
      }
      onClose={onClose}
    >
      <p>
        {lines.map(({ sku, planned }) => `${quantityText(planned)} ${sku}`).join(', ')} leave now;
        the invoice follows.
      </p>
      <TextField label="Carrier" value={carrier} onChange={setCarrier} />
      <TextField label="Tracking number" value={trackingNumber} onChange={setTrackingNumber} />
    </ActDialog>
  );
}

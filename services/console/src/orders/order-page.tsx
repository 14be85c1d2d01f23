import type { Order } from '@o2c/client';
import { useState } from 'react';
import { client, useAnswer, useAnswerIf } from '../api.js';
import { CustomerName } from '../customers/customer-name.js';
import { dayText, moneyText } from '../format.js';
import { ActDialog } from '../parts/act-dialog.js';
import { FactsList } from '../parts/facts-list.js';
import { Card, Page } from '../parts/page.js';
import { Shown } from '../parts/states.js';
import { Status } from '../parts/status.js';
import { useMay } from '../session.js';
import '../style/order.css';
import { ChangeOrder } from './change-order.js';
import { OrderBlockers } from './order-blockers.js';
import { OrderDocuments } from './order-documents.js';
import { OrderLines } from './order-lines.js';
import { OrderMoney } from './order-money.js';
import { OrderShipments } from './order-shipments.js';

/** One order: what stops it, what became of it, and its money. */
export function OrderPage({ id }: { readonly id: string }) {
  const answer = useAnswer('GET /v1/orders/{id}', { path: { id } });
  return <Shown answer={answer}>{(order) => <Story order={order} />}</Shown>;
}

function Story({ order }: { readonly order: Order }) {
  const timeline = useAnswer('GET /v1/orders/{order}/timeline', { path: { order: order.id } });
  const mayRead = useMay('invoices:read');
  const invoices = useAnswerIf(mayRead, 'GET /v1/invoices', {
    query: { order: order.id, limit: 200 },
  });
  const { number, status, customer, gross, orderedOn, requestedOn, purchaseOrder } = order;
  return (
    <Page
      title={number}
      lead={
        <>
          <Status of={status} /> <CustomerName id={customer} /> · {moneyText(gross)} · ordered{' '}
          {dayText(orderedOn)}
          {requestedOn && ` · wanted on ${dayText(requestedOn)}`}
          {purchaseOrder && (
            <>
              {' '}
              · <span className="whole">their number {purchaseOrder}</span>
            </>
          )}
        </>
      }
      actions={<Actions order={order} />}
    >
      <OrderBlockers order={order} />
      <div className="order-page">
        <div className="pile">
          <OrderLines order={order} />
          <Card title="Timeline">
            <Shown answer={timeline}>
              {({ items }) => <FactsList facts={items.toReversed()} />}
            </Shown>
          </Card>
        </div>
        <div className="pile">
          <OrderMoney order={order} invoices={invoices} />
          <OrderShipments order={order} />
          <OrderDocuments order={order} invoices={invoices} />
        </div>
      </div>
    </Page>
  );
}

function Actions({ order }: { readonly order: Order }) {
  const [doing, setDoing] = useState<'change' | 'cancel'>();
  const mayWrite = useMay('orders:write');
  if (!mayWrite) return null;
  const close = (): void => setDoing(undefined);
  return (
    <>
      {order.changeable !== 'nothing' && (
        <button type="button" className="button" onClick={() => setDoing('change')}>
          Change
        </button>
      )}
      {order.cancellable && (
        <button type="button" className="button" onClick={() => setDoing('cancel')}>
          Cancel order
        </button>
      )}
      {doing === 'change' && <ChangeOrder order={order} onClose={close} />}
      {doing === 'cancel' && (
        <ActDialog
          title={`Cancel ${order.number}`}
          verb="Cancel order"
          isDangerous
          reasons={['The customer asked for it', 'Ordered twice', 'Cannot be delivered']}
          act={(reason) =>
            client.call('POST /v1/orders/{id}/cancel', { path: { id: order.id }, body: { reason } })
          }
          onClose={close}
        >
          <p>What has not left yet is given back: stock, credit, and the rest of the order.</p>
        </ActDialog>
      )}
    </>
  );
}

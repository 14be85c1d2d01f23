import type { BlockerDto, Order } from '@o2c/client';
import { useState } from 'react';
import { useAnswer } from '../api.js';
import { BookPayment } from '../cash/book-payment.js';
import { ageText, instantText } from '../format.js';
import { ActDialog } from '../parts/act-dialog.js';
import { Failure } from '../parts/states.js';
import { useMay } from '../session.js';
import { ReceiveStock } from '../stock/receive-stock.js';
import { factName } from '../words.js';
import { decideHold, HOLD_REASONS } from './hold-decision.js';

/** Why the order does not go on, what would free it cheapest, and the way to do that here. */
export function OrderBlockers({ order }: { readonly order: Order }) {
  const { data, error } = useAnswer('GET /v1/orders/{order}/blockers', {
    path: { order: order.id },
  });
  if (!data) return error ? <Failure error={error} /> : null;
  if (data.blockers.length === 0) return null;
  return (
    <ul className="blockers" aria-label="What stops this order">
      {data.blockers.map((blocker, index) => (
        <li key={keyOf(blocker, index)} className="blocker">
          <div>
            <strong>{blocker.message}</strong>
            <p>
              What frees it: <b>{blocker.action}</b>
            </p>
            <small>
              {blocker.owner} · waits{' '}
              <time dateTime={blocker.since} title={instantText(blocker.since)}>
                {ageText(blocker.since)}
              </time>{' '}
              · said by {blocker.service} ({factName(blocker.event)}), as of{' '}
              {instantText(blocker.asOf)}
            </small>
          </div>
          <Ways blocker={blocker} customer={order.customer} />
        </li>
      ))}
    </ul>
  );
}

/** Two reasons for one thing are told apart by their place. */
function keyOf({ code, line, document, hold }: BlockerDto, index: number): string {
  return `${code} ${line ?? document ?? hold} ${index}`;
}

const UNPAID = new Set(['invoice.overdue', 'payment.short']);

function Ways({ blocker, customer }: { readonly blocker: BlockerDto; readonly customer: string }) {
  const [doing, setDoing] = useState<'release' | 'reject' | 'receive' | 'pay'>();
  const mayDecide = useMay('holds:decide');
  const mayReceive = useMay('stock:write');
  const mayBook = useMay('payments:write', 'customers:read');
  const { hold, sku, needed, document } = blocker;
  const due =
    needed && document && UNPAID.has(blocker.code)
      ? { customer, document, amount: needed.amount }
      : undefined;
  const close = (): void => setDoing(undefined);
  return (
    <div className="actions">
      {hold && mayDecide && (
        <>
          <button type="button" className="button main" onClick={() => setDoing('release')}>
            Release
          </button>
          <button type="button" className="button" onClick={() => setDoing('reject')}>
            Reject
          </button>
        </>
      )}
      {sku && mayReceive && (
        <button type="button" className="button main" onClick={() => setDoing('receive')}>
          Receive stock
        </button>
      )}
      {due && mayBook && (
        <button type="button" className="button main" onClick={() => setDoing('pay')}>
          Book the payment
        </button>
      )}
      {due && doing === 'pay' && <BookPayment due={due} onClose={close} />}
      {hold && (doing === 'release' || doing === 'reject') && (
        <ActDialog
          title={doing === 'release' ? 'Release the hold' : 'Reject the order'}
          verb={doing === 'release' ? 'Release' : 'Reject'}
          isDangerous={doing === 'reject'}
          reasons={HOLD_REASONS[doing]}
          act={(reason) => decideHold(doing, hold, reason)}
          onClose={close}
        />
      )}
      {sku && doing === 'receive' && <ReceiveStock sku={sku} onClose={close} />}
    </div>
  );
}

import type { BlockerDto, Order } from '@o2c/client';
import { type ReactNode, useState } from 'react';
import { useAnswer } from '../api.js';
import { BookPayment } from '../cash/book-payment.js';
import { ageText, instantText, spokenText } from '../format.js';
import { ActDialog } from '../parts/act-dialog.js';
import { Failure } from '../parts/states.js';
import { useMay } from '../session.js';
import { ReceiveStock } from '../stock/receive-stock.js';
import { factName, label } from '../words.js';
import { decideHold, HOLD_REASONS } from './hold-decision.js';
import { shipOrder } from './ship-order.js';

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
            <strong>{spokenText(blocker.message)}</strong>
            <p>
              What frees it: <b>{spokenText(blocker.action)}</b>
            </p>
            <small>
              {label(blocker.owner)} · waits{' '}
              <time dateTime={blocker.since} title={instantText(blocker.since)}>
                {ageText(blocker.since)}
              </time>{' '}
              · said by {blocker.service} ({factName(blocker.event)}), as of{' '}
              {instantText(blocker.asOf)}
            </small>
          </div>
          <Ways blocker={blocker} order={order} />
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

function Ways({ blocker, order }: { readonly blocker: BlockerDto; readonly order: Order }) {
  const mayDecide = useMay('holds:decide');
  const mayReceive = useMay('stock:write');
  const mayShip = useMay('shipments:read', 'shipments:write');
  const mayBook = useMay('payments:write', 'customers:read');
  const { code, hold, sku, needed, document } = blocker;
  const due =
    needed && document && UNPAID.has(code)
      ? { customer: order.customer, document, amount: needed.amount }
      : undefined;
  return (
    <div className="actions">
      {hold && mayDecide && (
        <>
          <Way name="Release">{(close) => <Release hold={hold} onClose={close} />}</Way>
          <Way name="Reject" isSecond>
            {(close) => <Reject hold={hold} onClose={close} />}
          </Way>
        </>
      )}
      {sku && mayReceive && (
        <Way name="Receive stock">{(close) => <ReceiveStock sku={sku} onClose={close} />}</Way>
      )}
      {code === 'shipment.late' && mayShip && (
        <Way name="Ship">{(close) => <Ship order={order} onClose={close} />}</Way>
      )}
      {due && mayBook && (
        <Way name="Book the payment">{(close) => <BookPayment due={due} onClose={close} />}</Way>
      )}
    </div>
  );
}

/** A button, and the window that it opens. */
function Way({
  name,
  isSecond = false,
  children,
}: {
  readonly name: string;
  readonly isSecond?: boolean;
  readonly children: (onClose: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={isSecond ? 'button' : 'button main'}
        onClick={() => setOpen(true)}
      >
        {name}
      </button>
      {isOpen && children(() => setOpen(false))}
    </>
  );
}

type Decision = { readonly hold: string; readonly onClose: () => void };

function Release({ hold, onClose }: Decision) {
  return (
    <ActDialog
      title="Release the hold"
      verb="Release"
      reasons={HOLD_REASONS.release}
      act={(reason) => decideHold('release', hold, reason)}
      onClose={onClose}
    />
  );
}

function Reject({ hold, onClose }: Decision) {
  return (
    <ActDialog
      title="Reject the order"
      verb="Reject"
      isDangerous
      reasons={HOLD_REASONS.reject}
      act={(reason) => decideHold('reject', hold, reason)}
      onClose={onClose}
    />
  );
}

function Ship({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) {
  return (
    <ActDialog
      title={`Ship ${order.number}`}
      verb="Ship"
      doing="Shipping"
      act={() => shipOrder(order.id)}
      onClose={onClose}
    >
      <p>All that is planned for this order leaves now; the invoice follows.</p>
    </ActDialog>
  );
}

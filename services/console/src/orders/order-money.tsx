import type { Invoice, Order } from '@o2c/client';
import { isZero, type Money, moneyJson } from '@o2c/money';
import { useAnswerIf } from '../api.js';
import { moneyText } from '../format.js';
import { Meter } from '../parts/meter.js';
import { Card } from '../parts/page.js';
import { type Answer, Shown } from '../parts/states.js';
import { useLack } from '../session.js';
import { moneyOf } from './money-of.js';

/** The money of the order on its way from reserved to paid. */
export function OrderMoney({
  order,
  invoices,
}: {
  readonly order: Order;
  /** The answer that has them. */
  readonly invoices: Answer<{ readonly items: readonly Invoice[] }>;
}) {
  const lack = useLack('invoices:read', 'open-items:read');
  const items = useAnswerIf(!lack, 'GET /v1/open-items', {
    query: { order: order.id, limit: 200 },
  });
  const money =
    invoices.data && items.data && moneyOf(order, invoices.data.items, items.data.items);
  return (
    <Card title="Money">
      <Shown answer={{ data: money, error: invoices.error ?? items.error }} lack={lack}>
        {(money) => <Way money={money} isHeld={order.status === 'held'} />}
      </Shown>
    </Card>
  );
}

function Way({
  money: { ordered, cancelled, invoiced, credited, settled, open, ahead },
  isHeld,
}: {
  readonly money: ReturnType<typeof moneyOf>;
  readonly isHeld: boolean;
}) {
  const text = (amount: Money): string => moneyText(moneyJson(amount));
  const rows = [
    ['Ordered', ordered],
    ...(isZero(cancelled) ? [] : [['Cancelled', cancelled] as const]),
    ['Invoiced', invoiced],
    ...(isZero(credited) ? [] : [['Credited', credited] as const]),
  ] as const;
  return (
    <>
      <Meter
        whole={ordered.minor}
        parts={[
          { name: 'Paid or settled', size: settled.minor, text: text(settled), tone: 'good' },
          { name: 'Invoiced, open', size: open.minor, text: text(open), tone: 'busy' },
          {
            name: isHeld ? 'Not reserved' : 'Reserved, to be invoiced',
            size: ahead.minor,
            text: text(ahead),
            tone: isHeld ? 'wait' : 'quiet',
          },
        ]}
      />
      <dl className="facts">
        {rows.map(([name, amount]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text(amount)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

import type { Invoice, OpenItem, Order } from '@o2c/client';
import { moneyJson, parseMoney, subtract, sum, type Money } from '@o2c/money';
import { useAnswerIf } from '../api.js';
import { moneyText } from '../format.js';
import { Meter } from '../parts/meter.js';
import { Card } from '../parts/page.js';
import { useMay } from '../session.js';

const NOT_RESERVED = new Set(['held', 'rejected', 'cancelled']);

/** The money of the order on its way from reserved to paid. */
export function OrderMoney({
  order,
  invoices,
}: {
  readonly order: Order;
  readonly invoices: readonly Invoice[];
}) {
  const mayRead = useMay('open-items:read');
  const items = useAnswerIf(mayRead, 'GET /v1/open-items', {
    query: { order: order.id, limit: 200 },
  });
  const { gross, invoiced, open, settled, ahead } = moneyOf(
    order,
    invoices,
    items.data?.items ?? [],
  );
  const text = (amount: Money): string => moneyText(moneyJson(amount));
  return (
    <Card title="Money">
      <Meter
        whole={gross.minor}
        parts={[
          { name: 'Paid or settled', size: settled.minor, text: text(settled), tone: 'good' },
          { name: 'Invoiced, open', size: open.minor, text: text(open), tone: 'busy' },
          {
            name: NOT_RESERVED.has(order.status) ? 'Not reserved' : 'Reserved, to be invoiced',
            size: ahead.minor,
            text: text(ahead),
            tone: NOT_RESERVED.has(order.status) ? 'wait' : 'quiet',
          },
        ]}
      />
      <dl className="facts">
        <div>
          <dt>Ordered</dt>
          <dd>{text(gross)}</dd>
        </div>
        <div>
          <dt>Invoiced</dt>
          <dd>{text(invoiced)}</dd>
        </div>
      </dl>
    </Card>
  );
}

/** All in minor units, added exactly. */
function moneyOf(order: Order, invoices: readonly Invoice[], items: readonly OpenItem[]) {
  const { currency } = order;
  const total = (amounts: readonly { amount: string; currency: string }[]): Money =>
    sum(
      amounts.map((amount) => parseMoney(amount)),
      currency,
    );
  const gross = parseMoney(order.gross);
  const invoiced = subtract(
    total(invoices.map((invoice) => invoice.gross)),
    total(invoices.map(({ creditedGross }) => creditedGross)),
  );
  const open = total(items.map((item) => item.open));
  const settled = subtract(invoiced, open);
  return { gross, invoiced, open, settled, ahead: subtract(gross, invoiced) };
}

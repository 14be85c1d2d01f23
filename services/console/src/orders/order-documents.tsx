import type { Invoice, Order } from '@o2c/client';
import { useAnswerIf } from '../api.js';
import { dayText } from '../format.js';
import { Amount } from '../parts/amount.js';
import { Card } from '../parts/page.js';
import { Empty, NoRight } from '../parts/states.js';
import { useMay } from '../session.js';
import { Paper } from './order-shipments.js';

/** Invoices and credit notes of the order, as papers. */
export function OrderDocuments({
  order,
  invoices,
}: {
  readonly order: Order;
  readonly invoices: readonly Invoice[];
}) {
  const mayRead = useMay('invoices:read');
  const notes = useAnswerIf(mayRead, 'GET /v1/credit-notes', {
    query: { order: order.id, limit: 200 },
  });
  const papers = [
    ...invoices.map(({ id, number, gross, dueOn }) => ({
      ...{ id, number, gross },
      about: `due ${dayText(dueOn)}`,
      href: `/v1/invoices/${id}.pdf`,
    })),
    ...(notes.data?.items ?? []).map(({ id, number, gross, invoiceNumber }) => ({
      ...{ id, number, gross },
      about: `credits ${invoiceNumber}`,
      href: `/v1/credit-notes/${id}.pdf`,
    })),
  ];
  return (
    <Card title="Documents">
      {!mayRead && <NoRight reason="This key lacks the scope invoices:read" />}
      {mayRead && papers.length === 0 && (
        <Empty title="No document yet">The invoice follows the goods.</Empty>
      )}
      <ul className="papers">
        {papers.map(({ id, number, gross, about, href }) => (
          <li key={id}>
            <div className="two-lines">
              <Paper href={href} name={number} />
              <small className="soft">{about}</small>
            </div>
            <Amount of={gross} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

import type { CreditNote, Invoice, Order } from '@o2c/client';
import { useAnswerIf } from '../api.js';
import { dayText } from '../format.js';
import { Amount } from '../parts/amount.js';
import { Card } from '../parts/page.js';
import { type Answer, Empty, Shown } from '../parts/states.js';
import { useLack } from '../session.js';
import { Paper } from './order-shipments.js';
import { isOver } from './order-state.js';

/** Invoices and credit notes of the order, as papers. */
export function OrderDocuments({
  order,
  invoices,
}: {
  readonly order: Order;
  /** The answer that has them. */
  readonly invoices: Answer<{ readonly items: readonly Invoice[] }>;
}) {
  const lack = useLack('invoices:read');
  const notes = useAnswerIf(!lack, 'GET /v1/credit-notes', {
    query: { order: order.id, limit: 200 },
  });
  const papers = invoices.data && notes.data && papersOf(invoices.data.items, notes.data.items);
  return (
    <Card title="Documents">
      <Shown answer={{ data: papers, error: invoices.error ?? notes.error }} lack={lack}>
        {(papers) => <Papers order={order} papers={papers} />}
      </Shown>
    </Card>
  );
}

function papersOf(invoices: readonly Invoice[], notes: readonly CreditNote[]) {
  return [
    ...invoices.map(({ id, number, gross, dueOn }) => ({
      ...{ id, number, gross },
      about: `due ${dayText(dueOn)}`,
      href: `/v1/invoices/${id}.pdf`,
    })),
    ...notes.map(({ id, number, gross, invoiceNumber }) => ({
      ...{ id, number, gross },
      about: `credits ${invoiceNumber}`,
      href: `/v1/credit-notes/${id}.pdf`,
    })),
  ];
}

function Papers({
  order,
  papers,
}: {
  readonly order: Order;
  readonly papers: ReturnType<typeof papersOf>;
}) {
  if (papers.length === 0) {
    if (isOver(order)) return <Empty title="No document" />;
    return <Empty title="No document yet">The invoice follows the goods.</Empty>;
  }
  return (
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
  );
}

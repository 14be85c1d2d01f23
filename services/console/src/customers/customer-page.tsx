import type { Customer, OpenItem } from '@o2c/client';
import { useAnswer, useAnswerIf, useRows } from '../api.js';
import { countText, dayText, manyText } from '../format.js';
import { Amount } from '../parts/amount.js';
import { Card, Page } from '../parts/page.js';
import { PageLink } from '../parts/page-link.js';
import { Empty, Shown } from '../parts/states.js';
import { Status } from '../parts/status.js';
import { useLack } from '../session.js';
import { termsText } from '../words.js';
import '../style/order.css';
import { Behaviour } from './behaviour.js';
import { CreditLimit } from './credit-limit.js';
import { Statement } from './statement.js';
import { Timeline } from './timeline.js';

/** One customer: what they owe and may owe, how they pay, what they bought, and what happened. */
export function CustomerPage({ id }: { readonly id: string }) {
  const answer = useAnswer('GET /v1/customers/{id}', { path: { id } });
  return <Shown answer={answer}>{(customer) => <Story customer={customer} />}</Shown>;
}

function Story({ customer }: { readonly customer: Customer }) {
  const { name, number, billTo, terms, blocked, email } = customer;
  const place = [
    billTo.lines.join(', '),
    `${billTo.postalCode ?? ''} ${billTo.city}`,
    billTo.country,
  ];
  return (
    <Page
      title={name}
      lead={
        <>
          {blocked && <Status of="blocked" mood="bad" />} {number} · {place.join(', ')} ·{' '}
          {termsText(terms)}
          {email && ` · ${email}`}
        </>
      }
    >
      <div className="customer-page">
        <div className="pile">
          <CreditLimit customer={customer} />
          <Behaviour customer={customer} />
          <Orders customer={customer} />
        </div>
        <div className="pile">
          <OpenItems customer={customer} />
          <Statement customer={customer} />
          <Timeline key={customer.id} customer={customer} />
        </div>
      </div>
    </Page>
  );
}

/** As many as one question takes. */
const MOST_ITEMS = 200;

function OpenItems({ customer }: { readonly customer: Customer }) {
  const lack = useLack('open-items:read');
  const answer = useAnswerIf(!lack, 'GET /v1/open-items', {
    query: { customer: customer.id, status: 'open', limit: MOST_ITEMS },
  });
  return (
    <Card title="Open items">
      <Shown answer={answer} lack={lack}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title="Nothing is open">Everything that was invoiced is settled.</Empty>
          ) : (
            <ul className="papers tall">
              {items.map((item) => (
                <Item key={item.id} item={item} />
              ))}
              {next !== null && (
                <li className="soft">
                  More is open than these {countText(items.length)}; the statement has it all.
                </li>
              )}
            </ul>
          )
        }
      </Shown>
    </Card>
  );
}

function Item({ item }: { readonly item: OpenItem }) {
  const { document, dueDate, daysOverdue, open, disputed, order } = item;
  return (
    <li>
      <div className="two-lines">
        <span>
          {order ? <PageLink href={`/orders/${order}`}>{document}</PageLink> : document}{' '}
          {daysOverdue > 0 && <Status of="overdue" />}{' '}
          {Number(disputed.amount) > 0 && <Status of="disputed" />}
        </span>
        <small className="soft">
          due {dayText(dueDate)}
          {daysOverdue > 0 && ` · ${manyText(daysOverdue, 'day')} over`}
        </small>
      </div>
      <Amount of={open} />
    </li>
  );
}

function Orders({ customer }: { readonly customer: Customer }) {
  const { rows, error } = useRows('GET /v1/orders', {
    customer: customer.id,
    sort: 'newest',
    limit: 20,
  });
  return (
    <Card title="Newest orders">
      <Shown answer={{ data: rows, error }}>
        {(orders) =>
          orders.length === 0 ? (
            <Empty title="No order yet" />
          ) : (
            <ul className="papers tall">
              {orders.slice(0, 20).map(({ id, number, status, orderedOn, gross }) => (
                <li key={id}>
                  <div className="two-lines">
                    <span>
                      <PageLink href={`/orders/${id}`}>{number}</PageLink> <Status of={status} />
                    </span>
                    <small className="soft">{dayText(orderedOn)}</small>
                  </div>
                  <Amount of={gross} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Card>
  );
}

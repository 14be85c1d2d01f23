import type { Customer } from '@o2c/client';
import { daysBetween } from '@o2c/money';
import { useAnswerIf } from '../api.js';
import { countText, decimalText, manyText } from '../format.js';
import { ColumnsChart } from '../parts/columns-chart.js';
import { Card } from '../parts/page.js';
import { Empty, NoRight } from '../parts/states.js';
import { useLack } from '../session.js';

const LATE: readonly (readonly [name: string, upTo: number])[] = [
  ['early', -1],
  ['on time', 0],
  ['1–7', 7],
  ['8–30', 30],
  ['31–60', 60],
  ['60+', Number.POSITIVE_INFINITY],
];

/** How late the customer's money comes, from the payments that settled something. */
export function Behaviour({ customer }: { readonly customer: Customer }) {
  const lack = useLack('payments:read', 'open-items:read');
  const query = { customer: customer.id, limit: 200 };
  const payments = useAnswerIf(!lack, 'GET /v1/payments', { query });
  const items = useAnswerIf(!lack, 'GET /v1/open-items', { query });
  const due = new Map((items.data?.items ?? []).map(({ id, dueDate }) => [id, dueDate]));
  const late = (payments.data?.items ?? []).flatMap(({ applied, valueDate }) =>
    applied.flatMap(({ openItem }) => {
      const dueDate = due.get(openItem);
      return dueDate === undefined ? [] : [daysBetween(dueDate, valueDate)];
    }),
  );
  const average = late.reduce((sum, days) => sum + days, 0) / Math.max(1, late.length);
  return (
    <Card title="Behaviour">
      {lack && <NoRight reason={lack} />}
      {!lack && late.length === 0 && (
        <Empty title="Nothing is known yet">The first payment that settles an invoice tells.</Empty>
      )}
      {late.length > 0 && (
        <>
          <p className="big">
            {decimalText(Math.abs(average))} days{' '}
            <small className="soft">
              {average < 0 ? 'before' : 'after'} the due date on average
            </small>
          </p>
          <ColumnsChart label="Applications by days late" columns={columnsOf(late)} />
          <p className="soft">Of {manyText(late.length, 'application')} of payments to invoices.</p>
        </>
      )}
    </Card>
  );
}

function columnsOf(late: readonly number[]) {
  return LATE.map(([name, upTo], index) => {
    const above = LATE[index - 1]?.[1] ?? Number.NEGATIVE_INFINITY;
    const value = late.filter((days) => days > above && days <= upTo).length;
    return {
      name,
      value,
      text: countText(value),
      tone: index < 2 ? 'good' : index < 4 ? 'wait' : 'bad',
    };
  });
}

import type { BehaviourView, Customer } from '@o2c/client';
import { useAnswerIf } from '../api.js';
import { countText, decimalText, manyText, moneyText } from '../format.js';
import { ColumnsChart } from '../parts/columns-chart.js';
import { Card } from '../parts/page.js';
import { Empty, Shown } from '../parts/states.js';
import { useLack } from '../session.js';
import { label } from '../words.js';

const TONES = ['good', 'good', 'wait', 'wait', 'bad', 'bad'];

/** How late the customer's money comes, from every payment that settled something. */
export function Behaviour({ customer }: { readonly customer: Customer }) {
  const lack = useLack('open-items:read');
  const answer = useAnswerIf(!lack, 'GET /v1/customers/{id}/payment-behaviour', {
    path: { id: customer.id },
  });
  return (
    <Card title="Behaviour">
      <Shown answer={answer} lack={lack}>
        {(behaviour) => <Lateness behaviour={behaviour} />}
      </Shown>
    </Card>
  );
}

function Lateness({ behaviour }: { readonly behaviour: BehaviourView }) {
  const { averageDaysLate: average, count, buckets } = behaviour;
  if (average === null) {
    return (
      <Empty title="Nothing is known yet">The first payment that settles an invoice tells.</Empty>
    );
  }
  return (
    <>
      <p className="big">
        {decimalText(Math.abs(average))} days{' '}
        <small className="soft">{average < 0 ? 'before' : 'after'} the due date on average</small>
      </p>
      <ColumnsChart
        label="Applications by days late"
        textOf={countText}
        columns={buckets.map(({ name, count, amount }, index) => ({
          name: label(name).replace('-', '–'),
          value: count,
          text: `${countText(count)}, ${moneyText(amount)}`,
          tone: TONES[index] ?? 'bad',
        }))}
      />
      <p className="soft">
        Of {manyText(count, 'application')} of payments to invoices, by days after the due date; the
        average is weighted by amount.
      </p>
    </>
  );
}

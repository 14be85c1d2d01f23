import type { Payment } from '@o2c/client';
import { isZero, parseMoney } from '@o2c/money';
import { useState } from 'react';
import { client, useAnswer } from '../api.js';
import { CustomerName } from '../customers/customer-name.js';
import { dayText, moneyText } from '../format.js';
import { ActDialog } from '../parts/act-dialog.js';
import { Amount } from '../parts/amount.js';
import { Card, Page } from '../parts/page.js';
import { Empty, Shown } from '../parts/states.js';
import { Status } from '../parts/status.js';
import { useMay } from '../session.js';
import { label } from '../words.js';
import '../style/order.css';
import { ApplyCash } from './apply-cash.js';

/** One payment: what it settles, and what of it is left to apply. */
export function PaymentPage({ id }: { readonly id: string }) {
  const answer = useAnswer('GET /v1/payments/{id}', { path: { id } });
  return <Shown answer={answer}>{(payment) => <Story payment={payment} />}</Shown>;
}

function Story({ payment }: { readonly payment: Payment }) {
  const { amount, status, customer, payer, valueDate, method, reference, applied } = payment;
  return (
    <Page
      title={`Payment of ${moneyText(amount)}`}
      lead={
        <>
          <Status of={status} />{' '}
          {customer ? <CustomerName id={customer} /> : (payer ?? 'Unknown payer')}
          {' · '}
          {label(method)} · {dayText(valueDate)}
          {reference && ` · ${reference}`}
        </>
      }
      actions={<Actions payment={payment} />}
    >
      <div className="payment-page">
        <Card title="Apply to items">
          <ApplyCash payment={payment} />
        </Card>
        <Card title="What it settles">
          {applied.length === 0 ? (
            <Empty title="Nothing" />
          ) : (
            <ul className="papers">
              {applied.map(({ application, document, amount: part, on }) => (
                <li key={application}>
                  <div className="two-lines">
                    <span>{document}</span>
                    <small className="soft">applied {dayText(on)}</small>
                  </div>
                  <Amount of={part} />
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </Page>
  );
}

function Actions({ payment }: { readonly payment: Payment }) {
  const [doing, setDoing] = useState<'unapply' | 'reverse'>();
  const mayWrite = useMay('payments:write');
  const { id, applied, unapplied } = payment;
  const isLeft = applied.length > 0 || !isZero(parseMoney(unapplied));
  if (!mayWrite) return null;
  const close = (): void => setDoing(undefined);
  return (
    <>
      {applied.length > 0 && (
        <button type="button" className="button" onClick={() => setDoing('unapply')}>
          Take back applications
        </button>
      )}
      {isLeft && (
        <button type="button" className="button" onClick={() => setDoing('reverse')}>
          Bounced
        </button>
      )}
      {doing === 'unapply' && (
        <ActDialog
          title="Take back all applications"
          verb="Take back"
          reasons={['Applied to the wrong items']}
          act={(reason) =>
            client.call('POST /v1/payments/{id}/unapply', {
              path: { id },
              body: { all: true, reason },
            })
          }
          onClose={close}
        />
      )}
      {doing === 'reverse' && (
        <ActDialog
          title="The bank took it back"
          verb="Reverse payment"
          isDangerous
          reasons={['Insufficient funds', 'Account closed', 'Disputed by the payer']}
          act={(reason) =>
            client.call('POST /v1/payments/{id}/reverse', { path: { id }, body: { reason } })
          }
          onClose={close}
        />
      )}
    </>
  );
}

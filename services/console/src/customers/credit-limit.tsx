import type { CreditAccountView, Customer } from '@o2c/client';
import { parseMoney } from '@o2c/money';
import { useState } from 'react';
import { client, isUnknown, useAnswerIf } from '../api.js';
import { manyText, moneyText } from '../format.js';
import { ActDialog } from '../parts/act-dialog.js';
import { TextField } from '../parts/field.js';
import { Meter } from '../parts/meter.js';
import { Card } from '../parts/page.js';
import { Empty, Shown } from '../parts/states.js';
import { useLack, useMay } from '../session.js';

/** What the customer owes or will owe, by bucket, against the limit; and a new limit. */
export function CreditLimit({ customer }: { readonly customer: Customer }) {
  const [changing, setChanging] = useState(false);
  const lack = useLack('credit:read');
  const mayWrite = useMay('credit:write');
  const answer = useAnswerIf(!lack, 'GET /v1/credit-accounts/{customer}', {
    path: { customer: customer.id },
  });
  const change = answer.data && mayWrite && (
    <button type="button" className="button small" onClick={() => setChanging(true)}>
      New limit
    </button>
  );
  return (
    <Card title="Exposure" aside={change}>
      {isUnknown(answer.error) ? (
        <Empty title="No credit account yet">It begins with the first order or limit.</Empty>
      ) : (
        <Shown answer={answer} lack={lack}>
          {(account) => <Exposure account={account} />}
        </Shown>
      )}
      {changing && answer.data && (
        <NewLimit account={answer.data} onClose={() => setChanging(false)} />
      )}
    </Card>
  );
}

function Exposure({ account }: { readonly account: CreditAccountView }) {
  const { limit, exposure, available, blocked, heldOrders } = account;
  const minor = (amount: { amount: string; currency: string }) => parseMoney(amount).minor;
  const total = minor(exposure.total);
  const whole = limit ? Math.max(minor(limit), total) : total;
  return (
    <>
      <p className="big">
        {moneyText(exposure.total)}{' '}
        <small className="soft">of {limit ? moneyText(limit) : 'no limit'}</small>
      </p>
      <Meter
        whole={whole}
        parts={[
          {
            name: 'Open items',
            size: minor(exposure.openItems),
            text: moneyText(exposure.openItems),
            tone: 'busy',
          },
          {
            name: 'Delivered, not invoiced',
            size: minor(exposure.deliveredNotInvoiced),
            text: moneyText(exposure.deliveredNotInvoiced),
            tone: 'wait',
          },
          {
            name: 'Open orders',
            size: minor(exposure.openOrders),
            text: moneyText(exposure.openOrders),
            tone: 'accent',
          },
          {
            name: 'Available',
            size: available ? Math.max(0, minor(available)) : 0,
            text: available ? moneyText(available) : 'no limit',
            tone: 'quiet',
          },
        ]}
      />
      <p className="soft">
        Unapplied cash {moneyText(exposure.unapplied)}
        {heldOrders > 0 && ` · ${manyText(heldOrders, 'order')} on hold for credit`}
        {blocked && ` · blocked: ${blocked.reason}`}
      </p>
    </>
  );
}

function NewLimit({
  account,
  onClose,
}: {
  readonly account: CreditAccountView;
  readonly onClose: () => void;
}) {
  const { customer, seller, currency, version, limit } = account;
  const [amount, setAmount] = useState(limit?.amount ?? '');
  const next = amount.trim() === '' ? null : { amount: amount.trim(), currency };
  return (
    <ActDialog
      title="New credit limit"
      verb="Set limit"
      act={() =>
        client.call('PUT /v1/credit-accounts/{customer}', {
          path: { customer },
          query: { seller },
          version,
          body: { limit: next },
        })
      }
      onClose={onClose}
    >
      <TextField
        label={`Limit in ${currency}`}
        inputMode="decimal"
        value={amount}
        onChange={setAmount}
        note="Empty: credit is not checked. Held orders are looked at again at once."
      />
    </ActDialog>
  );
}

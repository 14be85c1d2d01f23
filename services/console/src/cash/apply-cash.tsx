import type { OpenItem, Payment } from '@o2c/client';
import { isZero, moneyJson, parseMoney, subtract, sum } from '@o2c/money';
import { useState } from 'react';
import { client, useAct, useRows } from '../api.js';
import { CustomerPicker } from '../customers/customer-picker.js';
import { moneyText } from '../format.js';
import { Refusal } from '../parts/act-dialog.js';
import { Empty, NoRight } from '../parts/states.js';
import { useLack } from '../session.js';
import { moodOfRest, partsOf, restText } from './parts-of.js';
import { PickItems } from './pick-items.js';

/**
 * Applies what is left of a payment by picking items; what would be left runs along. Whose it is
 * is said first, where the bank did not say it.
 */
export function ApplyCash({
  payment,
  onApplied,
}: {
  readonly payment: Payment;
  readonly onApplied?: (() => void) | undefined;
}) {
  const [payer, setPayer] = useState('');
  const lack = useLack('open-items:read', 'payments:write');
  const lackOfNames = useLack('customers:read');
  const customer = payment.customer ?? payer;
  if (lack) return <NoRight reason={lack} />;
  if (isZero(parseMoney(payment.unapplied))) return <Empty title={whyNothingIsLeft(payment)} />;
  if (payment.customer === null && lackOfNames) {
    return <NoRight reason={`Nobody said whose it is. ${lackOfNames}`} />;
  }
  return (
    <div className="picking">
      {payment.customer === null && (
        <CustomerPicker onPick={(choice) => setPayer(choice?.id ?? '')} />
      )}
      {customer === '' ? (
        <Empty title="Whose payment is it?">Their open items show when you have said it.</Empty>
      ) : (
        <Picking key={customer} payment={payment} customer={customer} onApplied={onApplied} />
      )}
    </div>
  );
}

/** What is picked is what there is of it now: an item may be paid meanwhile. */
function Picking({
  payment,
  customer,
  onApplied,
}: {
  readonly payment: Payment;
  readonly customer: string;
  readonly onApplied: (() => void) | undefined;
}) {
  const [ids, setIds] = useState<readonly string[]>([]);
  const { currency } = payment.amount;
  const question = { customer, currency, status: 'open', kind: 'invoice' };
  const items = useRows('GET /v1/open-items', question, { whole: true });
  const toggle = ({ id }: OpenItem): void =>
    setIds(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
  return (
    <>
      <PickItems of={items} picked={ids} onToggle={toggle} />
      <Running
        payment={payment}
        customer={customer}
        picked={(items.rows ?? []).filter(({ id }) => ids.includes(id))}
        onApplied={() => {
          setIds([]);
          onApplied?.();
        }}
      />
    </>
  );
}

/** What is picked against what there is, and the way to apply it. */
function Running({
  payment,
  customer,
  picked,
  onApplied,
}: {
  readonly payment: Payment;
  readonly customer: string;
  readonly picked: readonly OpenItem[];
  readonly onApplied: () => void;
}) {
  const unapplied = parseMoney(payment.unapplied);
  const open = picked.map((item) => parseMoney(item.open));
  const wanted = sum(open, unapplied.currency);
  const difference = subtract(unapplied, wanted);
  const items = partsOf(unapplied, picked).map(({ id, part }) => ({
    openItem: id,
    amount: moneyJson(part),
  }));
  const body = { items, ...(payment.customer === null && { customer }) };
  // What was picked is forgotten before the payment is read anew, which may end this component.
  const apply = useAct(async () => {
    await client.call('POST /v1/payments/{id}/apply', { path: { id: payment.id }, body });
    onApplied();
  });
  return (
    <>
      <Refusal error={apply.error} />
      <footer className="running" aria-live="polite">
        <span>
          To apply <b>{moneyText(payment.unapplied)}</b>
        </span>
        <span>
          Picked <b>{moneyText(moneyJson(wanted))}</b>
        </span>
        <span data-mood={moodOfRest(difference)}>{restText(difference)}</span>
        <button
          type="button"
          className="button main"
          disabled={items.length === 0 || apply.isPending}
          onClick={() => apply.mutate()}
        >
          {apply.isPending ? 'Applying …' : 'Apply'}
        </button>
      </footer>
    </>
  );
}

function whyNothingIsLeft({ reversed, refunded }: Payment): string {
  if (!isZero(parseMoney(reversed))) return `The bank took back ${moneyText(reversed)}`;
  if (!isZero(parseMoney(refunded))) return `The rest, ${moneyText(refunded)}, was paid back`;
  return 'All of it is applied';
}

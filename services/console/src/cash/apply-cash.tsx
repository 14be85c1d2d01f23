import type { OpenItem, Payment } from '@o2c/client';
import {
  add,
  compare,
  isNegative,
  isZero,
  min,
  type Money,
  moneyJson,
  negate,
  parseMoney,
  subtract,
  sum,
  zero,
} from '@o2c/money';
import { useState } from 'react';
import { client, useAct, useAnswerIf } from '../api.js';
import { dayText, moneyText } from '../format.js';
import { Refusal } from '../parts/act-dialog.js';
import { Amount } from '../parts/amount.js';
import { Card } from '../parts/page.js';
import { Empty, NoRight, Shown } from '../parts/states.js';
import { useMay } from '../session.js';

/** Applies what is left of a payment by picking items; what would be left runs along. */
export function ApplyCash({ payment }: { readonly payment: Payment }) {
  const { customer } = payment;
  const mayRead = useMay('open-items:read', 'payments:write');
  const answer = useAnswerIf(mayRead && customer !== null, 'GET /v1/open-items', {
    query: {
      customer: customer ?? '',
      status: 'open',
      currency: payment.amount.currency,
      limit: 200,
    },
  });
  return (
    <Card title="Apply to items">
      {!mayRead && (
        <NoRight reason="This key lacks the scopes open-items:read and payments:write" />
      )}
      {mayRead && customer === null && (
        <Empty title="Whose payment is it?">Book it with a customer to apply it.</Empty>
      )}
      {mayRead && customer !== null && (
        <Shown answer={answer}>
          {({ items }) => (
            <Picking payment={payment} items={items.filter(({ kind }) => kind === 'invoice')} />
          )}
        </Shown>
      )}
    </Card>
  );
}

function Picking({
  payment,
  items,
}: {
  readonly payment: Payment;
  readonly items: readonly OpenItem[];
}) {
  const [ids, setIds] = useState<readonly string[]>([]);
  const picked = items.filter(({ id }) => ids.includes(id));
  const toggle = (id: string): void =>
    setIds((old) => (old.includes(id) ? old.filter((other) => other !== id) : [...old, id]));
  if (isZero(parseMoney(payment.unapplied))) return <Empty title="All of it is applied" />;
  if (items.length === 0) {
    return (
      <Empty title="This customer has no open item">The money waits for the next invoice.</Empty>
    );
  }
  return (
    <>
      <ul className="picking">
        {items.map((item) => (
          <li key={item.id}>
            <label>
              <input
                type="checkbox"
                checked={ids.includes(item.id)}
                onChange={() => toggle(item.id)}
              />
              <span className="two-lines">
                <span>{item.document}</span>
                <small className="soft">
                  due {dayText(item.dueDate)}
                  {item.daysOverdue > 0 && ` · ${item.daysOverdue} days over`}
                </small>
              </span>
              <Amount of={item.open} />
            </label>
          </li>
        ))}
      </ul>
      <Running payment={payment} picked={picked} onApplied={() => setIds([])} />
    </>
  );
}

/** What is picked against what there is, and the way to apply it. */
function Running({
  payment,
  picked,
  onApplied,
}: {
  readonly payment: Payment;
  readonly picked: readonly OpenItem[];
  readonly onApplied: () => void;
}) {
  const unapplied = parseMoney(payment.unapplied);
  const open = picked.map((item) => parseMoney(item.open));
  const wanted = sum(open, unapplied.currency);
  const difference = subtract(unapplied, wanted);
  const parts = partsOf(unapplied, picked);
  const apply = useAct(() =>
    client.call('POST /v1/payments/{id}/apply', {
      path: { id: payment.id },
      body: { items: parts.map(({ id, part }) => ({ openItem: id, amount: moneyJson(part) })) },
    }),
  );
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
          disabled={parts.length === 0 || apply.isPending}
          onClick={() => apply.mutate(undefined, { onSuccess: onApplied })}
        >
          {apply.isPending ? 'Applying …' : 'Apply'}
        </button>
      </footer>
    </>
  );
}

/** The oldest first, each as far as the money goes. */
function partsOf(
  unapplied: Money,
  items: readonly OpenItem[],
): readonly { id: string; part: Money }[] {
  let used = zero(unapplied.currency);
  return items
    .toSorted((a, b) => a.dueDate.localeCompare(b.dueDate))
    .flatMap(({ id, open }) => {
      const part = min(parseMoney(open), subtract(unapplied, used));
      used = add(used, part);
      return isZero(part) ? [] : [{ id, part }];
    });
}

function moodOfRest(difference: Money): string {
  return isZero(difference) ? 'good' : isNegative(difference) ? 'bad' : 'wait';
}

function restText(difference: Money): string {
  if (isZero(difference)) return 'Comes out even';
  return compare(difference, zero(difference.currency)) > 0
    ? `${moneyText(moneyJson(difference))} would stay unapplied`
    : `${moneyText(moneyJson(negate(difference)))} would stay open`;
}

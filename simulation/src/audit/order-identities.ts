import type { AuditIdentity } from '@o2c/messaging';
import { accountRow } from '@o2c/credit/domain/credit-rows';
import { total } from '@o2c/credit/domain/exposure';
import type { Line, Reservation } from '@o2c/credit/domain/reservation';
import { money } from '@o2c/money';
import { share } from '@o2c/tax';
import type { System } from '../system.js';
import { inMoney, sumOf } from './sums.js';

/** ordered = shipped + open + cancelled, of every line, as orders counts it. */
export function orderLines({ orders }: System): readonly AuditIdentity[] {
  return orders.orders.values().flatMap(({ number, lines }) =>
    lines.map((line) => {
      const { ordered, shipped, reserved, backordered, released, takenBack } = line;
      const found = shipped + reserved + backordered + ordered - released + takenBack;
      return inMoney('order_lines', ordered, found, `${number}/${line.line}`);
    }),
  );
}

/** The exposure that accounts keep is what their lines and documents add up to, counted anew. */
export function creditExposure({ credit }: System): readonly AuditIdentity[] {
  return credit.accounts.values().map((account) => {
    const isOurs = ({ of }: { of: typeof account }) => accountRow(of) === accountRow(account);
    const orders = credit.orders.values().filter((row) => isOurs(row as never));
    const documents = credit.documents.values().filter((row) => isOurs(row as never));
    const counted =
      sumOf(orders, ({ order }) => claimed(order)) +
      sumOf(documents, ({ document: { kind, open } }) => (kind === 'payment' ? -open : open));
    return inMoney('credit_exposure', total(account.exposure), counted, account.customer);
  });
}

/** What is approved and not shipped, of a held order what is released; and what was delivered. */
function claimed({ status, currency, lines }: Reservation): number {
  return sumOf(lines.values(), (line) => {
    const { ordered, cancelled, released, shipped, invoiced } = line;
    const worth = (quantity: number) => worthOf(line, quantity, currency);
    const wanted = ordered - cancelled;
    const held = status === 'held' ? Math.min(released, wanted) : shipped;
    const upTo = Math.max(shipped, status === 'approved' ? wanted : held);
    return worth(upTo) - worth(invoiced);
  });
}

function worthOf({ gross, ordered }: Line, quantity: number, currency: string): number {
  return ordered === 0 ? 0 : share(money(gross, currency), quantity, ordered).minor;
}

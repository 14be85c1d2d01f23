import { shipmentsDue } from '@o2c/billing/domain/order';
import { reasonsAgainst } from '@o2c/credit/domain/credit-check';
import { reservedOf } from '@o2c/inventory/domain/order-demand';
import { hasEnded, type Line, type Order } from '@o2c/orders/domain/order';
import type { System } from '../system.js';

/** One thing that services have to agree about once nothing is in flight. */
type Agreement = (system: System) => readonly string[];

/** What is wrong between the services when all is quiet, in words; none when they agree. */
export function disagreements(system: System): readonly string[] {
  return AGREEMENTS.flatMap((agreement) => agreement(system));
}

const AGREEMENTS: readonly Agreement[] = [
  lines,
  creditDecisions,
  whatIsNeeded,
  settledDocuments,
  openRequests,
  shipmentsWithoutInvoice,
  leftovers,
];

/** Each line's quantities are the same for all who count them. */
function lines(system: System): readonly string[] {
  return system.orders.orders.values().flatMap((order) =>
    order.lines.flatMap((line) =>
      Object.entries(countsOf(system, order, line)).flatMap(([what, [ours, ...others]]) => {
        const isSame = others.every((count) => count === undefined || count === ours);
        const where = `${order.number}/${line.line}`;
        return isSame ? [] : [`${where} ${what}: ${[ours, ...others].join(' and ')}`];
      }),
    ),
  );
}

function countsOf(system: System, { id }: Order, line: Line) {
  const stocked = system.inventory.orders.get(`orders/${id}`)?.lines.get(line.line);
  const planned = system.shipping.orders.get(`orders/${id}`)?.lines.get(line.line);
  const billed = system.billing.orders.get(`order/${id}`)?.progress.get(line.line);
  const credited = system.credit.orders.get(`orders/${id}`)?.order.lines.get(line.line);
  return {
    shipped: [line.shipped, stocked?.shipped, planned?.shipped, billed?.shipped, credited?.shipped],
    invoiced: [line.invoiced, billed?.invoiced, credited?.invoiced],
    released: [line.released, stocked?.released, planned?.released],
    'taken back': [line.takenBack, stocked?.cancelled, planned?.cancelled, billed?.cancelled],
    ordered: [line.ordered, credited?.ordered],
    cancelled: [line.cancelled, credited?.cancelled],
    reserved: [line.reserved, stocked && reservedOf(stocked)],
    backordered: [line.backordered, stocked?.backordered],
  };
}

/** Orders delivers on credit's latest decision, not on an older one. */
function creditDecisions({ orders, credit }: System): readonly string[] {
  return orders.orders.values().flatMap((order) => {
    const status = credit.orders.get(`orders/${order.id}`)?.order.status;
    const decided = status === 'expired' ? 'held' : status;
    const isSame =
      decided === undefined || decided === 'undecided' || decided === decisionOf(order);
    return isSame || hasEnded(order)
      ? []
      : [`${order.number} is ${order.credit}, and credit says ${status}`];
  });
}

/** What an order has in part is held for the rest. */
function decisionOf({ credit }: Order): string {
  return credit === 'in_part' ? 'held' : credit;
}

/** Who is first in line for credit was told what is needed now, by the account as it is. */
function whatIsNeeded({ orders, credit }: System): readonly string[] {
  return credit.inLine().flatMap((account) =>
    account.queue.first.flatMap((waiting) => {
      const order = orders.orders.get(`orders/${waiting.order}`);
      const told = order?.holds.findLast(({ stands, code }) => stands && isCredit(code))?.reasons;
      const now = reasonsAgainst(account, waiting);
      const inWords = (reasons: readonly { readonly message: string }[]) =>
        reasons.map(({ message }) => message).join('; ');
      const isSame = !order || hasEnded(order) || (told && inWords(told) === inWords(now));
      return isSame ? [] : [`${waiting.number} was told ${told && inWords(told)}, ${inWords(now)}`];
    }),
  );
}

function isCredit(code: string): boolean {
  return code.startsWith('credit.');
}

/** A document counts as settled exactly while nothing of its item is open. */
function settledDocuments({ orders, receivables }: System): readonly string[] {
  const items = new Map(receivables.items.values().map((item) => [item.document, item]));
  return orders.orders.values().flatMap(({ number, documents }) =>
    Object.entries(documents).flatMap(([document, { settled }]) => {
      const open = items.get(document)?.open;
      return settled === (open === 0) ? [] : [`${number}: ${document} settled ${settled}, ${open}`];
    }),
  );
}

/** Every cancellation is answered. */
function openRequests({ orders }: System): readonly string[] {
  return orders.orders
    .values()
    .filter(({ requests }) => requests.length > 0)
    .map(({ number }) => `${number} waits for an answer about its cancellation`);
}

/** What is due for an invoice has one, and no shipment is on two. */
function shipmentsWithoutInvoice({ billing }: System): readonly string[] {
  const due = billing.orders.values().filter((order) => shipmentsDue(order).length > 0);
  const invoiced = billing.invoices.values().flatMap(({ invoice }) => invoice.shipments);
  const twice = invoiced.filter((shipment, index) => invoiced.indexOf(shipment) !== index);
  return [
    ...due.map(({ release }) => `a shipment of ${release?.number} is without an invoice`),
    ...twice.map((shipment) => `shipment ${shipment} is on two invoices`),
  ];
}

/** Nothing waits, nothing is parked. */
function leftovers({ services }: System): readonly string[] {
  return services.flatMap(({ source, room, lot }) => [
    ...room.waiters.values().map(({ fact, on }) => {
      return `${source}: ${fact.type} of ${fact.subject} waits for ${on.waitFor} of ${on.subject}`;
    }),
    ...lot.inOrder().map(({ fact, error }) => `${source}: ${fact.type} is parked: ${error}`),
  ]);
}

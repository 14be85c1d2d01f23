import type { Credit } from './credit-account.js';
import { changed, dueAfter, type CreditDocument, type DocumentChange } from './credit-document.js';
import { plus } from './exposure.js';
import { requeued } from './queue.js';
import { claimOf, moved, type LineMove, type Reservation } from './reservation.js';

/** What shipping, billing or receivables says: it has happened, so it is counted, never refused. */
export type Movement = {
  /** The order whose lines moved. */
  readonly order?: string | undefined;
  /** Currency of the documents; none where there are none. */
  readonly currency?: string | undefined;
  readonly lines: readonly LineMove[];
  readonly documents: readonly DocumentChange[];
};

/** After a reservation changed: what it counted is taken out, what it counts now is put in. */
export function withReservation(credit: Credit, after: Reservation): Credit {
  const { account, order: before } = credit;
  const was = claimOf(before);
  const is = claimOf(after);
  const exposure = plus(account.exposure, {
    openOrders: is.openOrders - was.openOrders,
    deliveredNotInvoiced: is.deliveredNotInvoiced - was.deliveredNotInvoiced,
  });
  const queue = requeued(account.queue, before, after);
  return { ...credit, account: { ...account, exposure, queue }, order: after };
}

/** After goods or money moved. */
export function withMovement(credit: Credit, movement: Movement): Credit {
  const { order, lines, documents } = movement;
  const after = order ? withReservation(credit, moved(credit.order, lines)) : credit;
  return documents.reduce(withDocument, after);
}

/** Documents are found by kind and number. */
export function documentKey({ kind, document }: Pick<CreditDocument, 'kind' | 'document'>): string {
  return `${kind}:${document}`;
}

function withDocument(credit: Credit, change: DocumentChange): Credit {
  const { account, documents } = credit;
  const before = documents.get(documentKey(change));
  const after = changed(before, change);
  const bucket = change.kind === 'payment' ? 'unapplied' : 'openItems';
  const exposure = plus(account.exposure, { [bucket]: change.amount });
  const due = dueAfter(account.due, before, after);
  return {
    ...credit,
    account: { ...account, exposure, due },
    documents: new Map(documents).set(documentKey(change), after),
  };
}

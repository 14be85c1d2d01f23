import type { EventOf } from '@o2c/contracts';
import { commandOf } from '@o2c/orders/domain/incoming';
import { PRODUCT, type Variant } from './variant.js';

const without = (guard: keyof Variant['guards']): Variant => {
  return { ...PRODUCT, guards: { ...PRODUCT.guards, [guard]: false } };
};

/** Cash counts as settling the whole document that it is applied to. */
const SETTLED_BY_CASH: Variant = {
  ...PRODUCT,
  heard: PRODUCT.heard.map((type) => (type === 'OpenItemClosed' ? 'PaymentApplied' : type)),
  commandOf: (fact) => {
    const { type, data } = fact as unknown as EventOf<'PaymentApplied'>;
    if (type !== 'PaymentApplied') return commandOf(fact);
    const { order, document } = data;
    if (order === undefined) return undefined;
    return { type: 'SettleDocument', order, document, settled: true };
  },
};

/** What was applied is announced, and booked, once more. */
const APPLIED_TWICE: Variant = {
  ...PRODUCT,
  receivables: {
    ...PRODUCT.receivables,
    decide: (rows, command) => {
      const decision = PRODUCT.receivables.decide(rows, command);
      if ('again' in decision || 'waitFor' in decision) return decision;
      const again = decision.filter(({ type }) => type === 'PaymentApplied');
      return [...decision, ...again];
    },
  },
};

/** Who waits hears of what is needed once, whatever happens meanwhile. */
const TOLD_ONCE: Variant = {
  ...PRODUCT,
  credit: {
    ...PRODUCT.credit,
    decide: (rows, command) => {
      return command.type === 'RestateHolds' ? [] : PRODUCT.credit.decide(rows, command);
    },
  },
};

/** Stock that is given back is promised once more instead. */
const WRONG_SIGN: Variant = {
  ...PRODUCT,
  inventory: {
    ...PRODUCT.inventory,
    evolve: (rows, fact) => {
      if (fact.type !== 'ReservationReleased') return PRODUCT.inventory.evolve(rows, fact);
      const { order, lines } = fact.data;
      const promised = lines.map((line) => ({ ...line, fromBackorder: false }));
      const wrong = { type: 'StockReserved' as const, data: { order, lines: promised } };
      return PRODUCT.inventory.evolve(rows, wrong);
    },
  },
};

/** A cancellation that overtakes its release is taken for one that asks for nothing. */
const FORGOTTEN_CANCEL: Variant = {
  ...PRODUCT,
  shipping: {
    ...PRODUCT.shipping,
    decide: (rows, command) => {
      const decision = PRODUCT.shipping.decide(rows, command);
      return command.type === 'DecideCancel' && 'waitFor' in decision ? [] : decision;
    },
  },
};

/** The bugs that a simulation has to find, by name. */
export const PLANTED_BUGS: Readonly<Record<string, Variant>> = {
  'no inbox': without('inbox'),
  'no parking of the subject': without('parksSubject'),
  'offset before commit': without('offsetAfterCommit'),
  'an older snapshot wins': without('newestWins'),
  'a payment applied twice': APPLIED_TWICE,
  'a sum that is needed told once': TOLD_ONCE,
  'wrong sign in a release': WRONG_SIGN,
  'status from the wrong event': SETTLED_BY_CASH,
  'a cancel forgotten that came first': FORGOTTEN_CANCEL,
};

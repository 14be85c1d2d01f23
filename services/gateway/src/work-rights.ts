import { type Scope, WORK_KINDS, type WorkKind } from '@o2c/contracts';

/** What can be done about a kind of work. */
type Rights = {
  /** One of these shows it, and so does each right to act on it. */
  readonly see: readonly Scope[];
  readonly act: readonly (readonly [action: string, scope: Scope])[];
};

const RIGHTS: { readonly [K in WorkKind]: Rights } = {
  hold: {
    see: ['orders:read'],
    act: [
      ['release', 'holds:decide'],
      ['reject', 'holds:decide'],
    ],
  },
  backorder: { see: ['stock:read', 'orders:read'], act: [['receive', 'stock:write']] },
  short_pick: {
    see: ['stock:read', 'orders:read'],
    act: [
      ['receive', 'stock:write'],
      ['adjust', 'stock:write'],
    ],
  },
  late_shipment: { see: ['shipments:read'], act: [['ship', 'shipments:write']] },
  unapplied_cash: {
    see: ['payments:read'],
    act: [
      ['apply', 'payments:write'],
      ['refund', 'payments:refund'],
    ],
  },
  short_payment: { see: ['open-items:read'], act: [['write_off', 'open-items:write-off']] },
  disputed_item: { see: ['open-items:read'], act: [['dispute', 'open-items:write']] },
  failed_email: { see: ['open-items:read'], act: [['send', 'reminders:write']] },
  parked_fact: {
    see: ['operations'],
    act: [
      ['replay', 'operations'],
      ['discard', 'operations'],
    ],
  },
};

/** The kinds of work that a key may read or act on. */
export function kindsFor(scopes: ReadonlySet<Scope>): readonly WorkKind[] {
  return WORK_KINDS.filter((kind) => {
    const { see, act } = RIGHTS[kind];
    return [...see, ...act.map(([, scope]) => scope)].some((scope) => scopes.has(scope));
  });
}

/** What a key may do about a kind of work. */
export function actionsFor(kind: WorkKind, scopes: ReadonlySet<Scope>): string[] {
  return RIGHTS[kind].act.filter(([, scope]) => scopes.has(scope)).map(([action]) => action);
}

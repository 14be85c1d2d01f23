import type { AnyEvent, Blocker } from '@o2c/contracts';
import { happenedAt } from './document-time.js';
import { factsOf, newestOf } from './told-facts.js';

/** The role of a fact from before roles were told. */
const DESK = 'order desk';

/**
 * Holds that nobody has decided about: each reason of credit's, and those of orders' own. What is
 * needed is what credit said last, `asOf` then: what a payment is worth to a limit that others want
 * too, it alone can say, and it says so anew when that has changed.
 */
export function holdBlockers(facts: readonly AnyEvent[]): readonly Blocker[] {
  return [...creditHold(facts), ...ownHolds(facts)];
}

function creditHold(facts: readonly AnyEvent[]): readonly Blocker[] {
  const decision = newestOf(factsOf(facts, 'CreditApproved', 'CreditHeld', 'CreditRejected'));
  if (decision?.type !== 'CreditHeld') return [];
  const { hold = decision.id, heldSince = decision.time, decidedAt, reasons } = decision.data;
  if (isDecided(facts, hold)) return [];
  return reasons.map(({ code, message, owner, needed, action = `Release by a ${owner}` }) => ({
    ...{ code, service: 'credit', event: 'CreditHeld', message, since: heldSince },
    ...{ asOf: decidedAt, owner, action, hold, link: `/v1/holds?order=${decision.data.order}` },
    ...(needed && { needed }),
  }));
}

function ownHolds(facts: readonly AnyEvent[]): readonly Blocker[] {
  const snapshots = factsOf(facts, 'OrderPlaced', 'OrderChanged', 'OrderCancelled');
  const newest = newestOf(snapshots);
  const holds = newest?.data.holds ?? [];
  const open = holds.filter(({ hold, code }) => !isCredit(code) && !isDecided(facts, hold));
  return open.flatMap(({ hold, reasons }) => {
    const naming = snapshots.filter(({ data }) => data.holds?.some((one) => one.hold === hold));
    const [since = ''] = naming.map(happenedAt).sort();
    return reasons.map(({ code, message, owner = DESK, needed, action }) => ({
      ...{ code, service: 'orders', event: newest?.type ?? 'OrderPlaced', message, since },
      ...{ asOf: newest?.time ?? since, owner, action: action ?? `Release by the ${owner}`, hold },
      ...(needed && { needed }),
      link: `/v1/holds?order=${newest?.data.order}`,
    }));
  });
}

/** A person has decided; what follows is on its way. */
function isDecided(facts: readonly AnyEvent[], hold: string): boolean {
  return factsOf(facts, 'HoldReleased', 'HoldRejected').some(({ data }) => data.hold === hold);
}

function isCredit(code: string): boolean {
  return code.startsWith('credit.');
}

import type { AnyEvent } from '@o2c/contracts';
import type { System } from '../system.js';

/** What must hold at any moment, quiet or not; answers what is broken, in words. */
export function brokenPromises(system: System): readonly string[] {
  return [...oversold(system), ...system.overLimit, ...overtaking(system), ...gaps(system)];
}

/** No stock is negative, and none is promised that is not there. */
function oversold({ inventory }: System): readonly string[] {
  return inventory.stocks.values().flatMap(({ sku, levels }) =>
    [...levels].flatMap(([warehouse, { onHand, reserved }]) => {
      const isFine = onHand >= 0 && reserved >= 0 && reserved <= onHand;
      return isFine ? [] : [`${sku} at ${warehouse}: ${reserved} promised of ${onHand}`];
    }),
  );
}

/** Facts of a parked subject wait behind it. */
function overtaking({ services }: System): readonly string[] {
  return services.flatMap(({ source, overtaking: facts }) => {
    return facts.map((fact) => `${source}: ${fact}`);
  });
}

/** A service's facts are numbered without a gap. */
function gaps({ services }: System): readonly string[] {
  return services.flatMap(({ source, outbox }) => {
    const isGap = ({ sequence }: AnyEvent, index: number) => sequence !== index + 1;
    return outbox.some(isGap) ? [`${source} has a gap in its facts`] : [];
  });
}

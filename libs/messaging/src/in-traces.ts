import { inSpan, withTraceparent } from '@o2c/runtime';
import type { AnyEvent } from '@o2c/contracts';

/** A span in the trace of each fact that has one: a batch belongs to many traces. */
export function inTraces<T>(facts: readonly AnyEvent[], work: () => Promise<T>): Promise<T> {
  const traced = facts.filter((fact) => fact.traceparent !== undefined);
  return traced.reduce(
    (inner, fact) => () =>
      withTraceparent(fact.traceparent, () =>
        inSpan(`handle ${fact.type}`, { fact: fact.id }, inner),
      ),
    work,
  )();
}

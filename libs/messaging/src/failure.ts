import { DomainError, type AnyEvent } from '@o2c/contracts';
import type { Outcome } from './aggregate.js';

/** Permanent failures are tried this often before the fact is parked. */
export const MAX_ATTEMPTS = 5;

/** The error in one line, for an operator; never a stack, never data of a customer. */
export function describe(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: 'error', message: String(error) };
  const code = (error as { code?: unknown }).code;
  return { code: typeof code === 'string' ? code : error.name, message: error.message };
}

/** Why a fact that the inbox may have forgotten is parked. */
export function tooOld(fact: AnyEvent): DomainError {
  return new DomainError('fact.stale', `${fact.type} of ${fact.time} is older than the inbox`);
}

/** A rule refused a fact: trying again does not help. */
export class Refused extends Error {
  constructor(readonly error: DomainError) {
    super(error.message);
  }
}

/** Ends a batch of which a rule refused a fact. */
export function throwRefused(outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) {
    if (outcome.status === 'refused') throw new Refused(outcome.error);
  }
}

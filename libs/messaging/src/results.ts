import { type DomainError, NotHeardYet, statusOf } from '@o2c/contracts';
import type { AnyFact, Outcome } from './aggregate.js';
import type { Done, Result } from './writes.js';
import type { Reply } from '@o2c/runtime';

/** The result of one command of many; `answer` is asked when it was carried out. */
export function resultOf<S, F extends AnyFact>(
  outcome: Outcome<S, F>,
  answer: (done: Done<S, F>) => Reply<object>,
): Result {
  if (outcome.status === 'done') {
    const { status, body } = answer(outcome);
    return { status, body };
  }
  const { code, message: detail, errors, details } = refusalOf(outcome);
  return { status: statusOf(code), problem: { ...details, code, detail, errors } };
}

/** Why a command was not carried out. */
export function refusalOf(outcome: Exclude<Outcome, { status: 'done' }>): DomainError {
  if (outcome.status === 'refused') return outcome.error;
  return new NotHeardYet(`${outcome.on.waitFor} of ${outcome.on.subject} is not known here yet`);
}

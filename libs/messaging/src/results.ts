import { statusOf } from '@o2c/contracts';
import type { AnyFact, Outcome } from './aggregate.js';
import type { Done, Result } from './writes.js';
import type { Reply } from '@o2c/runtime';

/** The result of one command of many; `answer` is asked when it was carried out. */
export function resultOf<S, F extends AnyFact>(
  outcome: Outcome<S, F>,
  answer: (done: Done<S, F>) => Reply<object>,
): Result {
  switch (outcome.status) {
    case 'done': {
      const { status, body } = answer(outcome);
      return { status, body };
    }
    case 'refused': {
      const { code, message: detail, errors, details } = outcome.error;
      return { status: statusOf(code), problem: { ...details, code, detail, errors } };
    }
    case 'waiting': {
      const detail = `${outcome.on.waitFor} of ${outcome.on.subject} is not known here yet`;
      return { status: 422, problem: { code: 'reference.unknown', detail, errors: [] } };
    }
  }
}

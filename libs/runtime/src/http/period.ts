import { DomainError } from '@o2c/contracts';

/**
 * Refuses a period that ends before it begins; `end` names the parameter of its end. Both are days,
 * or instants with their time zone. Throws DomainError `content.invalid`, 422.
 */
export function refuseBackwards(
  from: string | undefined,
  to: string | undefined,
  end = 'to',
): void {
  if (from === undefined || to === undefined || Date.parse(from) <= Date.parse(to)) return;
  const message = `${end} is before from: ${to} is before ${from}`;
  throw new DomainError('content.invalid', message, [
    { code: 'period.backwards', path: `/${end}`, message },
  ]);
}

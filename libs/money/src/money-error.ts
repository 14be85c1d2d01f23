/** An amount, quantity, price or currency that cannot be used; `faults` lists everything wrong. */
export class MoneyError extends Error {
  override readonly name = 'MoneyError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('; '));
  }
}

/** A payment as a bank statement has it. */
export type Payment = {
  readonly order: string;
  readonly customer: string;
  readonly amount: unknown;
  readonly valueDate: string;
  readonly reference: string;
};

/** Payments on a bank statement. */
const SIZE = 100;
/** A statement that does not fill up comes with what it has. */
const PATIENCE_MILLISECONDS = 1_000;

/** Gathers payments to bank statements. */
export class Statements {
  private payments: Payment[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (payments: readonly Payment[]) => void) {}

  /** A customer pays. */
  add(payment: Payment): void {
    this.payments.push(payment);
    if (this.payments.length >= SIZE) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), PATIENCE_MILLISECONDS);
  }

  /** Forgets what was not sent. */
  end(): void {
    clearTimeout(this.timer);
    this.payments = [];
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const payments = this.payments;
    this.payments = [];
    if (payments.length > 0) this.send(payments);
  }
}

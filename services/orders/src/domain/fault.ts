import type { FieldError } from '@o2c/contracts';
import { isCurrency, MoneyError } from '@o2c/money';

/** Gathers everything that is wrong with a request, so that its sender reads it in one answer. */
export class Faults {
  readonly found: FieldError[] = [];

  /** Notes a fault; `path` is the JSON pointer of the place in the request. */
  add(code: string, path: string, message: string): undefined {
    this.found.push({ code, path, message });
  }

  /** Notes the fault unless `holds`. */
  unless(holds: boolean, code: string, path: string, message: string): void {
    if (!holds) this.add(code, path, message);
  }

  /** The value that `read` makes; where it cannot, its words are noted and nothing comes back. */
  reading<T>(read: () => T, code: string, path: string): T | undefined {
    try {
      return read();
    } catch (error) {
      if (error instanceof MoneyError) return this.add(code, path, error.message);
      throw error;
    }
  }

  /** Notes a currency that is not one of ISO 4217. */
  currency(code: string, path: string): void {
    this.unless(isCurrency(code), 'currency.unknown', path, `${code} is not an ISO 4217 currency`);
  }
}

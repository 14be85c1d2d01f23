import { Audit, type AuditIdentity, type AuditSum, Database } from '@o2c/messaging';
import { readIdentities, readSums } from './audit.store.js';

/** What receivables answers for: open items agree with their documents, cash and ledger. */
export class ReceivablesAudit extends Audit {
  constructor(private readonly database: Database) {
    super();
  }

  sums(): Promise<readonly AuditSum[]> {
    return readSums(this.database);
  }

  identities(): Promise<readonly AuditIdentity[]> {
    return readIdentities(this.database);
  }
}

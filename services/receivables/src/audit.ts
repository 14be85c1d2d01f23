import { Audit, type AuditIdentity, type AuditSum, type Database } from '@o2c/messaging';
import { IDENTITIES, readIdentity, readSums } from './audit.store.js';

/** What receivables answers for: open items agree with their documents, cash and ledger. */
export class ReceivablesAudit extends Audit {
  constructor(private readonly database: Database) {
    super();
  }

  sums(): Promise<readonly AuditSum[]> {
    return readSums(this.database);
  }

  async identities(): Promise<readonly AuditIdentity[]> {
    const identities: AuditIdentity[] = [];
    for (const identity of IDENTITIES) {
      identities.push(...(await readIdentity(this.database, identity)));
    }
    return identities;
  }
}

import { type Audit, type Client, pause } from '@o2c/client';

/** Milliseconds after which facts that are still in flight are a fault. */
const PATIENCE = 120_000;

/** Waits until nothing is in flight; answers the audit as it is then, or after two minutes. */
export async function settledAudit(client: Client): Promise<Audit> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const audit = await client.get<Audit>('/v1/audit');
    if (audit.settled || performance.now() > end) return audit;
    await pause(200);
  }
}

/** The audit, row by row of a table. */
export function auditRows({ identities }: Audit): readonly (readonly string[])[] {
  const rows = identities.map(({ name, currency, left, right, ok }) => [
    ...[name, currency ?? '', left, right],
    ok === null ? 'in flight' : ok ? 'equal' : 'DIFFERENT',
  ]);
  return [['identity', '', 'left', 'right', ''], ...rows];
}

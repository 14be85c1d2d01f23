/** Permanent failures are tried this often before the fact is parked. */
export const MAX_ATTEMPTS = 5;

/** SQLSTATE classes that heal by themselves: connection, resources, operator, system, conflicts. */
const TRANSIENT_STATES = /^(08|53|57|58|40|55P03|25006)/;

const TRANSIENT_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Whether the same work may succeed later without anything being mended: never park for these. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: string }).code;
  if (code !== undefined) return TRANSIENT_CODES.has(code) || TRANSIENT_STATES.test(code);
  return /connection terminated|connect timeout|timeout exceeded|client has encountered/i.test(
    error.message,
  );
}

/** The error in one line, for an operator; never a stack, never data of a customer. */
export function describe(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: 'error', message: String(error) };
  const code = (error as { code?: unknown }).code;
  return { code: typeof code === 'string' ? code : error.name, message: error.message };
}

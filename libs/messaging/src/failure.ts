/** Permanent failures are tried this often before the fact is parked. */
export const MAX_ATTEMPTS = 5;

/** The error in one line, for an operator; never a stack, never data of a customer. */
export function describe(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: 'error', message: String(error) };
  const code = (error as { code?: unknown }).code;
  return { code: typeof code === 'string' ? code : error.name, message: error.message };
}

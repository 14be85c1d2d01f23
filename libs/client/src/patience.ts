/** Whether the same request may get another answer if it is sent once more. */
export function isWorthRetrying({ status }: Response, code: string | undefined): boolean {
  return status === 429 || status === 503 || code === 'idempotency.in_progress';
}

/** Milliseconds until the next try: what the server asks for, else longer from try to try. */
export function pauseBefore(attempt: number, retryAfter: string | null): number {
  const asked = Number(retryAfter ?? Number.NaN);
  if (asked >= 0) return Math.min(asked, LONGEST_SECONDS) * 1_000;
  return Math.min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_SECONDS * 1_000);
}

/** Waits so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const FIRST_PAUSE = 50;
const LONGEST_SECONDS = 5;

/** The state of every check, by name: `ok` or why it is not. */
export type HealthReport = { readonly ok: boolean; readonly checks: Record<string, string> };

export type CheckOptions = {
  /** Once this check fails, the process cannot recover and should be replaced. */
  readonly fatal?: boolean;
};

type Check = { readonly run: () => Promise<void>; readonly fatal: boolean };

/** What must hold before this process takes work. Each part of it adds its own checks. */
export class Health {
  private readonly checks = new Map<string, Check>();

  /** `check` resolves when all is well and throws the reason when it is not. */
  add(name: string, check: () => Promise<void>, { fatal = false }: CheckOptions = {}): void {
    this.checks.set(name, { run: check, fatal });
  }

  /** Whether work can be taken now. */
  ready(): Promise<HealthReport> {
    return this.report([...this.checks]);
  }

  /** Whether the process should go on living. */
  live(): Promise<HealthReport> {
    return this.report([...this.checks].filter(([, check]) => check.fatal));
  }

  private async report(checks: [string, Check][]): Promise<HealthReport> {
    const states = await Promise.all(
      checks.map(async ([name, check]) => [name, await stateOf(check)] as const),
    );
    return { ok: states.every(([, state]) => state === 'ok'), checks: Object.fromEntries(states) };
  }
}

/** A check that hangs is a check that fails. */
async function stateOf({ run }: Check): Promise<string> {
  const late = AbortSignal.timeout(2_000);
  const tooLate = new Promise<string>((resolve) => {
    late.addEventListener('abort', () => resolve('no answer within 2 s'));
  });
  const state = run().then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return Promise.race([state, tooLate]);
}

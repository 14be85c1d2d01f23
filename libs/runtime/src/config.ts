/** The environment of a process; only a service's own `config.ts` reads it and passes it in. */
export type Env = Readonly<Record<string, string | undefined>>;

/** One setting. Without `default` it is required; `default: undefined` makes it optional. */
export type ConfigField<T = unknown> = {
  /** Name of the environment variable. An empty value counts as absent. */
  readonly env: string;
  /** Reads the text; throws an Error that says what it must be ("must be a port …"). */
  readonly parse: (text: string) => T;
  readonly default?: unknown;
  /** The value of a secret is never repeated in a message. */
  readonly secret?: boolean;
};

/** What a table of fields yields. */
export type Config<F extends Record<string, ConfigField>> = {
  readonly [K in keyof F]: F[K] extends { default: infer D }
    ? ReturnType<F[K]['parse']> | D
    : ReturnType<F[K]['parse']>;
};

/** Every problem of the environment at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(['The configuration has problems:', ...problems.map((line) => `  ${line}`)].join('\n'));
  }
}

/** Reads a table of settings; throws ConfigError naming every missing or unreadable one. */
export function loadConfig<const F extends Record<string, ConfigField>>(
  fields: F,
  env: Env,
): Config<F> {
  const problems: string[] = [];
  const values = Object.entries(fields).map(([name, field]) => [name, read(field, env, problems)]);
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.fromEntries(values) as Config<F>;
}

/** Runs `load`; a ConfigError is printed and ends the process before it listens. */
export function exitOnConfigError<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

function read(field: ConfigField, env: Env, problems: string[]): unknown {
  const text = env[field.env]?.trim();
  if (text) return attempt(field, text, problems);
  if (!('default' in field)) problems.push(`${field.env} is required`);
  return field.default;
}

function attempt(field: ConfigField, text: string, problems: string[]): unknown {
  try {
    return field.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push(`${field.env} ${reason}${field.secret ? '' : `, not "${text}"`}`);
    return undefined;
  }
}

import type { LoggerService } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { pino, type Logger as Pino } from 'pino';
import { readable } from './readable-log.js';

/** A structured logger: `logger.info({ order }, 'order placed')`. */
export type Logger = Pino;

export type LogOptions = {
  readonly service: string;
  /** Lowest level written: trace, debug, info (default), warn, error, fatal, silent. */
  readonly level?: string | undefined;
  /** For people at a terminal instead of JSON lines. */
  readonly pretty?: boolean | undefined;
  /** Where the lines go; default stdout. */
  readonly out?: { write(line: string): unknown } | undefined;
};

/** JSON lines on stdout with the trace in progress; secrets never get into a line. */
export function createLogger({ service, level = 'info', pretty, out }: LogOptions): Logger {
  const to = out ?? pino.destination(1);
  const options = {
    level,
    base: { service },
    mixin: traceOfLine,
    redact: { paths: secrets, censor: '[secret]' },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  const lines = { write: (line: string) => void to.write(line) };
  return pino(options, pretty ? readable(lines) : lines);
}

/** Lets Nest write through a Logger. Its routine lines of the start are debug here. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }

  debug(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }

  verbose(message: unknown, context?: unknown): void {
    this.logger.trace({ context }, String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, stack?: unknown, context?: unknown): void {
    this.logger.error({ context, stack }, String(message));
  }

  fatal(message: unknown, stack?: unknown, context?: unknown): void {
    this.logger.fatal({ context, stack }, String(message));
  }
}

const secretNames = ['authorization', 'cookie', '["x-caller"]', 'password', 'secret', 'apiKey'];

const secrets = secretNames.flatMap((name) =>
  ['', '*', 'headers', 'req.headers'].map(
    (at) => (name.startsWith('[') || !at ? at : `${at}.`) + name,
  ),
);

function traceOfLine(): object {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}

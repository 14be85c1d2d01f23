export { AnyKey, Public, Requires } from './auth/access.js';
export { Authenticator, type RequestHeaders } from './auth/authenticator.js';
export { By, type Caller } from './auth/caller.js';
export { CALLER_HEADER, signCaller, SignedHeaderAuthenticator } from './auth/signed-header.js';
export { Clock, dayOf, isUuid, localDate, newId, newSecret } from './clock.js';
export {
  type Config,
  ConfigError,
  type ConfigField,
  type Env,
  exitOnConfigError,
  loadConfig,
} from './config.js';
export * from './config-values.js';
export { connect, type ConnectOptions } from './database/connect.js';
export { withClient } from './database/create-database.js';
export { databaseUrl } from './database/database-url.js';
export { isAway, isUnavailable } from './database/unavailable.js';
export { MoneyDto, MoneyField, QuantityField } from './fields/amount-fields.js';
export type { FieldOptions } from './fields/field.js';
export { ChoiceList, type ListOptions, ListOf, Nested, TextList } from './fields/nested-fields.js';
export {
  Choice,
  Flag,
  Int,
  type IntOptions,
  isStorable,
  isText,
  Text,
  type TextOptions,
  UuidField,
} from './fields/plain-fields.js';
export { DateField, InstantField, isInstant } from './fields/time-fields.js';
export { makeFolder } from './folder.js';
export { freePort, freePorts } from './free-ports.js';
export { type CheckOptions, Health, type HealthReport } from './health.js';
export { createHttp, type HttpOptions } from './http/create-http.js';
export { Idempotency, type IdempotencyKey } from './http/idempotency.js';
export { IdPipe } from './http/id-pipe.js';
export { IfMatch } from './http/if-match.js';
export { listen } from './http/listen.js';
export { buildOpenApi, describeApi, mergeOpenApi, serveDocs } from './http/openapi.js';
export {
  notOfAPage,
  Page,
  PositionPage,
  pageOf,
  type PageOf,
  type PageRequest,
} from './http/page.js';
export { refuseBackwards } from './http/period.js';
export type { Problem } from './http/problem.js';
export { problemAnswer } from './http/problem-filter.js';
export type { Reply } from './http/reply.js';
export { createLogger, type Logger, type LogOptions, NestLogger } from './logging.js';
export {
  type PostgresOptions,
  type RunningPostgres,
  startPostgres,
} from './postgres/start-postgres.js';
export { runMain, runUntilSignal } from './process.js';
export { RuntimeModule, type RuntimeParts } from './runtime.module.js';
export { StartError } from './start-error.js';
export { currentTraceparent, inSpan, type SpanAttributes, withTraceparent } from './telemetry.js';
export { startTelemetry, type Telemetry, type TelemetryOptions } from './telemetry-exporter.js';
export { missingForKafka } from './kafka/library.js';
export { startKafka, type KafkaServerOptions, type RunningKafka } from './kafka/server.js';

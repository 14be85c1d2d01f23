import { setTimeout as pause } from 'node:timers/promises';

export type Telemetry = { stop(): Promise<void> };

const PATIENCE_MS = 1_000;

export type TelemetryOptions = {
  readonly service: string;
  /** Address of an OTLP/HTTP collector, `http://collector:4318`. Absent: telemetry is off. */
  readonly endpoint?: string | undefined;
};

/** Starts sending traces; the SDK is not even loaded while no endpoint is configured. */
export async function startTelemetry({ service, endpoint }: TelemetryOptions): Promise<Telemetry> {
  if (!endpoint) return { stop: () => Promise.resolve() };
  const [sdk, otlp, resources] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const url = new URL('/v1/traces', endpoint).href;
  const exporter = new otlp.OTLPTraceExporter({ url, timeoutMillis: PATIENCE_MS });
  const provider = new sdk.NodeTracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  provider.register();
  return { stop: () => inTime(provider.shutdown()) };
}

/** The last spans are sent, but a collector that is away holds up nobody. */
async function inTime(shutdown: Promise<void>): Promise<void> {
  const unsent = shutdown.catch(() => undefined);
  await Promise.race([unsent, pause(PATIENCE_MS, undefined, { ref: false })]);
}

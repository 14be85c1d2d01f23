export type Telemetry = { stop(): Promise<void> };

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
  const exporter = new otlp.OTLPTraceExporter({ url: new URL('/v1/traces', endpoint).href });
  const provider = new sdk.NodeTracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  provider.register();
  return { stop: () => provider.shutdown() };
}

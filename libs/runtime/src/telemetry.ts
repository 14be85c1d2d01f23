import { context, propagation, type Span, SpanStatusCode, trace } from '@opentelemetry/api';

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** Runs `fn` in a span of its own; an error is recorded on it and thrown on. Free when off. */
export function inSpan<T>(
  name: string,
  attributes: SpanAttributes,
  fn: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer().startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await fn(span);
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** W3C `traceparent` of the span in progress, to be sent along; undefined when telemetry is off. */
export function currentTraceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** Runs `fn` as part of the trace that a message or request brought with it. */
export function withTraceparent<T>(traceparent: string | undefined, fn: () => T): T {
  if (traceparent === undefined) return fn();
  return context.with(propagation.extract(context.active(), { traceparent }), fn);
}

/** The product's tracer; it does nothing until `startTelemetry`. */
export function tracer(): ReturnType<typeof trace.getTracer> {
  return trace.getTracer('order-to-cash');
}

/** Marks a span as failed. */
export function fail(span: Span, error: unknown): void {
  span.recordException(error instanceof Error ? error : String(error));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** How this gateway is run. */
export abstract class GatewaySettings {
  /** Signs what the gateway tells the services behind it about the caller. */
  abstract readonly internalSecret: string;
  /** Requests a second for each API key that is limited. */
  abstract readonly requestsPerSecond: number;
  /** The first API key, instead of one made and printed at the first start. */
  abstract readonly bootstrapKey: string | undefined;
  /** Requests at work at once; more are shed with 503. */
  abstract readonly maxConcurrentRequests: number;
}

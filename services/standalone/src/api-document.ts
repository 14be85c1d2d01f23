import { AnalyticsModule } from '@o2c/analytics';
import { BillingModule } from '@o2c/billing';
import { CreditModule } from '@o2c/credit';
import { GatewayModule } from '@o2c/gateway';
import { InventoryModule } from '@o2c/inventory';
import { InProcessBus, moduleOn } from '@o2c/messaging';
import { OrdersModule } from '@o2c/orders';
import { ReceivablesModule } from '@o2c/receivables';
import { Clock, createLogger, describeApi, Health } from '@o2c/runtime';
import { ShippingModule } from '@o2c/shipping';

/** All services, as the standalone process runs them. */
export const SERVICES = [
  OrdersModule,
  CreditModule,
  InventoryModule,
  ShippingModule,
  BillingModule,
  ReceivablesModule,
  AnalyticsModule,
];

/** The OpenAPI document of the whole API as text, read from the code: nothing is started. */
export async function apiDocument(): Promise<string> {
  const logger = createLogger({ service: 'api-document', level: 'fatal' });
  const settings = {
    internalSecret: '',
    requestsPerSecond: 1,
    bootstrapKey: undefined,
    maxConcurrentRequests: 1,
  };
  const platform = {
    clock: new Clock(false),
    logger,
    health: new Health(),
    bus: new InProcessBus(logger),
    maxConnections: 1,
    databaseUrl: () => '',
  };
  const gateway = GatewayModule.with({ settings, testClock: false });
  const document = await describeApi('Order to cash', moduleOn(platform, gateway, ...SERVICES));
  return `${JSON.stringify(document, undefined, 1)}\n`;
}

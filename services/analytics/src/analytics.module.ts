import { Module } from '@nestjs/common';
import { ServiceModule } from '@o2c/messaging';
import { BlockersController } from './blockers/blockers.controller.js';
import { ExpectedStocks } from './blockers/expected-stock.store.js';
import { CustomerTimelineController } from './customer-timeline/customer-timeline.controller.js';
import { CustomerTimelines } from './customer-timeline/customer-timeline.store.js';
import { FactLog } from './fact-log.store.js';
import { FactsConsumer } from './facts.consumer.js';
import { FactsController } from './facts.controller.js';
import { KpiController } from './kpis/kpi.controller.js';
import { KpiFactLog } from './kpis/kpi-facts.store.js';
import { KpiTables } from './kpis/kpi.store.js';
import { Facts1732300000000 } from './migrations/facts.js';
import { DocumentTimes1732450000000 } from './migrations/document-times.js';
import { ReadTables1732400000000 } from './migrations/read-tables.js';
import { WorkTables1732500000000 } from './migrations/work-tables.js';
import { OrderStories1732600000000 } from './migrations/order-stories.js';
import { HoldsThatStand1732800000000 } from './migrations/holds-that-stand.js';
import { StepsInPlace1732900000000 } from './migrations/steps-in-place.js';
import { RestatedHolds1733000000000 } from './migrations/restated-holds.js';
import { CustomerFacts1733100000000 } from './migrations/customer-facts.js';
import { ExpectedStock1733200000000 } from './migrations/expected-stock.js';
import { Parties } from './party.store.js';
import { MapOrders } from './process-map/map-orders.store.js';
import { ProcessMapController } from './process-map/process-map.controller.js';
import { ProcessMaps } from './process-map/process-map.store.js';
import { Stories } from './process-map/stories.store.js';
import { RebuildJob } from './read-tables/rebuild.job.js';
import { Rebuild } from './read-tables/rebuild.store.js';
import { FactTail } from './stream/fact-tail.js';
import { StreamController } from './stream/stream.controller.js';
import { WorkController } from './work/work.controller.js';
import { WorkTables } from './work/work.store.js';

/** Keeps every fact, and answers from them. */
@Module({
  imports: [
    ServiceModule.for({
      name: 'analytics',
      migrations: [
        Facts1732300000000,
        ReadTables1732400000000,
        DocumentTimes1732450000000,
        WorkTables1732500000000,
        OrderStories1732600000000,
        HoldsThatStand1732800000000,
        StepsInPlace1732900000000,
        RestatedHolds1733000000000,
        CustomerFacts1733100000000,
        ExpectedStock1733200000000,
      ],
    }),
  ],
  controllers: [
    BlockersController,
    CustomerTimelineController,
    FactsController,
    KpiController,
    ProcessMapController,
    StreamController,
    WorkController,
  ],
  providers: [
    CustomerTimelines,
    ExpectedStocks,
    FactLog,
    FactTail,
    FactsConsumer,
    KpiFactLog,
    KpiTables,
    MapOrders,
    Parties,
    ProcessMaps,
    Rebuild,
    RebuildJob,
    Stories,
    WorkTables,
  ],
})
export class AnalyticsModule {}

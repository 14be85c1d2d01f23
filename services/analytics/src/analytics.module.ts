import { Module } from '@nestjs/common';
import { ServiceModule } from '@o2c/messaging';
import { FactLog } from './fact-log.store.js';
import { FactsConsumer } from './facts.consumer.js';
import { FactsController } from './facts.controller.js';
import { KpiController } from './kpis/kpi.controller.js';
import { KpiTables } from './kpis/kpi.store.js';
import { Facts1732300000000 } from './migrations/facts.js';
import { DocumentTimes1732450000000 } from './migrations/document-times.js';
import { ReadTables1732400000000 } from './migrations/read-tables.js';
import { Parties } from './party.store.js';
import { ProcessMapController } from './process-map/process-map.controller.js';
import { ProcessMaps } from './process-map/process-map.store.js';
import { RebuildJob } from './read-tables/rebuild.job.js';
import { Rebuild } from './read-tables/rebuild.store.js';

/** Keeps every fact, and answers from them. */
@Module({
  imports: [
    ServiceModule.for({
      name: 'analytics',
      migrations: [Facts1732300000000, ReadTables1732400000000, DocumentTimes1732450000000],
    }),
  ],
  controllers: [FactsController, KpiController, ProcessMapController],
  providers: [FactLog, FactsConsumer, KpiTables, Parties, ProcessMaps, Rebuild, RebuildJob],
})
export class AnalyticsModule {}

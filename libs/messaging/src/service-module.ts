import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type Type,
} from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import type { Source } from '@o2c/contracts';
import { connect } from '@o2c/runtime';
import { DataSource, type QueryRunner } from 'typeorm';
import { Audit } from './audit.js';
import { crashAt } from './crash-points.js';
import { Database } from './database.js';
import { MESSAGING_MIGRATIONS, MessagingTables1700000000000 } from './messaging-tables.js';
import { MicroBatches } from './micro-batches.js';
import { operationsController } from './operations.controller.js';
import { parkedController } from './parked.controller.js';
import { PgDatabase } from './pg-database.js';
import { Platform } from './platform.js';
import { ServiceHost } from './service-host.js';
import { Writes } from './writes.js';

/** Services by name; analytics and gateway publish nothing. */
export type ServiceName = Source | 'analytics' | 'gateway';

/** What a service brings. */
export type ServiceDefinition = {
  readonly name: ServiceName;
  /** TypeORM migration classes of the service's own tables, oldest first. */
  readonly migrations: readonly Type[];
  /** What the service answers to an audit; its constructor takes `Database` only. */
  readonly audit?: Type<Audit>;
};

/** Says nothing to an audit: the service owns no amounts. */
class NoAudit extends Audit {
  sums = () => Promise.resolve([]);
  identities = () => Promise.resolve([]);
}

/**
 * Everything between a service's business code and its database and bus: provides `Database` and
 * `Writes`, finds the handlers `@On`, `@FollowUp` and `@Every` of the importing module's
 * providers, and serves `/internal/<name>/…` for audit, parked facts and the test clock.
 */
@Module({})
export class ServiceModule
  implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown
{
  constructor(
    @Inject(ServiceHost) private readonly host: ServiceHost,
    @Inject(DataSource) private readonly dataSource: DataSource,
  ) {}

  static for(definition: ServiceDefinition): DynamicModule {
    return {
      module: ServiceModule,
      imports: [DiscoveryModule],
      controllers: [operationsController(definition.name), parkedController(definition.name)],
      providers: [
        {
          provide: DataSource,
          inject: [Platform],
          useFactory: (platform: Platform) => open(definition, platform),
        },
        {
          provide: PgDatabase,
          inject: [DataSource, Platform],
          useFactory: (source: DataSource, platform: Platform) =>
            PgDatabase.on(source, sourceOf(definition.name), platform.clock),
        },
        { provide: Database, useExisting: PgDatabase },
        {
          provide: Writes,
          inject: [PgDatabase],
          useFactory: (database: PgDatabase) => new MicroBatches(database),
        },
        {
          provide: Audit,
          inject: [Database],
          useFactory: (database: Database) => new (definition.audit ?? NoAudit)(database),
        },
        {
          provide: ServiceHost,
          inject: [PgDatabase, Platform, DiscoveryService],
          useFactory: (database: PgDatabase, platform: Platform, discovery: DiscoveryService) =>
            new ServiceHost(definition.name, database, platform, discovery),
        },
      ],
      exports: [Database, Writes, ServiceHost],
    };
  }

  onApplicationBootstrap(): void {
    this.host.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.host.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

function open({ name, migrations }: ServiceDefinition, platform: Platform): Promise<DataSource> {
  return connect({
    name,
    url: platform.databaseUrl(name),
    migrations: [...deliveryMigrations(name), ...migrations],
    maxConnections: platform.maxConnections,
    statementTimeoutMs: platform.statementTimeoutMs,
  });
}

/** In the middle of the first of them a test can make the service die. */
function deliveryMigrations(name: ServiceName): readonly Type[] {
  class FirstTables extends MessagingTables1700000000000 {
    override async up(runner: QueryRunner): Promise<void> {
      await super.up(runner);
      crashAt('in-migration', name);
    }
  }
  return MESSAGING_MIGRATIONS.map((each) =>
    each === MessagingTables1700000000000 ? FirstTables : each,
  );
}

function sourceOf(name: ServiceName): Source | undefined {
  return name === 'analytics' || name === 'gateway' ? undefined : name;
}

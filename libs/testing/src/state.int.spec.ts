import { Module } from '@nestjs/common';
import { ServiceModule } from '@o2c/messaging';
import { Meeting } from './meeting.js';
import { startService, type TestService } from './start-service.js';
import { keepAsIs } from './state.js';

@Module({ imports: [ServiceModule.for({ name: 'credit', migrations: [] })] })
class TablesModule {}

describe('A database that is put back', () => {
  let service: TestService;
  beforeAll(async () => (service = await startService(TablesModule)));
  afterAll(() => service.stop());

  it('is so although somebody who reads it waits with us in a circle', async () => {
    const { database } = service;
    const empty = await keepAsIs(database);
    await database.read(`INSERT INTO cursors (source, position) VALUES ('orders', 1)`);
    const holds = Promise.withResolvers<void>();
    const meeting = new Meeting(database);
    // Tables are emptied from A to Z, and read as a question names them.
    const reader = database.transaction(async (tx) => {
      await tx.query('SELECT FROM waiting');
      holds.resolve();
      await meeting.meet();
      await tx.query('SELECT FROM cursors');
    });
    await holds.promise;
    await Promise.all([empty(), reader.catch(() => {})]);
    expect(await database.read('SELECT FROM cursors')).toEqual([]);
  });
});

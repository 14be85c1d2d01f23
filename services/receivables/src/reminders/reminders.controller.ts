import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import { Database, Writes } from '@o2c/messaging';
import {
  By,
  type Caller,
  Clock,
  Idempotency,
  type IdempotencyKey,
  IdPipe,
  newId,
  Page,
  pageOf,
  type PageRequest,
  type Reply,
  Requires,
} from '@o2c/runtime';
import { readSeller } from '../parties.store.js';
import { preview, readRuns, remind } from './reminder.store.js';
import {
  letterView,
  ReminderRunPage,
  ReminderRunQuery,
  ReminderRunRequest,
  ReminderRunView,
  runView,
} from './reminders.dto.js';

/** Reminders by command; the daily job makes runs of its own. */
@ApiTags('reminders')
@Controller('v1/reminder-runs')
export class RemindersController {
  constructor(
    private readonly writes: Writes,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Requires('reminders:write')
  @ApiOperation({ summary: 'Remind of all that is due for a level, or show what that would be' })
  @ApiCreatedResponse({ type: ReminderRunView })
  run(
    @Body() body: ReminderRunRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    return this.writes.transact({ caller, idempotency }, async (tx) => {
      const seller = await readSeller(tx, body.seller);
      const id = newId(this.clock);
      const { asOf = this.clock.today(seller.timeZone) } = body;
      const run = { run: id, seller: seller.id, asOf, by: caller.actor };
      const isPreview = body.preview === true;
      const letters = isPreview
        ? await preview(tx, run)
        : await remind(tx, run, () => newId(this.clock));
      const reminders = letters.map(letterView);
      return {
        status: 201,
        body: {
          id,
          seller: seller.id,
          asOf,
          preview: isPreview,
          startedBy: caller.actor,
          reminders,
        },
      };
    });
  }

  @Get()
  @Requires('open-items:read')
  @ApiOperation({ summary: 'List runs with their letters' })
  @ApiOkResponse({ type: ReminderRunPage })
  async list(
    @Query() query: ReminderRunQuery,
    @Page() page: PageRequest,
  ): Promise<ReminderRunPage> {
    const runs = await readRuns(
      this.database,
      [
        ['seller = ?::uuid', query.seller],
        ['as_of_on = ?::date', query.asOf],
      ],
      page,
    );
    return pageOf(runs.map(runView), page.limit, ({ id }) => id);
  }

  @Get(':id')
  @Requires('open-items:read')
  @ApiOperation({ summary: 'One run and how far its e-mails got' })
  @ApiOkResponse({ type: ReminderRunView })
  async read(@Param('id', IdPipe) id: string): Promise<ReminderRunView> {
    const [run] = await readRuns(this.database, [['id = ?::uuid', id]], { limit: 1 });
    if (run) return runView(run);
    throw new DomainError('reminder_run.unknown', `Reminder run ${id} is not known`);
  }
}

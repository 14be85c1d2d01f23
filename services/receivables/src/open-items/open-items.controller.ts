import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import { Database, type RequestContext, type Rows, Writes } from '@o2c/messaging';
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
import { BatchReply } from '../batch.dto.js';
import { NO_PARTIES } from '../domain/faults.js';
import type { LoadItem } from '../domain/open-document.js';
import { nameOf } from '../domain/reference.js';
import type { Command } from '../domain/receivables.js';
import { itemIn, type Row } from '../domain/rows.js';
import { checkHistory } from '../history.js';
import { findCustomerId, readToday } from '../parties.store.js';
import { receivables } from '../receivables.store.js';
import { readItems } from './open-item.store.js';
import {
  ApplyCreditRequest,
  DisputeRequest,
  OpenItemBatchRequest,
  OpenItemPage,
  OpenItemQuery,
  OpenItemRequest,
  OpenItemView,
  openItemView,
  WriteOffRequest,
} from './open-items.dto.js';

/** What customers owe: items loaded, disputed, written off and listed. */
@ApiTags('open items')
@Controller('v1/open-items')
export class OpenItemsController {
  constructor(
    private readonly writes: Writes,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Requires('open-items:write')
  @ApiOperation({ summary: 'Load a document of another system' })
  @ApiCreatedResponse({ type: OpenItemView })
  load(
    @Body() body: OpenItemRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    checkHistory(caller, [body]);
    const command = this.commandOf(body);
    return this.run({ caller, idempotency }, command, command.id, 201);
  }

  @Post('batch')
  @HttpCode(200)
  @Requires('open-items:write')
  @ApiOperation({ summary: 'Load up to 500 documents; each is answered on its own' })
  @ApiOkResponse({ type: BatchReply })
  async loadMany(
    @Body() body: OpenItemBatchRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    checkHistory(caller, body.openItems);
    const commands = body.openItems.map((item) => this.commandOf(item));
    const viewOf = await this.viewer();
    return this.writes.runAll({ caller, idempotency }, receivables, commands, (done, { id }) => {
      return { status: 201, body: viewOf(done, id) };
    });
  }

  @Get()
  @Requires('open-items:read')
  @ApiOperation({ summary: 'List items, as they are now or as of a date' })
  @ApiOkResponse({ type: OpenItemPage })
  async list(@Query() query: OpenItemQuery, @Page() page: PageRequest): Promise<OpenItemPage> {
    const customer = await findCustomerId(this.database, query.customer);
    const items = await readItems(
      this.database,
      query,
      [
        ['customer = ?::uuid', customer],
        ['kind = ?', query.kind],
        ['currency = ?', query.currency],
        ['document_name = ?', query.document && nameOf(query.document)],
        ['order_id = ?::uuid', query.order],
        ['seller = ?::uuid', query.seller],
      ],
      page,
    );
    const todayOf = await readToday(this.database, this.clock);
    return pageOf(
      items.map((item) => openItemView(item, query.asOf ?? todayOf(item.seller))),
      page.limit,
      ({ id }) => id,
    );
  }

  @Get(':id')
  @Requires('open-items:read')
  @ApiOperation({ summary: 'One item' })
  @ApiOkResponse({ type: OpenItemView })
  async read(@Param('id', IdPipe) id: string): Promise<OpenItemView> {
    const [item] = await readItems(this.database, {}, [['id = ?::uuid', id]], { limit: 1 });
    const todayOf = await readToday(this.database, this.clock);
    if (item) return openItemView(item, todayOf(item.seller));
    throw new DomainError('open_item.unknown', `Open item ${id} is not known`);
  }

  @Patch(':id')
  @Requires('open-items:write')
  @ApiOperation({ summary: 'Say how much of an item is disputed' })
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'the ETag that the change is made on',
  })
  @ApiOkResponse({ type: OpenItemView })
  dispute(
    @Param('id', IdPipe) item: string,
    @Body() { disputed, reason }: DisputeRequest,
    @By() caller: Caller,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Reply<unknown>> {
    const version = ifMatch === undefined ? undefined : versionIn(ifMatch);
    const command = { type: 'DisputeItem', item, disputed, reason, version } as const;
    return this.run({ caller }, command, item);
  }

  @Post(':id/write-off')
  @HttpCode(200)
  @Requires('open-items:write-off')
  @ApiOperation({ summary: 'Write off what will not be collected; above 100.00 needs admin' })
  @ApiOkResponse({ type: OpenItemView })
  writeOff(
    @Param('id', IdPipe) item: string,
    @Body() { amount, reason }: WriteOffRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const unlimited = caller.scopes.has('admin');
    const found = { today: '' };
    const command = { type: 'WriteOffItem', item, amount, reason, unlimited, found } as const;
    return this.run({ caller, idempotency }, command, item);
  }

  @Post(':id/apply')
  @HttpCode(200)
  @Requires('open-items:write')
  @ApiOperation({ summary: 'Settle invoices with an open credit note, all of them or none' })
  @ApiOkResponse({ type: OpenItemView })
  applyCredit(
    @Param('id', IdPipe) credit: string,
    @Body() { items }: ApplyCreditRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const found = { items: [], today: '' };
    const command = { type: 'ApplyCredit', credit, items, found } as const;
    return this.run({ caller, idempotency }, command, credit);
  }

  private async run(
    context: RequestContext,
    command: Command,
    item: string,
    status = 200,
  ): Promise<Reply<unknown>> {
    const viewOf = await this.viewer();
    return this.writes.run(context, receivables, command, (done) => ({
      status,
      body: viewOf(done, item),
    }));
  }

  private async viewer() {
    const todayOf = await readToday(this.database, this.clock);
    return ({ rows }: { readonly rows: Rows<Row> }, id = ''): OpenItemView => {
      const item = itemIn(rows, id);
      if (!item) throw new Error(`item ${id} was not loaded`);
      return openItemView(item, todayOf(item.seller));
    };
  }

  private commandOf({ history = false, dueDate, ...request }: OpenItemRequest): LoadItem {
    return {
      type: 'LoadItem',
      id: newId(this.clock),
      ...request,
      dueDate: dueDate ?? request.documentDate,
      history,
      found: { ...NO_PARTIES, payments: [] },
    };
  }
}

/** The version inside an ETag; what is none of ours cannot be the current one. */
function versionIn(etag: string): number {
  return Number(/^(?:W\/)?"?(\d{1,9})"?$/.exec(etag.trim())?.[1] ?? -1);
}

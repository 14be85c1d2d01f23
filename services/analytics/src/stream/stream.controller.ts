import { Controller, Get, Headers, Query, StreamableFile } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { DomainError, type EventType, isEventType } from '@o2c/contracts';
import { AnyKey, By, type Caller } from '@o2c/runtime';
import { maySee } from '../domain/fact-scope.js';
import { FactLog, type LoggedFact } from '../fact-log.store.js';
import { FactStream } from './fact-stream.js';
import { FactTail } from './fact-tail.js';
import { StreamedFactDto, StreamQuery } from './stream.dto.js';

/** Facts as they happen. */
@ApiTags('analytics')
@ApiExtraModels(StreamedFactDto)
@Controller('v1/stream')
export class StreamController {
  constructor(
    private readonly log: FactLog,
    private readonly tail: FactTail,
  ) {}

  @Get()
  @AnyKey()
  @ApiOperation({
    summary: 'Facts as they happen, as server-sent events',
    description:
      'A key sees a fact, whole, when it has `analytics:read` or the right to read what the fact ' +
      'is about: `orders:read`, `stock:read`, `invoices:read`, `open-items:read` and so on. ' +
      'Without `Last-Event-ID` or `position` it begins now. A stream ends with the event `end` ' +
      'after a minute at most; an EventSource comes again by itself and misses nothing. The ' +
      'event `reset` says that the position is unknown here: all has to be read anew.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'position to go on after' })
  @ApiOkResponse({
    description: '`id`: position in the log, `event`: type of the fact, `data`: StreamedFactDto',
    content: { 'text/event-stream': { schema: { $ref: getSchemaPath(StreamedFactDto) } } },
  })
  async stream(
    @Query() query: StreamQuery,
    @Headers('last-event-id') lastId: string | undefined,
    @By() { scopes }: Caller,
  ): Promise<StreamableFile> {
    const types = typesIn(query.types);
    const order = query.order === undefined ? undefined : await this.orderOf(query.order);
    const head = await this.log.head();
    const asked = positionIn(lastId) ?? query.position ?? head;
    const wants = (fact: LoggedFact) =>
      maySee(scopes, fact.type as EventType) &&
      (types === undefined || types.has(fact.type)) &&
      (order === undefined || fact.data.order === order);
    const question = { position: Math.min(asked, head), isReset: asked > head, wants };
    return new StreamableFile(new FactStream(this.tail, question), { type: 'text/event-stream' });
  }

  private async orderOf(name: string): Promise<string> {
    const order = await this.log.orderId(name);
    if (order === undefined) throw new DomainError('order.unknown', `No order ${name}`);
    return order.toLowerCase();
  }
}

function typesIn(list: string | undefined): ReadonlySet<string> | undefined {
  if (list === undefined) return undefined;
  const types = list.split(',');
  const unknown = types.filter((type) => !isEventType(type));
  if (unknown.length === 0) return new Set(types);
  const message = `There are no facts of type ${unknown.join(', ')}`;
  throw new DomainError('content.invalid', message, [
    { code: 'event.unknown', path: '/types', message },
  ]);
}

function positionIn(lastId: string | undefined): number | undefined {
  if (lastId === undefined || lastId === '') return undefined;
  if (/^\d{1,15}$/.test(lastId)) return Number(lastId);
  throw new DomainError('page.invalid', 'Last-Event-ID must be the id of an event of this stream');
}

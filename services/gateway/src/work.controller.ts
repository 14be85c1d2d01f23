import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  DomainError,
  type WorkAnswer,
  type WorkItem,
  type WorkPlace,
  type WorkQuestion,
} from '@o2c/contracts';
import { AnyKey, By, Page, pageOf, type Caller, type PageRequest } from '@o2c/runtime';
import { parkedFacts } from './parked-facts.js';
import { inOwnName, Peers } from './peers.js';
import { joined, parkedItem, placeOf } from './work.js';
import { WorkPageDto, WorkQuery } from './work.dto.js';
import { actionsFor, kindsFor } from './work-rights.js';

/** Everything that waits for a person, in one list. */
@ApiTags('analytics')
@Controller('v1/work')
export class WorkController {
  constructor(private readonly peers: Peers) {}

  @Get()
  @AnyKey()
  @ApiOperation({
    summary: 'Everything that waits for a person',
    description: 'Shows the kinds of work that the key may read or act on, and no others.',
  })
  @ApiOkResponse({ type: WorkPageDto })
  async work(
    @Query() { kind, owner, customer, sort = 'age' }: WorkQuery,
    @Page() { after, limit }: PageRequest,
    @By() caller: Caller,
  ): Promise<WorkPageDto> {
    const kinds = kindsFor(caller.scopes);
    if (kind !== undefined && !kinds.includes(kind)) {
      throw new DomainError('auth.forbidden', `This key has no right to work of kind ${kind}`);
    }
    const place = after === undefined ? undefined : placeIn(after);
    const question = { kinds, kind, sort, after: place, limit: limit + 1, owner, customer };
    const { items, counts } = await this.ask(question, caller);
    const page = pageOf(items, limit, (item) => JSON.stringify(placeOf(item, sort)));
    const actions = (item: WorkItem) => actionsFor(item.kind, caller.scopes);
    return {
      ...{ next: page.next, counts },
      items: page.items.map((item) => ({ ...item, actions: actions(item) })),
    };
  }

  private async ask(question: WorkQuestion, caller: Caller): Promise<WorkAnswer> {
    const answer = await this.peers.ask<WorkAnswer>({
      ...{ service: 'analytics', method: 'POST', path: 'work', caller: inOwnName(caller) },
      body: { question },
    });
    const { kinds } = question;
    const parked = kinds.includes('parked_fact') ? await parkedFacts(this.peers, caller) : [];
    const letters = kinds.includes('failed_email') ? await this.failedLetters(caller) : [];
    return joined(answer, [...parked.map(parkedItem), ...letters], question);
  }

  private failedLetters(caller: Caller): Promise<readonly WorkItem[]> {
    const path = 'failed-letters';
    const asker = inOwnName(caller);
    return this.peers.ask({ service: 'receivables', method: 'GET', path, caller: asker });
  }
}

function placeIn(cursor: string): WorkPlace {
  const place = parsed(cursor) as WorkPlace | null;
  if (place && isPlace(place)) return place;
  throw new DomainError('page.invalid', 'after must be `next` of the page before');
}

function isPlace({ currency, minor, since, id }: WorkPlace): boolean {
  const isDated = typeof since === 'string' && !Number.isNaN(Date.parse(since));
  const hasAmount = typeof currency === 'string' && Number.isSafeInteger(minor);
  return isDated && typeof id === 'string' && (hasAmount || (currency ?? minor) === null);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

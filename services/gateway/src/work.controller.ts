import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  DomainError,
  type WorkAnswer,
  type WorkItem,
  type WorkKind,
  type WorkPlace,
  type WorkQuestion,
} from '@o2c/contracts';
import type { ServiceName } from '@o2c/messaging';
import {
  AnyKey,
  By,
  isInstant,
  isText,
  notOfAPage,
  Page,
  pageOf,
  type Caller,
  type PageRequest,
} from '@o2c/runtime';
import { inOwnName, Peers, SERVICES } from './peers.js';
import { joined, placeOf } from './work.js';
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

  /** Each keeper of work answers a page of its own and its counts, of which this one is made. */
  private async ask(question: WorkQuestion, caller: Caller): Promise<WorkAnswer> {
    const asker = inOwnName(caller);
    const answers = await Promise.all(
      keepersOf(question.kinds).map((keeper) =>
        this.peers.ask<WorkAnswer>({
          ...keeper,
          ...{ method: 'POST', caller: asker, body: { question } },
        }),
      ),
    );
    return joined(answers, question);
  }
}

type Keeper = { readonly service: ServiceName; readonly path: string };

/** Who keeps work of these kinds, and where it is asked for. */
function keepersOf(kinds: readonly WorkKind[]): readonly Keeper[] {
  const keepers: Keeper[] = [{ service: 'analytics', path: 'work' }];
  if (kinds.includes('failed_email')) {
    keepers.push({ service: 'receivables', path: 'failed-letters' });
  }
  if (kinds.includes('parked_fact')) {
    keepers.push(...SERVICES.map((service) => ({ service, path: 'parked-work' })));
  }
  return keepers;
}

function placeIn(cursor: string): WorkPlace {
  const place = parsed(cursor) as WorkPlace | null;
  if (place && isPlace(place)) return place;
  throw notOfAPage();
}

function isPlace({ currency, minor, since, id }: WorkPlace): boolean {
  const hasAmount = typeof currency === 'string' && Number.isSafeInteger(minor);
  return isInstant(since) && isText(id, 1, 1_000) && (hasAmount || (currency ?? minor) === null);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

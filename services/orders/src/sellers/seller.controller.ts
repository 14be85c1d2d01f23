import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database, Writes } from '@o2c/messaging';
import {
  By,
  type Caller,
  Clock,
  Idempotency,
  type IdempotencyKey,
  IfMatch,
  newId,
  Page,
  type PageOf,
  type PageRequest,
  type Reply,
  Requires,
} from '@o2c/runtime';
import { type Seller, sellerKind } from '../domain/seller.js';
import { type Master, masterNamed, masterOf, masterPage, sellers } from '../master-data.store.js';
import { given } from '../request.js';
import { SellerChange, SellerPage, SellerQuery, SellerRequest, SellerView } from './seller.dto.js';
import { vatIdFaults } from '../vat-id.js';

/** Who sells: legal entities with their tax rates. */
@ApiTags('sellers')
@Controller('v1/sellers')
export class SellerController {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Requires('sellers:write')
  @ApiOperation({ summary: 'Register a seller' })
  @ApiCreatedResponse({ type: SellerView })
  register(
    @Body() body: SellerRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const id = newId(this.clock);
    const { number = '', currency, address, vatId } = body;
    const data: Seller = { ...DEFAULTS, ...contentOf(body), seller: id, number, currency };
    const faults = vatIdFaults(vatId, address.country, 'seller.vat_id_invalid');
    return this.writes.run(
      { caller, idempotency },
      sellers,
      { type: 'Register', id, data, faults },
      ({ rows }) => ({ status: 201, body: view(masterOf(sellerKind, rows, id)) }),
    );
  }

  @Get()
  @Requires('sellers:read')
  @ApiOperation({ summary: 'List sellers, oldest first' })
  @ApiOkResponse({ type: SellerPage })
  async list(@Query() query: SellerQuery, @Page() page: PageRequest): Promise<PageOf<SellerView>> {
    const { items, next } = await masterPage(this.database, sellerKind, page, { ...query });
    return { items: items.map(view), next };
  }

  @Get(':id')
  @Requires('sellers:read')
  @ApiOperation({ summary: 'A seller, by id or number' })
  @ApiOkResponse({ type: SellerView })
  async get(@Param('id') name: string): Promise<SellerView> {
    return view(await masterNamed(this.database, sellerKind, name));
  }

  @Patch(':id')
  @Requires('sellers:write')
  @ApiOperation({ summary: 'Change a seller; what is absent stays' })
  @ApiOkResponse({ type: SellerView })
  async change(
    @Param('id') name: string,
    @Body() body: SellerChange,
    @By() caller: Caller,
    @IfMatch() version: number,
  ): Promise<Reply<unknown>> {
    const { id, data } = await masterNamed(this.database, sellerKind, name);
    const { country } = body.address ?? data.address;
    const faults = vatIdFaults(body.vatId, country, 'seller.vat_id_invalid');
    const revise = (now: Seller) => ({ ...now, ...contentOf(body) });
    return this.writes.run(
      { caller },
      sellers,
      { type: 'Change', id, version, revise, faults },
      ({ rows }) => ({ status: 200, body: view(masterOf(sellerKind, rows, id)) }),
    );
  }
}

const DEFAULTS = { taxRates: [], priceTolerancePercent: '0' };

/** What is given, with percentages as text. */
function contentOf<T extends SellerChange>(body: T) {
  const { priceTolerancePercent, taxRates, ...rest } = body;
  return given({
    ...rest,
    priceTolerancePercent: priceTolerancePercent?.toString(),
    taxRates: taxRates?.map((line) => ({ ...line, rate: line.rate.toString() })),
  });
}

function view({ id, data, version }: Master<Seller>): SellerView {
  const { seller: _, ...content } = data;
  return { id, ...content, version };
}

import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { unitPriceJson } from '@o2c/money';
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
import { priceOn, type Product, productKind, withPrice } from '../domain/product.js';
import { type Master, masterNamed, masterOf, masterPage, products } from '../master-data.store.js';
import { given } from '../request.js';
import {
  ProductChange,
  ProductPage,
  ProductQuery,
  ProductRequest,
  ProductView,
} from './product.dto.js';

/** The first price is valid for every day that history may be loaded from. */
const ALWAYS = '1970-01-01';

/** What is sold, and at which prices. */
@ApiTags('products')
@Controller('v1/products')
export class ProductController {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Requires('products:write')
  @ApiOperation({ summary: 'Register a product' })
  @ApiCreatedResponse({ type: ProductView })
  register(
    @Body() body: ProductRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const id = newId(this.clock);
    const { price, priceFrom: from = ALWAYS, ...content } = body;
    const data: Product = {
      ...{ rateClass: 'standard', active: true, ...given(content) },
      ...{ product: id, prices: [{ price, from }] },
    };
    return this.writes.run(
      { caller, idempotency },
      products,
      { type: 'Register', id, data, faults: [] },
      ({ rows }) => ({ status: 201, body: this.view(masterOf(productKind, rows, id)) }),
    );
  }

  @Get()
  @Requires('products:read')
  @ApiOperation({ summary: 'List products, oldest first' })
  @ApiOkResponse({ type: ProductPage })
  async list(
    @Query() query: ProductQuery,
    @Page() page: PageRequest,
  ): Promise<PageOf<ProductView>> {
    const { items, next } = await masterPage(this.database, productKind, page, { ...query });
    return { items: items.map((item) => this.view(item)), next };
  }

  @Get(':id')
  @Requires('products:read')
  @ApiOperation({ summary: 'A product, by id or sku' })
  @ApiOkResponse({ type: ProductView })
  async get(@Param('id') name: string): Promise<ProductView> {
    return this.view(await masterNamed(this.database, productKind, name));
  }

  @Patch(':id')
  @Requires('products:write')
  @ApiOperation({ summary: 'Change a product; what is absent stays' })
  @ApiOkResponse({ type: ProductView })
  async change(
    @Param('id') name: string,
    @Body() body: ProductChange,
    @By() caller: Caller,
    @IfMatch() version: number,
  ): Promise<Reply<unknown>> {
    const { id } = await masterNamed(this.database, productKind, name);
    const { price, priceFrom: from = this.today(), ...content } = body;
    const revise = (now: Product): Product => ({
      ...now,
      ...given(content),
      prices: price ? withPrice(now.prices, { price, from }) : now.prices,
    });
    return this.writes.run(
      { caller },
      products,
      { type: 'Change', id, version, revise, faults: [] },
      ({ rows }) => ({ status: 200, body: this.view(masterOf(productKind, rows, id)) }),
    );
  }

  private view({ id, data, version }: Master<Product>): ProductView {
    const { product: _, ...content } = data;
    const price = priceOn(data, data.prices[0]?.price.currency ?? '', this.today());
    return { id, ...content, price: price && unitPriceJson(price), version };
  }

  /** A product is no one seller's: its days are those of UTC. */
  private today(): string {
    return this.clock.today('UTC');
  }
}

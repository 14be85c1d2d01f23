import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FieldError } from '@o2c/contracts';
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
import { type Customer, customerKind } from '../domain/customer.js';
import {
  customers,
  type Master,
  masterNamed,
  masterOf,
  masterPage,
  sellerFor,
} from '../master-data.store.js';
import { given } from '../request.js';
import { vatIdFaults } from '../vat-id.js';
import {
  CustomerChange,
  CustomerPage,
  CustomerQuery,
  CustomerRequest,
  CustomerView,
} from './customer.dto.js';

/** Who orders and owes. */
@ApiTags('customers')
@Controller('v1/customers')
export class CustomerController {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Requires('customers:write')
  @ApiOperation({ summary: 'Register a customer' })
  @ApiCreatedResponse({ type: CustomerView })
  async register(
    @Body() body: CustomerRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const id = newId(this.clock);
    const { number = '', name, currency, terms, blocked } = body;
    const credit = await this.initialCredit(body);
    const data: Customer = {
      ...{ customer: id, number, name, currency, terms, shipTos: [], invoicePer: 'shipment' },
      ...{ billTo: given(body.billTo), ...contentOf(body), ...given({ blocked }) },
      ...credit.given,
    };
    const vat = vatIdFaults(body.vatId, body.billTo.country, 'customer.vat_id_invalid');
    return this.writes.run(
      { caller, idempotency },
      customers,
      { type: 'Register', id, data, faults: [...credit.faults, ...vat] },
      ({ rows }) => ({ status: 201, body: view(masterOf(customerKind, rows, id)) }),
    );
  }

  @Get()
  @Requires('customers:read')
  @ApiOperation({ summary: 'List customers, oldest first' })
  @ApiOkResponse({ type: CustomerPage })
  async list(
    @Query() query: CustomerQuery,
    @Page() page: PageRequest,
  ): Promise<PageOf<CustomerView>> {
    const { items, next } = await masterPage(this.database, customerKind, page, { ...query });
    return { items: items.map(view), next };
  }

  @Get(':id')
  @Requires('customers:read')
  @ApiOperation({ summary: 'A customer, by id or number' })
  @ApiOkResponse({ type: CustomerView })
  async get(@Param('id') name: string): Promise<CustomerView> {
    return view(await masterNamed(this.database, customerKind, name));
  }

  @Patch(':id')
  @Requires('customers:write')
  @ApiOperation({ summary: 'Change a customer; what is absent stays' })
  @ApiOkResponse({ type: CustomerView })
  async change(
    @Param('id') name: string,
    @Body() body: CustomerChange,
    @By() caller: Caller,
    @IfMatch() version: number,
  ): Promise<Reply<unknown>> {
    const { id, data } = await masterNamed(this.database, customerKind, name);
    const { country } = body.billTo ?? data.billTo;
    const faults = vatIdFaults(body.vatId, country, 'customer.vat_id_invalid');
    return this.writes.run(
      { caller },
      customers,
      { type: 'Change', id, version, revise: (now) => revised(now, body), faults },
      ({ rows }) => ({ status: 200, body: view(masterOf(customerKind, rows, id)) }),
    );
  }

  /** The limit that a customer starts with is one seller's. */
  private async initialCredit({ creditLimit: limit, seller: name }: CustomerRequest) {
    if (!limit) return { given: {}, faults: [] };
    const seller = await sellerFor(this.database, name);
    if (seller) return { given: { initialCredit: { seller: seller.id, limit } }, faults: [] };
    const fault: FieldError =
      name === undefined
        ? { code: 'seller.required', path: '/seller', message: 'Which seller gives the limit?' }
        : { code: 'seller.unknown', path: '/seller', message: `No seller is called ${name}` };
    return { given: {}, faults: [fault] };
  }
}

/** What is given; a ship-to without an id gets its place in the list. */
function contentOf(body: CustomerChange) {
  const { name, terms, email, vatId, billTo, invoicePer, shipTos } = body;
  const places = shipTos?.map(({ id, ...address }, index) => {
    return { id: id ?? String(index + 1), address: given(address) };
  });
  return given({
    ...{ name, terms, email, vatId, invoicePer },
    billTo: billTo && given(billTo),
    shipTos: places,
  });
}

function revised(now: Customer, body: CustomerChange): Customer {
  const { blocked, ...rest } = { ...now, ...contentOf(body) };
  if (body.blocked === null) return rest;
  return { ...rest, ...given({ blocked: body.blocked ?? blocked }) };
}

function view({ id, data, version }: Master<Customer>): CustomerView {
  const { customer: _, initialCredit: __, shipTos, ...content } = data;
  return {
    ...{ id, ...content, version },
    shipTos: shipTos.map((place) => ({ id: place.id, ...place.address })),
  };
}

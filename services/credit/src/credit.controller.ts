import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database, Writes } from '@o2c/messaging';
import {
  By,
  type Caller,
  Clock,
  IfMatch,
  newId,
  Page,
  type PageOf,
  type PageRequest,
  type Reply,
  Requires,
} from '@o2c/runtime';
import { creditAccounts } from './credit-account.store.js';
import {
  accountNamed,
  listAccounts,
  listDocuments,
  readAccount,
  viewOf,
} from './credit-view.store.js';
import {
  CreditAccountChange,
  CreditAccountPage,
  CreditAccountQuery,
  CreditAccountView,
  CreditDocumentPage,
  type CreditDocumentView,
  SellerQuery,
} from './credit.dto.js';
import { accountIn } from './domain/credit-rows.js';

/** How far customers may go, and how far they went. */
@ApiTags('credit')
@Controller('v1/credit-accounts')
export class CreditController {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('credit:read')
  @ApiOperation({ summary: 'List credit accounts' })
  @ApiOkResponse({ type: CreditAccountPage })
  list(
    @Query() query: CreditAccountQuery,
    @Page() page: PageRequest,
  ): Promise<PageOf<CreditAccountView>> {
    return listAccounts(this.database, query, page);
  }

  @Get(':customer')
  @Requires('credit:read')
  @ApiOperation({ summary: 'Limit and exposure of a customer, by id or number' })
  @ApiOkResponse({ type: CreditAccountView })
  async get(
    @Param('customer') customer: string,
    @Query() { seller }: SellerQuery,
  ): Promise<CreditAccountView> {
    const account = await accountNamed(this.database, { customer, seller });
    return viewOf(await readAccount(this.database, account));
  }

  @Get(':customer/documents')
  @Requires('credit:read')
  @ApiOperation({ summary: 'What the exposure consists of: orders, items and payments' })
  @ApiOkResponse({ type: CreditDocumentPage })
  async documents(
    @Param('customer') customer: string,
    @Query() { seller }: SellerQuery,
    @Page() page: PageRequest,
  ): Promise<PageOf<CreditDocumentView>> {
    const account = await accountNamed(this.database, { customer, seller });
    return listDocuments(this.database, account, page);
  }

  @Put(':customer')
  @Requires('credit:write')
  @ApiOperation({ summary: 'Set limit, rules or block; orders that now fit are approved' })
  @ApiOkResponse({ type: CreditAccountView })
  change(
    @Param('customer') customer: string,
    @Query() { seller }: SellerQuery,
    @Body() terms: CreditAccountChange,
    @By() caller: Caller,
    @IfMatch() version: number,
  ): Promise<Reply<unknown>> {
    const now = { at: this.clock.iso(), decision: newId(this.clock) };
    return this.writes.run(
      { caller },
      creditAccounts,
      { type: 'ChangeTerms', account: null, named: { customer, seller }, version, terms, ...now },
      ({ rows }) => ({ status: 200, body: viewOf(accountIn(rows)) }),
    );
  }
}

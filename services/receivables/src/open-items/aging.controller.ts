import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@o2c/messaging';
import { moneyJson } from '@o2c/money';
import { Clock, refuseBackwards, Requires } from '@o2c/runtime';
import { readAccount, readCustomer, readSeller } from '../parties.store.js';
import { AgingQuery, AgingView, BUCKETS } from './aging.dto.js';
import { readAging, readOnlyCurrency } from './aging.store.js';
import { readItems } from './open-item.store.js';
import { openItemView } from './open-items.dto.js';
import { StatementQuery, type StatementMovement, StatementView } from './statement.dto.js';
import {
  readAhead,
  readMovements,
  readOpening,
  type MovementRow,
  type StatementQuestion,
} from './statement.store.js';

/** More open items than a statement shows. */
const MAX_ITEMS = 10_000;

/** What customers owe as of any day, by age and by customer. */
@ApiTags('open items')
@Controller('v1')
@Requires('open-items:read')
export class AgingController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get('aging')
  @ApiOperation({ summary: 'Open items by age, as of a date; always equal to the ledger' })
  @ApiOkResponse({ type: AgingView })
  async aging(@Query() query: AgingQuery): Promise<AgingView> {
    const seller = await readSeller(this.database, query.seller);
    const named = query.customer;
    const customer =
      named === undefined ? undefined : (await readCustomer(this.database, named)).id;
    const currency =
      query.currency ??
      (await readOnlyCurrency(this.database, seller.id, customer)) ??
      seller.currency;
    const { asOf = this.clock.today(seller.timeZone), basis = 'dueDate' } = query;
    const question = { seller: seller.id, asOf, currency, customer, basis };
    const row = await readAging(this.database, question);
    const money = (minor: number) => moneyJson({ minor, currency });
    return {
      asOf,
      currency,
      basis,
      buckets: BUCKETS.map((name, index) => ({
        name,
        count: row.counts[index] ?? 0,
        amount: money(row.amounts[index] ?? 0),
      })),
      unapplied: money(row.unapplied),
      unidentified: money(row.unidentified),
      disputed: money(row.disputed),
      total: money(row.amounts.reduce((so, minor) => so + minor, 0)),
    };
  }

  @Get('customers/:id/statement')
  @ApiOperation({ summary: 'A customer’s account: what moved it, and what is open' })
  @ApiOkResponse({ type: StatementView })
  async statement(
    @Param('id') name: string,
    @Query() query: StatementQuery,
  ): Promise<StatementView> {
    const { account, customer, seller } = await readAccount(this.database, name, query);
    const { currency } = account;
    const { asOf = this.clock.today(seller.timeZone), from } = query;
    refuseBackwards(from, asOf, 'asOf');
    const question = { ...account, from, asOf };
    const opening = await readOpening(this.database, question);
    const rows = await readMovements(this.database, question);
    const ahead = await readAhead(this.database, question);
    const movements = movementsFrom(opening, rows, currency);
    const { id, number } = customer;
    return {
      customer: id,
      number,
      name: customer.name,
      currency,
      from: from ?? null,
      asOf,
      opening: moneyJson({ minor: opening, currency }),
      movements,
      closing: movements.at(-1)?.balance ?? moneyJson({ minor: opening, currency }),
      ahead: moneyJson({ minor: ahead, currency }),
      items: await this.itemsOf(question),
    };
  }

  private async itemsOf({ seller, customer, currency, asOf }: StatementQuestion) {
    const items = await readItems(
      this.database,
      { asOf, status: 'open' },
      [
        ['customer = ?::uuid', customer],
        ['seller = ?::uuid', seller],
        ['currency = ?', currency],
      ],
      { limit: MAX_ITEMS - 1 },
    );
    return items.map((item) => openItemView(item, asOf));
  }
}

function movementsFrom(
  opening: number,
  rows: readonly MovementRow[],
  currency: string,
): StatementMovement[] {
  let balance = opening;
  return rows.map(({ minor, ...movement }) => {
    balance += minor;
    return {
      ...movement,
      amount: moneyJson({ minor, currency }),
      balance: moneyJson({ minor: balance, currency }),
    };
  });
}

import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@o2c/messaging';
import { moneyJson } from '@o2c/money';
import { Requires } from '@o2c/runtime';
import { AccountQuery } from '../account.dto.js';
import { readAccount } from '../parties.store.js';
import { BehaviourView, LATENESS } from './behaviour.dto.js';
import { readBehaviour } from './behaviour.store.js';

/** How a customer pays. */
@ApiTags('payments')
@Controller('v1/customers/:id/payment-behaviour')
@Requires('open-items:read')
export class BehaviourController {
  constructor(private readonly database: Database) {}

  @Get()
  @ApiOperation({ summary: 'How late a customer pays, on average and by days late' })
  @ApiOkResponse({ type: BehaviourView })
  async read(@Param('id') name: string, @Query() query: AccountQuery): Promise<BehaviourView> {
    const { account } = await readAccount(this.database, name, query);
    const { average, counts, amounts } = await readBehaviour(this.database, account);
    const { customer, currency } = account;
    return {
      customer,
      currency,
      count: counts.reduce((sum, count) => sum + count, 0),
      averageDaysLate: average,
      buckets: LATENESS.map((name, index) => ({
        name,
        count: counts[index] ?? 0,
        amount: moneyJson({ minor: amounts[index] ?? 0, currency }),
      })),
    };
  }
}

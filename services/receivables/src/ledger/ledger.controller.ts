import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@o2c/messaging';
import { moneyJson } from '@o2c/money';
import { Page, pageOf, type PageRequest, refuseBackwards, Requires } from '@o2c/runtime';
import { findCustomerId } from '../parties.store.js';
import { BalanceQuery, BalancesView, EntryPage, EntryQuery, type EntryView } from './ledger.dto.js';
import { type EntryRow, readBalances, readEntries } from './ledger.store.js';

/** The append-only ledger: every entry, and the balances that follow from them. */
@ApiTags('ledger')
@Controller('v1/ledger')
@Requires('ledger:read')
export class LedgerController {
  constructor(private readonly database: Database) {}

  @Get('entries')
  @ApiOperation({ summary: 'List entries in the order they were written' })
  @ApiOkResponse({ type: EntryPage })
  async entries(@Query() query: EntryQuery, @Page() page: PageRequest): Promise<EntryPage> {
    refuseBackwards(query.from, query.to);
    const customer = await findCustomerId(this.database, query.customer);
    const rows = await readEntries(
      this.database,
      [
        ['? IN (debit, credit)', query.account],
        ['kind = ?', query.kind],
        ['customer = ?::uuid', customer],
        ['item = ?::uuid', query.openItem],
        ['payment = ?::uuid', query.payment],
        ['currency = ?', query.currency],
        ['posted_on >= ?::date', query.from],
        ['posted_on <= ?::date', query.to],
        ['seller = ?::uuid', query.seller],
      ],
      page,
    );
    return pageOf(rows.map(entryView), page.limit, ({ id }) => id);
  }

  @Get('balances')
  @ApiOperation({ summary: 'Balance of each account as of a date' })
  @ApiOkResponse({ type: BalancesView })
  async balances(@Query() query: BalanceQuery): Promise<BalancesView> {
    const customer = await findCustomerId(this.database, query.customer);
    const rows = await readBalances(this.database, [
      ['posted_on <= ?::date', query.asOf],
      ['currency = ?', query.currency],
      ['customer = ?::uuid', customer],
      ['seller = ?::uuid', query.seller],
    ]);
    const items = rows.map(({ seller, account, currency, debit, credit }) => ({
      seller,
      account,
      currency,
      debit: moneyJson({ minor: debit, currency }),
      credit: moneyJson({ minor: credit, currency }),
      balance: moneyJson({ minor: debit - credit, currency }),
    }));
    return { asOf: query.asOf ?? null, items, next: null };
  }
}

function entryView({ id, amount, currency, recordedAt, item, ...entry }: EntryRow): EntryView {
  return {
    id: String(id),
    ...entry,
    openItem: item,
    amount: moneyJson({ minor: amount, currency }),
    recordedAt: recordedAt.toISOString(),
  };
}

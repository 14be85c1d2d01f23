import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, execute } from '@o2c/messaging';
import { Clock, newId } from '@o2c/runtime';
import type { Seller } from '../domain/seller.js';
import { LOCK_NAMES, sellers } from '../master-data.store.js';

/** A shop cannot take an order without somebody who sells: the first start makes one. */
@Injectable()
export class SellerBootstrap implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.ensureFirst();
  }

  /** Registers a German seller when there is none yet; safe to call at every start. */
  async ensureFirst(): Promise<void> {
    await this.database.transaction(async (tx) => {
      tx.write(LOCK_NAMES, [['the first seller']]);
      const [existing] = await tx.query('SELECT FROM sellers LIMIT 1');
      if (existing) return;
      const id = newId(this.clock);
      await execute(tx, sellers, [
        { type: 'Register', id, data: { ...FIRST, seller: id }, faults: [] },
      ]);
    });
  }
}

/** German VAT, category S, by law: 16 and 5 % in the second half of 2020. */
const RATES = [
  ['2007-01-01', '19', '7'],
  ['2020-07-01', '16', '5'],
  ['2021-01-01', '19', '7'],
] as const;

const FIRST: Omit<Seller, 'seller'> = {
  number: '',
  name: 'Muster Handels GmbH',
  address: {
    name: 'Muster Handels GmbH',
    lines: ['Lagerstraße 1'],
    postalCode: '20357',
    city: 'Hamburg',
    country: 'DE',
  },
  vatId: 'DE136695976',
  iban: 'DE02120300000000202051',
  bic: 'BYLADEM1001',
  gs1CompanyPrefix: '4012345',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  taxRates: RATES.flatMap(([from, standard, reduced]) => [
    { country: 'DE', category: 'S', rateClass: 'standard', rate: standard, from },
    { country: 'DE', category: 'S', rateClass: 'reduced', rate: reduced, from },
  ]),
  priceTolerancePercent: '0',
};

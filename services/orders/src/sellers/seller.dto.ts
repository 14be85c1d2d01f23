import { PartialType } from '@nestjs/swagger';
import {
  Choice,
  DateField,
  Int,
  ListOf,
  Nested,
  QuantityField,
  Text,
  UuidField,
} from '@o2c/runtime';
import { AddressDto } from '../address.dto.js';
import { RATE_CLASSES, TAX_CATEGORIES } from '../tax.js';

/** The rate of a country from a day on. Categories Z, E, AE, G, K and O are 0 and need none. */
export class TaxRateDto {
  @Text({ pattern: /^[A-Z]{2}$/, max: 2, what: 'a country such as DE', example: 'DE' })
  declare readonly country: string;
  @Choice(TAX_CATEGORIES) declare readonly category: (typeof TAX_CATEGORIES)[number];
  @Choice(RATE_CLASSES) declare readonly rateClass: (typeof RATE_CLASSES)[number];
  @QuantityField({ doc: 'percent', example: '19' }) declare readonly rate: number | string;
  @DateField({ example: '2021-01-01' }) declare readonly from: string;
}

/** What can be changed of a seller. */
class SellerContent {
  @Text({ max: 200, example: 'Muster Handels GmbH' }) declare readonly name: string;
  @Nested(() => AddressDto) declare readonly address: AddressDto;
  @Text({ max: 30, optional: true, example: 'DE136695976' }) declare readonly vatId?: string;
  @Text({ max: 30, optional: true }) declare readonly taxNumber?: string;
  @Text({ max: 42, optional: true, example: 'DE02120300000000202051' })
  declare readonly iban?: string;
  @Text({ max: 11, optional: true, pattern: /^[A-Z\d]{8}([A-Z\d]{3})?$/, example: 'BYLADEM1001' })
  declare readonly bic?: string;
  @Text({ max: 12, optional: true, pattern: /^\d{4,12}$/, doc: 'for SSCCs', example: '4012345' })
  declare readonly gs1CompanyPrefix?: string;
  @Text({ max: 100, doc: 'IANA name; document dates are in it', example: 'Europe/Berlin' })
  declare readonly timeZone: string;
  @ListOf(() => TaxRateDto, { optional: true, max: 500 }) declare readonly taxRates?: TaxRateDto[];
  @QuantityField({ optional: true, doc: 'percent off the list price; default 0', example: '0' })
  declare readonly priceTolerancePercent?: number | string;
}

/** A legal entity that is to sell. */
export class SellerRequest extends SellerContent {
  @Text({ max: 50, optional: true, doc: 'made when absent' }) declare readonly number?: string;
  @Text({ pattern: /^[A-Z]{3}$/, max: 3, doc: 'ISO 4217', example: 'EUR' })
  declare readonly currency: string;
}

/** What is to be changed of a seller; what is absent stays. */
export class SellerChange extends PartialType(SellerContent) {}

/** A seller. */
export class SellerView extends SellerRequest {
  @UuidField() declare readonly id: string;
  @Int() declare readonly version: number;
}

/** What sellers are listed by. */
export class SellerQuery {
  @Text({ optional: true }) declare readonly number?: string;
  @Text({ optional: true }) declare readonly currency?: string;
}

/** Sellers, oldest first. */
export class SellerPage {
  @ListOf(() => SellerView) declare readonly items: SellerView[];
  @Text({ nullable: true, doc: 'goes into ?after=' }) declare readonly next: string | null;
}

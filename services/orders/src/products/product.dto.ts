import {
  Choice,
  DateField,
  Flag,
  Int,
  ListOf,
  type MoneyDto,
  MoneyField,
  QuantityField,
  Text,
  UuidField,
} from '@o2c/runtime';
import { RATE_CLASSES, TAX_CATEGORIES } from '../tax.js';

const CATEGORY = { doc: 'VAT category of UNTDID 5305', example: 'S' };
const CLASS = { optional: true, doc: 'which of the rates of category S; default standard' };
const PACK = { optional: true, doc: 'quantities are multiples of it', example: 1 };
const FROM = { optional: true, doc: 'first day of the price' };

/** Something that is to be sold. */
export class ProductRequest {
  @Text({ max: 100, example: 'A-100' }) declare readonly sku: string;
  @Text({ max: 200, example: 'Hex bolt M8' }) declare readonly name: string;
  @Text({ max: 30, example: 'piece' }) declare readonly unit: string;
  @Choice(TAX_CATEGORIES, CATEGORY) declare readonly taxCategory: (typeof TAX_CATEGORIES)[number];
  @Choice(RATE_CLASSES, CLASS) declare readonly rateClass?: (typeof RATE_CLASSES)[number];
  @MoneyField({ doc: 'of one unit, up to 6 decimals' }) declare readonly price: MoneyDto;
  @DateField({ ...FROM, doc: 'first day of the price; absent: always' })
  declare readonly priceFrom?: string;
  @QuantityField(PACK) declare readonly packMultiple?: number | string;
  @Flag({ optional: true, doc: 'whether it is sold; default true' })
  declare readonly active?: boolean;
}

/** What is to be changed of a product; what is absent stays. */
export class ProductChange {
  @Text({ max: 200, optional: true }) declare readonly name?: string;
  @Text({ max: 30, optional: true }) declare readonly unit?: string;
  @Choice(TAX_CATEGORIES, { ...CATEGORY, optional: true })
  declare readonly taxCategory?: (typeof TAX_CATEGORIES)[number];
  @Choice(RATE_CLASSES, CLASS) declare readonly rateClass?: (typeof RATE_CLASSES)[number];
  @MoneyField({ optional: true, doc: 'a price more; earlier ones stay for their days' })
  declare readonly price?: MoneyDto;
  @DateField({ ...FROM, doc: 'first day of the price; absent: today (UTC)' })
  declare readonly priceFrom?: string;
  @QuantityField(PACK) declare readonly packMultiple?: number | string;
  @Flag({ optional: true }) declare readonly active?: boolean;
}

/** A price from a day on, until a later one of the same currency. */
export class DatedPrice {
  @MoneyField() declare readonly price: MoneyDto;
  @DateField() declare readonly from: string;
}

/** A product. */
export class ProductView {
  @UuidField() declare readonly id: string;
  @Text() declare readonly sku: string;
  @Text() declare readonly name: string;
  @Text() declare readonly unit: string;
  @Choice(TAX_CATEGORIES, CATEGORY) declare readonly taxCategory: (typeof TAX_CATEGORIES)[number];
  @Choice(RATE_CLASSES) declare readonly rateClass: (typeof RATE_CLASSES)[number];
  @MoneyField({ optional: true, doc: 'of today, in the first currency it was given in' })
  declare readonly price?: MoneyDto | undefined;
  @ListOf(() => DatedPrice) declare readonly prices: DatedPrice[];
  @QuantityField(PACK) declare readonly packMultiple?: number | string | undefined;
  @Flag() declare readonly active: boolean;
  @Int() declare readonly version: number;
}

/** What products are listed by. */
export class ProductQuery {
  @Text({
    ...{ optional: true, max: 100 },
    doc: 'a part of the name or sku; one or two characters: how a word of them begins',
  })
  declare readonly search?: string;

  @Text({ optional: true }) declare readonly sku?: string;
  @Text({ optional: true }) declare readonly name?: string;
  @Flag({ optional: true }) declare readonly active?: boolean;
}

/** Products, oldest first. */
export class ProductPage {
  @ListOf(() => ProductView) declare readonly items: ProductView[];
  @Text({ nullable: true, doc: 'goes into ?after=' }) declare readonly next: string | null;
}

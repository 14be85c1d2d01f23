import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import {
  DateField,
  Flag,
  InstantField,
  Int,
  ListOf,
  type MoneyDto,
  MoneyField,
  QuantityField,
  Text,
} from '@o2c/runtime';
import { plainToInstance } from 'class-transformer';
import { IsOptional, ValidateBy, validateSync } from 'class-validator';
import { AddressDto } from '../address.dto.js';

/** A line that is ordered. */
export class OrderLineRequest {
  @Text({ max: 100, doc: 'sku or id of the product', example: 'A-100' })
  declare readonly sku: string;
  @QuantityField({ example: 10 }) declare readonly quantity: number | string;
  @MoneyField({ optional: true, doc: 'absent: the price of the product on the day of the order' })
  declare readonly unitPrice?: MoneyDto;
  @QuantityField({ optional: true, doc: 'percent off the unit price, 0 to 100', example: '2.5' })
  declare readonly discountPercent?: number | string;
}

/** An order. */
@ApiExtraModels(AddressDto)
export class OrderRequestDto {
  @Text({ max: 50, doc: 'id or number', example: 'C-1001' }) declare readonly customer: string;
  @Text({ max: 50, optional: true, doc: 'id or number; absent while there is one seller' })
  declare readonly seller?: string;
  @Text({ max: 100, optional: true, doc: 'the customer’s number; given twice it is a hold' })
  declare readonly purchaseOrder?: string;
  @Text({ pattern: /^[A-Z]{3}$/, max: 3, doc: 'the customer’s', example: 'EUR' })
  declare readonly currency: string;
  @InstantField({ optional: true, doc: 'default now; another day is for history' })
  declare readonly orderedAt?: string;
  @DateField({ optional: true }) declare readonly requestedOn?: string;
  @ShipToField() declare readonly shipTo?: string | AddressDto;
  @Flag({ optional: true, doc: 'all lines leave together' })
  declare readonly shipComplete?: boolean;
  @Int({ optional: true, min: -1_000_000, max: 1_000_000, doc: 'higher first; default 0' })
  declare readonly priority?: number;
  @Flag({ optional: true, doc: 'what happened before: own dates, no checks of them' })
  declare readonly history?: boolean;
  @ListOf(() => OrderLineRequest, { max: 10_000, doc: 'up to 2,000; a sku may repeat' })
  declare readonly lines: OrderLineRequest[];
  @MoneyField({ optional: true, doc: 'taxed as the line with the highest net' })
  declare readonly freight?: MoneyDto;
}

/** Up to 500 orders; each is answered on its own. */
export class OrderBatchRequest {
  @ListOf(() => OrderRequestDto, { min: 1, max: 500 }) declare readonly orders: OrderRequestDto[];
}

/** A line that is changed (`line`) or added (`sku`). */
export class OrderLineChange {
  @Int({ optional: true, min: 1 }) declare readonly line?: number;
  @Text({ max: 100, optional: true, doc: 'of a new line' }) declare readonly sku?: string;
  @QuantityField({ optional: true, doc: 'wanted in all, without what was cancelled' })
  declare readonly quantity?: number | string;
  @MoneyField({ optional: true }) declare readonly unitPrice?: MoneyDto;
  @QuantityField({ optional: true }) declare readonly discountPercent?: number | string;
}

/** What is to be changed of an order; after its release only quantities and lines. */
export class OrderChange {
  @DateField({ optional: true }) declare readonly requestedOn?: string;
  @Int({ optional: true, min: -1_000_000, max: 1_000_000 }) declare readonly priority?: number;
  @ShipToField() declare readonly shipTo?: string | AddressDto;
  @ListOf(() => OrderLineChange, { optional: true }) declare readonly lines?: OrderLineChange[];
}

/** A quantity of a line. */
export class OrderLineQuantity {
  @Int({ min: 1 }) declare readonly line: number;
  @QuantityField() declare readonly quantity: number | string;
}

/** What is no longer wanted: all that is open, or these quantities. */
export class CancelOrderRequest {
  @Text({ example: 'customer changed his mind' }) declare readonly reason: string;
  @ListOf(() => OrderLineQuantity, { optional: true, min: 1 })
  declare readonly lines?: OrderLineQuantity[];
}

/** Id of one of the customer's ship-tos, or an address. */
function ShipToField(): PropertyDecorator {
  const doc = ApiProperty({
    required: false,
    description: 'id of a ship-to of the customer, or an address; absent: the first ship-to',
    oneOf: [{ type: 'string' }, { $ref: getSchemaPath(AddressDto) }],
  });
  const check = ValidateBy({
    name: 'shipTo',
    validator: {
      validate: (value) => typeof value === 'string' || isAddress(value),
      defaultMessage: () => 'shipTo must be the id of a ship-to, or an address',
    },
  });
  return (target, key) => [doc, check, IsOptional()].forEach((decorate) => decorate(target, key));
}

function isAddress(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const address = plainToInstance(AddressDto, value as object);
  return validateSync(address, { whitelist: true, forbidNonWhitelisted: true }).length === 0;
}

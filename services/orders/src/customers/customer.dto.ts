import { PartialType } from '@nestjs/swagger';
import {
  Choice,
  Int,
  ListOf,
  type MoneyDto,
  MoneyField,
  Nested,
  Text,
  UuidField,
} from '@o2c/runtime';
import { AddressDto } from '../address.dto.js';

/** Where goods can go; orders name it by its id. */
export class ShipToDto extends AddressDto {
  @Text({ max: 50, optional: true, doc: 'made when absent', example: 'main' })
  declare readonly id?: string;
}

/** Why a customer may not order. */
export class BlockDto {
  @Text({ example: 'insolvency' }) declare readonly reason: string;
}

/** What can be changed of a customer. */
class CustomerContent {
  @Text({ max: 200, example: 'ACME GmbH' }) declare readonly name: string;
  @Text({ max: 20, doc: 'net30, eom+15, day15', example: 'net30' }) declare readonly terms: string;
  @Text({ max: 200, optional: true, example: 'ap@acme.example' }) declare readonly email?: string;
  @Text({ max: 30, optional: true, doc: 'its check digits are checked', example: 'ATU37893801' })
  declare readonly vatId?: string;
  @Nested(() => AddressDto, { doc: 'who owes' }) declare readonly billTo: AddressDto;
  @ListOf(() => ShipToDto, { optional: true, max: 1_000, doc: 'the first is the default' })
  declare readonly shipTos?: ShipToDto[];
  @Choice(['shipment', 'order'], { optional: true, doc: 'an invoice per …; default shipment' })
  declare readonly invoicePer?: 'shipment' | 'order';
}

/** A customer who is to order. */
export class CustomerRequest extends CustomerContent {
  @Text({ max: 50, optional: true, doc: 'made when absent', example: 'C-1001' })
  declare readonly number?: string;
  @Text({ pattern: /^[A-Z]{3}$/, max: 3, doc: 'ISO 4217; orders are in it', example: 'EUR' })
  declare readonly currency: string;
  @MoneyField({ optional: true, doc: 'initial; later PUT on the credit account' })
  declare readonly creditLimit?: MoneyDto;
  @Text({ optional: true, doc: 'who gives the limit; id or number, absent while there is one' })
  declare readonly seller?: string;
  @Nested(() => BlockDto, { optional: true }) declare readonly blocked?: BlockDto;
}

/** What is to be changed of a customer; what is absent stays. */
export class CustomerChange extends PartialType(CustomerContent) {
  @Nested(() => BlockDto, { optional: true, nullable: true, doc: 'null lifts the block' })
  declare readonly blocked?: BlockDto | null;
}

/** A customer. */
export class CustomerView extends CustomerContent {
  @UuidField() declare readonly id: string;
  @Text() declare readonly number: string;
  @Text() declare readonly currency: string;
  @Nested(() => BlockDto, { optional: true }) declare readonly blocked?: BlockDto | undefined;
  @Int() declare readonly version: number;
}

/** What customers are listed by. */
export class CustomerQuery {
  @Text({
    ...{ optional: true, max: 100 },
    doc: 'a part of the name or number; one or two characters: how a word of them begins',
  })
  declare readonly search?: string;

  @Text({ optional: true, max: 7_500, doc: 'these alone, separated by commas' })
  declare readonly ids?: string;

  @Text({ optional: true }) declare readonly number?: string;
  @Text({ optional: true }) declare readonly name?: string;
  @Text({ optional: true }) declare readonly currency?: string;
  @Text({ optional: true }) declare readonly email?: string;
}

/** Customers, oldest first. */
export class CustomerPage {
  @ListOf(() => CustomerView) declare readonly items: CustomerView[];
  @Text({ nullable: true, doc: 'goes into ?after=' }) declare readonly next: string | null;
}

import { MoneyDto, MoneyField, UuidField } from '@o2c/runtime';

/** What a clerk settles: this much of this item. */
export class ApplyLineDto {
  @UuidField({ doc: 'id of the open item; an invoice has the same id as its item' })
  readonly openItem!: string;

  @MoneyField()
  readonly amount!: MoneyDto;
}

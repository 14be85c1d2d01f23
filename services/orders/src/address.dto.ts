import { Text, TextList } from '@o2c/runtime';

/** A postal address. */
export class AddressDto {
  @Text({ max: 200, example: 'ACME GmbH' }) declare readonly name: string;
  @TextList({ max: 5, doc: 'street, building, …', example: ['Hauptstraße 1'] })
  declare readonly lines: string[];
  @Text({ max: 20, optional: true, example: '10115' }) declare readonly postalCode?: string;
  @Text({ max: 100, example: 'Berlin' }) declare readonly city: string;
  @Text({
    pattern: /^[A-Z]{2}$/,
    max: 2,
    what: 'a country such as DE',
    doc: 'ISO 3166-1 alpha-2',
    example: 'DE',
  })
  declare readonly country: string;
}

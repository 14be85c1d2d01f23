import { ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';
import { field, type FieldOptions, must } from './field.js';

/** Any number of decimals: how many a currency or a price may have is the domain's rule. */
const DECIMAL = /^-?\d{1,15}(\.\d{1,12})?$/;
const CURRENCY = /^[A-Z]{3}$/;

/** The JSON of an amount, and of a unit price. */
@ApiSchema({ name: 'Money', description: 'Exact decimal amount with its ISO 4217 currency' })
export class MoneyDto {
  @field(
    { type: 'string', pattern: DECIMAL.source },
    { example: '1234.50' },
    must('a decimal number as text, such as "1234.50"', (value) => matches(value, DECIMAL)),
  )
  declare readonly amount: string;

  @field(
    { type: 'string', pattern: CURRENCY.source },
    { example: 'EUR' },
    must('an ISO 4217 code', (value) => matches(value, CURRENCY)),
  )
  declare readonly currency: string;
}

/** `{ "amount": "1234.50", "currency": "EUR" }`, for amounts and unit prices. */
export function MoneyField(options: FieldOptions = {}): PropertyDecorator {
  const shape = { message: '$property must be { amount, currency }' };
  return field(
    { type: MoneyDto },
    options,
    Type(() => MoneyDto),
    IsObject(shape),
    ValidateNested(shape),
  );
}

/** A whole JSON number, or a decimal number as text. */
export function QuantityField(options: FieldOptions = {}): PropertyDecorator {
  const holds = (value: unknown) => Number.isSafeInteger(value) || matches(value, DECIMAL);
  return field(
    { oneOf: [{ type: 'integer' }, { type: 'string', pattern: DECIMAL.source }] },
    { example: 12, ...options },
    must('a whole number, or a decimal number as text', holds),
  );
}

function matches(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value);
}

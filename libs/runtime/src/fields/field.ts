import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsDefined, ValidateBy, ValidateIf } from 'class-validator';

/** What every field of a request or response may say of itself. */
export type FieldOptions = {
  /** May be left out; null counts as left out. */
  readonly optional?: boolean | undefined;
  /** null is a value of its own ("no limit"), and it may be left out as well when `optional`. */
  readonly nullable?: boolean | undefined;
  readonly doc?: string | undefined;
  readonly example?: unknown;
};

/** One field: its JSON Schema for the documentation, and the decorators that check its shape. */
export function field(
  schema: object,
  options: FieldOptions,
  ...checks: PropertyDecorator[]
): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ ...schema, ...documentation(options) } as ApiPropertyOptions),
    ...presence(options),
    ...checks,
  );
}

/** A check with words for its fault: "quantity must be …". */
export function must(be: string, holds: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({
    name: 'must',
    validator: { validate: holds, defaultMessage: (at) => `${at?.property} must be ${be}` },
  });
}

/** The texts of a query become what the field is; in a body nothing is converted. */
export function fromQuery(convert: (text: string) => unknown): PropertyDecorator {
  return Transform(({ value }) => (typeof value === 'string' ? convert(value) : value), {
    groups: [QUERY],
  });
}

/** Group of the conversions that apply to queries only. */
export const QUERY = 'query';

function documentation({ optional, nullable, doc, example }: FieldOptions): object {
  return {
    required: !optional,
    ...(nullable && { nullable }),
    ...(doc !== undefined && { description: doc }),
    ...(example !== undefined && { example }),
  };
}

function presence({ optional, nullable }: FieldOptions): PropertyDecorator[] {
  if (nullable) {
    const isGiven = (_: object, value: unknown) =>
      value !== null && (!optional || value !== undefined);
    return [ValidateIf(isGiven), IsDefined()];
  }
  if (!optional) return [IsDefined()];
  return [
    ValidateIf((_: object, value: unknown) => value !== undefined),
    Transform(({ value }: { value: unknown }) => value ?? undefined),
  ];
}

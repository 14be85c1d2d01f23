import type { Type as Class } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';
import { field, type FieldOptions, fromQuery, must } from './field.js';
import { isText } from './plain-fields.js';

/** An object of its own DTO class. */
export function Nested(type: () => Class, options: FieldOptions = {}): PropertyDecorator {
  const shape = { message: '$property must be an object' };
  return field({ type: lazily(type) }, options, Type(type), IsObject(shape), ValidateNested(shape));
}

export type ListOptions = FieldOptions & {
  /** Least number of items; default 0. */
  readonly min?: number;
  /** Most items; default 10,000. */
  readonly max?: number;
};

/** A list of objects of one DTO class. */
export function ListOf(type: () => Class, options: ListOptions = {}): PropertyDecorator {
  const { min = 0, max = 10_000 } = options;
  const shape = { each: true, message: 'each of $property must be an object' };
  return field(
    { type: lazily(type), isArray: true, minItems: min, maxItems: max },
    options,
    Type(type),
    must(listOf('items', min, max), (value) => isList(value, min, max)),
    IsObject(shape),
    ValidateNested(shape),
  );
}

/** A list of texts; in a query, repeated or once. */
export function TextList(options: ListOptions = {}): PropertyDecorator {
  const { min = 0, max = 1_000 } = options;
  const holds = (value: unknown) =>
    isList(value, min, max) && value.every((item) => isText(item, 1, 500));
  return field(
    { type: 'string', isArray: true, minItems: min, maxItems: max },
    options,
    fromQuery((text) => [text]),
    must(listOf('texts', min, max), holds),
  );
}

/** A list of some of the values; in a query, repeated or once. */
export function ChoiceList(
  values: readonly string[],
  options: Omit<ListOptions, 'max'> = {},
): PropertyDecorator {
  const { min = 0 } = options;
  const holds = (value: unknown) =>
    isList(value, min, values.length) && value.every((item) => values.includes(item as string));
  return field(
    { type: 'string', enum: [...values], isArray: true, minItems: min, maxItems: values.length },
    options,
    fromQuery((text) => [text]),
    must(`a list of ${values.join(', ')}`, holds),
  );
}

/** OpenAPI takes a function for one that names a class only when it is called `type`. */
function lazily(named: () => Class): () => Class {
  return { type: () => named() }.type;
}

function listOf(what: string, min: number, max: number): string {
  return `a list of ${min} to ${max} ${what}`;
}

function isList(value: unknown, min: number, max: number): value is unknown[] {
  return Array.isArray(value) && value.length >= min && value.length <= max;
}

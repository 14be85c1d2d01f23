import type { ArgumentMetadata, PipeTransform, Type } from '@nestjs/common';
import { DomainError, type FieldError } from '@o2c/contracts';
import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { getMetadataStorage, validate, validateSync, type ValidationError } from 'class-validator';
import { QUERY } from '../fields/field.js';

/** These belong to `@Page()` in every query, never to a DTO. */
const PAGING = ['after', 'limit'];

/**
 * Checks the shape of bodies and queries that have a DTO class and answers all faults at once
 * (400 `request.malformed`). A field that the class does not name is a fault.
 */
export const shapePipe: PipeTransform = {
  async transform(given: unknown, { metatype, type }: ArgumentMetadata): Promise<unknown> {
    if ((type !== 'body' && type !== 'query') || !isDto(metatype)) return given;
    const value = given ?? {};
    if (!isRecord(value)) throw malformed([fault('field.shape', '', 'The body must be an object')]);
    const instance = type === 'query' ? queryIn(value, metatype) : instanceIn(value, metatype);
    const errors = await validate(instance, rules);
    if (errors.length > 0) throw malformed(errors.flatMap((error) => faultsOf(error, '')));
    return instance;
  },
};

function instanceIn(value: object, type: ClassConstructor<object>, groups?: string[]): object {
  return plainToInstance(type, value, { exposeUnsetFields: false, ...(groups && { groups }) });
}

function queryIn(value: object, type: ClassConstructor<object>): object {
  return instanceIn(withoutPaging(value), type, [QUERY]);
}

const rules = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  validationError: { target: false, value: true },
};

rememberRules();

/** The rules of a class are found anew for each object otherwise, by a walk over all classes. */
function rememberRules(): void {
  type Find = ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas'];
  const storage = getMetadataStorage();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, Map<string, ReturnType<Find>>>();
  storage.getTargetValidationMetadatas = (target, ...how) => {
    const ofTarget = known.get(target) ?? new Map<string, ReturnType<Find>>();
    known.set(target, ofTarget);
    const kind = JSON.stringify(how);
    const rulesFound = ofTarget.get(kind) ?? find(target, ...how);
    ofTarget.set(kind, rulesFound);
    return rulesFound;
  };
}

/**
 * What is wrong with the query of a list beside its page, as far as this pipe does not tell: where
 * the handler has no query class, and where the page is wrong already (`isWrong`).
 */
export function faultsBesidePage(
  query: object,
  { prototype }: Type,
  handler: string,
  isWrong: boolean,
): readonly FieldError[] {
  const types: unknown[] = Reflect.getMetadata('design:paramtypes', prototype, handler) ?? [];
  const type = types.find(isDto);
  if (!type)
    return Object.keys(withoutPaging(query)).map((name) => unknown(name, pointer('', name)));
  const errors = isWrong ? validateSync(queryIn(query, type), rules) : [];
  return errors.flatMap((error) => faultsOf(error, ''));
}

/** The refusal of a request whose JSON has another shape than documented. */
export function malformed(errors: readonly FieldError[]): DomainError {
  const message = errors.map((error) => error.message).join('; ');
  return new DomainError('request.malformed', message, errors);
}

/** The first broken rule of a field says enough; its parts are looked at all the same. */
function faultsOf(error: ValidationError, above: string): FieldError[] {
  const path = pointer(above, error.property);
  const [broken] = Object.entries(error.constraints ?? {});
  const own = broken ? [faultOf(error, path, ...broken)] : [];
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, path))];
}

function faultOf(
  { property, value }: ValidationError,
  path: string,
  rule: string,
  message: string,
): FieldError {
  if (rule === 'whitelistValidation') return unknown(property, path);
  if (value === undefined) return fault('field.required', path, `${property} is required`);
  return fault('field.shape', path, message);
}

function unknown(name: string, path: string): FieldError {
  return fault('field.unknown', path, `${name} is not a field of this request`);
}

function pointer(above: string, name: string): string {
  return `${above}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function fault(code: string, path: string, message: string): FieldError {
  return { code, path, message };
}

function withoutPaging(query: object): object {
  return Object.fromEntries(Object.entries(query).filter(([name]) => !PAGING.includes(name)));
}

function isDto(metatype: unknown): metatype is ClassConstructor<object> {
  return typeof metatype === 'function' && !plainTypes.has(metatype);
}

const plainTypes = new Set<unknown>([Object, String, Number, Boolean, Array]);

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { ArgumentMetadata, PipeTransform, Type } from '@nestjs/common';
import { DomainError, type FieldError } from '@o2c/contracts';
import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { getMetadataStorage, validate, type ValidationError } from 'class-validator';
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
    const plain = type === 'query' ? withoutPaging(value) : value;
    const instance: object = plainToInstance(metatype, plain, {
      exposeUnsetFields: false,
      ...(type === 'query' && { groups: [QUERY] }),
    });
    const errors = await validate(instance, rules);
    if (errors.length > 0) throw malformed(errors.flatMap((error) => faultsOf(error, '')));
    return instance;
  },
};

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
 * Refuses what is asked of a list beside its page where its handler has no query class, so that
 * this pipe does not look at it. Throws DomainError `request.malformed` that names each.
 */
export function refuseAllButPaging(query: object, controller: Type, handler: string): void {
  const { prototype } = controller;
  const types: unknown[] = Reflect.getMetadata('design:paramtypes', prototype, handler) ?? [];
  const others = Object.keys(withoutPaging(query));
  if (others.length === 0 || types.some(isDto)) return;
  throw malformed(others.map((name) => unknown(name, pointer('', name))));
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

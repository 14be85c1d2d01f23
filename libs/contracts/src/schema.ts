import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type EventType, definitionOf } from './catalogue.js';

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv, ['uuid', 'date', 'date-time']);

const compiled = new Map<EventType, ValidateFunction>();

/** The faults of a fact's data against its schema, in words; empty when it is valid. */
export function faultsOf(type: EventType, data: unknown): readonly string[] {
  const check = compiled.get(type) ?? compile(type);
  if (check(data)) return [];
  return (check.errors ?? []).map((fault) => `${fault.instancePath || '/'} ${fault.message}`);
}

function compile(type: EventType): ValidateFunction {
  const check = ajv.compile(definitionOf(type).data);
  compiled.set(type, check);
  return check;
}

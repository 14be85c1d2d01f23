import { isDeepStrictEqual } from 'node:util';

/** Any JSON value. */
type Json = unknown;
type JsonObject = { readonly [name: string]: Json };

/**
 * An event as one release published it; subscribers were written against this. `record` is one
 * record of it, byte for byte, which later services still have to read.
 */
export type ReleasedEvent = JsonObject & { readonly schema: JsonObject; readonly record?: Json };

/** Says nothing about which values are valid. */
const REMARKS = new Set(['title', 'description', '$schema', 'examples', '$id']);

/**
 * What a subscriber of `before` would miss or meet unprepared in `after`, in words. Allowed are new
 * events, new optional properties and new alternatives, and nothing else.
 */
export function breaches(
  before: { readonly [type: string]: ReleasedEvent },
  after: { readonly [type: string]: ReleasedEvent },
): readonly string[] {
  return Object.entries(before).flatMap(([type, { schema, record: __, ...event }]) => {
    const now = after[type];
    if (!now) return [`${type} is gone`];
    const { schema: newSchema, record: _, ...newEvent } = now;
    return [...changes(type, event, newEvent), ...changes(type, schema, newSchema)];
  });
}

function changes(path: string, before: Json, after: Json): readonly string[] {
  if (!isObject(before) || !isObject(after)) return equal(path, before, after);
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keywords]
    .filter((keyword) => !REMARKS.has(keyword))
    .flatMap((keyword) => keywordChanges(path, keyword, before[keyword], after[keyword]));
}

function keywordChanges(path: string, keyword: string, before: Json, after: Json) {
  const place = `${path}.${keyword}`;
  switch (keyword) {
    case 'properties':
      return Object.entries(before ?? {}).flatMap(([name, schema]) =>
        changes(`${path}.${name}`, schema, isObject(after) ? after[name] : undefined),
      );
    case 'required':
      return equal(place, sorted(before), sorted(after));
    case 'anyOf':
      return listOf(before).flatMap((old, index) =>
        listOf(after).some((one) => changes(place, old, one).length === 0)
          ? []
          : [`${place}: alternative ${index + 1} is gone`],
      );
    case 'items':
      return changes(place, before, after);
    default:
      return equal(place, before, after);
  }
}

function equal(place: string, before: Json, after: Json): readonly string[] {
  if (isDeepStrictEqual(before, after)) return [];
  return [`${place} was ${JSON.stringify(before)} and is ${JSON.stringify(after)}`];
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function sorted(value: Json): readonly Json[] {
  return [...listOf(value)].sort();
}

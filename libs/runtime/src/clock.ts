import { randomBytes, randomFillSync } from 'node:crypto';
import { DomainError } from '@o2c/contracts';
import { v7 } from 'uuid';

/** The only source of the present. A test clock can be moved forward and runs on from there. */
export class Clock {
  private aheadMs = 0;

  /** @param movable true only with TEST_CLOCK=1 */
  constructor(readonly movable = false) {}

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  /** The instant in UTC with milliseconds, `2026-11-22T08:00:00.000Z`. */
  iso(): string {
    return this.now().toISOString();
  }

  /** The date that a calendar on the wall shows in this time zone, `2026-11-22`. */
  today(timeZone: string): string {
    return localDate(this.now(), timeZone);
  }

  /** Moves a test clock forward. Throws DomainError when the instant has passed. */
  advanceTo(instant: string): void {
    if (!this.movable) throw new Error('The clock moves only with TEST_CLOCK=1');
    const ahead = Date.parse(instant) - Date.now();
    if (Number.isNaN(ahead) || ahead < this.aheadMs) throw notAhead(instant, this.iso());
    this.aheadMs = ahead;
  }
}

/** A UUIDv7 of the clock's millisecond; the ids of one clock ascend, also within one. */
export function newId(clock: Clock): string {
  const now = clock.now().getTime();
  const last = lastIds.get(clock);
  const next = last && last.msecs >= now ? following(last) : { msecs: now, seq: firstSequence() };
  lastIds.set(clock, next);
  return v7({ ...next, random: randomFromPool() });
}

/** Whether a text is a UUID of any version; PostgreSQL refuses to compare others with one. */
export function isUuid(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

/** The UTC date inside a UUIDv7, `2026-11-22`. Throws RangeError when the id is no UUIDv7. */
export function dayOf(id: string): string {
  if (!/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i.test(id)) {
    throw new RangeError(`"${id}" is not a UUIDv7`);
  }
  return dateOf(Math.floor(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) / DAY_MS));
}

/** The date of an instant in a time zone (IANA name). Throws RangeError when one is unknown. */
export function localDate(instant: string | Date, timeZone: string): string {
  return formatOf(timeZone).format(new Date(instant));
}

/** Random text for passwords and keys, URL safe. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

const DAY_MS = 86_400_000;
const dates = new Map<number, string>();

/** Nearly all ids are of a few days. */
function dateOf(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  if (dates.size > 1_000) dates.clear();
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

const ID_BYTES = 16;
const pool = Buffer.alloc(ID_BYTES * 256);
let taken = pool.length;

/** Asking the system for randomness costs the same for one id as for hundreds. */
function randomFromPool(): Uint8Array {
  if (taken === pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  taken += ID_BYTES;
  return pool.subarray(taken - ID_BYTES, taken);
}

type IdTime = { readonly msecs: number; readonly seq: number };

const lastIds = new WeakMap<Clock, IdTime>();

/** Starts low, so that a millisecond has room for two thousand million more. */
function firstSequence(): number {
  return randomBytes(4).readUInt32BE() >>> 1;
}

function following({ msecs, seq }: IdTime): IdTime {
  return seq < 0xffff_ffff ? { msecs, seq: seq + 1 } : { msecs: msecs + 1, seq: 0 };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs as much as a thousand uses of it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format;
}

function notAhead(instant: string, now: string): DomainError {
  const message = `The clock only moves forward: it is ${now}`;
  return new DomainError('content.invalid', message, [
    { code: 'content.invalid', path: '/now', message: `${instant} is not after ${now}` },
  ]);
}

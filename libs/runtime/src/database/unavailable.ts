import { types } from 'node:util';
import { errorCode } from '../error-code.js';

/**
 * SQLSTATE classes that heal by themselves: connection, conflicts, resources, operator, system;
 * a lock or a whole transaction that waited too long, and a server that only reads for now.
 */
const STATES = /^(08|40|53|57|58)|^(55P03|25P03|25006)$/;

/** Those that hold for everybody: connection, shutdown, crash, start, no disk, no session left. */
const AWAY_STATES = /^08|^57P0[1-3]$|^53[13]00$/;

const SYSTEM_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What the client of PostgreSQL says without a code. */
const WORDS =
  /connection terminated|connect timeout|timeout exceeded|read timeout|client has encountered/i;

/** The socket of a server that is down is missing; other missing files are no outage. */
function hasNoSocket(error: Error): boolean {
  return errorCode(error) === 'ENOENT' && (error as { syscall?: unknown }).syscall === 'connect';
}

/** Whether the database cannot be used just now: the same work may succeed later. */
export function isUnavailable(error: unknown): boolean {
  return isAway(error) || STATES.test(errorCode(error) ?? '');
}

/** Whether nobody can use the database just now, whatever is asked of it. */
export function isAway(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const code = errorCode(error);
  if (hasNoSocket(error)) return true;
  if (code !== undefined) return SYSTEM_ERRORS.has(code) || AWAY_STATES.test(code);
  return WORDS.test(error.message);
}

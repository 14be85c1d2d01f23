import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { DomainError, type ErrorCode, type FieldError, statusOf } from '@o2c/contracts';
import { isUnavailable } from '../database/unavailable.js';
import { errorCode } from '../error-code.js';

/** An error as the caller sees it (RFC 9457, `application/problem+json`). */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  /** Every fault of the request, each with its place as JSON pointer. */
  readonly errors?: readonly FieldError[];
  /** Path of the request. */
  readonly instance: string;
  /** To be quoted to whoever runs the system; it is in its logs. */
  readonly requestId: string;
  /** Extra members of a DomainError. */
  readonly [extra: string]: unknown;
};

/** Media type of every error. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** The problem document of an error; one without a code of ours says nothing about itself. */
export function problemOf(error: unknown, instance: string, requestId: string): Problem {
  const { code, message, errors, details } = asDomainError(error);
  const status = statusOf(code);
  return {
    ...details,
    type: `urn:order-to-cash:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail: message,
    ...(errors.length > 0 && { errors }),
    instance,
    requestId,
  };
}

/** What an error of the framework or the database means to the caller. */
export function asDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof HttpException) return ofStatus(error.getStatus(), error.message);
  const code = errorCode(error) ?? '';
  if (code.startsWith('FST_')) return ofStatus(statusIn(error), messageIn(error));
  if (UNSTORABLE.has(code)) return ofStatus(400, 'A value of the request cannot be stored');
  if (isUnavailable(error)) return ofStatus(503, '');
  return ofStatus(500, '');
}

/** Zero bytes, broken UUIDs, numbers and dates out of range that got as far as PostgreSQL. */
const UNSTORABLE = new Set(['22021', '22P02', '22003', '22007', '22008']);

function ofStatus(status: number, message: string): DomainError {
  switch (status) {
    case 400:
      return new DomainError('request.malformed', message);
    case 404:
      return new DomainError('route.unknown', message);
    case 413:
      return new DomainError('request.too_large', message);
    case 415:
      return new DomainError('request.media_type', 'Send JSON, as Content-Type: application/json');
    case 503:
      return new DomainError('service.unavailable', 'Not available just now: try again', [], {
        retryAfter: 1,
      });
    default:
      if (status < 500) return new DomainError('request.malformed', message);
      return new DomainError('internal', 'An error of ours: please quote the requestId');
  }
}

function statusIn(error: unknown): number {
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' ? status : 500;
}

function messageIn(error: unknown): string {
  return String((error as { message?: unknown }).message);
}

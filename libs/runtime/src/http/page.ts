import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { DomainError, type FieldError } from '@o2c/contracts';
import type { FastifyRequest } from 'fastify';
import { documented } from './idempotency.js';
import { faultsBesidePage, malformed } from './shape-pipe.js';

/** Which part of a list is wanted. */
export type PageRequest = {
  /** What `cursorOf` said of the last row of the page before. */
  readonly after?: string | undefined;
  /** 1–200, default 50. Read one row more, see `pageOf`. */
  readonly limit: number;
};

/** A page of a list; `next` goes into `?after=`, null on the last page. */
export type PageOf<T> = { readonly items: T[]; readonly next: string | null };

const MAX_LIMIT = 200;

/**
 * Handler parameter of every list. Throws DomainError `page.invalid`, and `request.malformed` for
 * each parameter of a query that no other class describes.
 */
export const Page: () => ParameterDecorator = createParamDecorator(
  (_: unknown, context: ExecutionContext): PageRequest => pageIn(queryOf(context), context),
  [documented(asPage('`next` so far'))],
);

function asPage(description: string): MethodDecorator {
  return applyDecorators(
    ApiQuery({ name: 'after', required: false, type: String, description }),
    ApiQuery({
      name: 'limit',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: 50 },
    }),
  ) as MethodDecorator;
}

/**
 * `Page` for a log with positions: `after` may also be the position of the last entry seen, so that
 * who came to the end can go on from there. Throws DomainError `page.invalid`.
 */
export const PositionPage: () => ParameterDecorator = createParamDecorator(
  (_: unknown, context: ExecutionContext): PageRequest => {
    const query = queryOf(context);
    if (!/^\d{1,15}$/.test(String(query.after))) return pageIn(query, context);
    return { ...pageIn({ ...query, after: undefined }, context), after: String(query.after) };
  },
  [documented(asPage('`next` so far, or a position'))],
);

/**
 * Makes a page of the rows read. `rows` holds up to `limit + 1` of them: the extra one only says
 * that there is a next page. `cursorOf` is the sort key of a row, as the store compares it.
 */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => string,
): PageOf<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items, next: hasMore ? Buffer.from(cursorOf(last)).toString('base64url') : null };
}

/** The refusal of an `after` that no page has given. */
export function notOfAPage(): DomainError {
  return new DomainError('page.invalid', 'after must be `next` of the page before');
}

type Query = Readonly<Record<string, unknown>>;

function queryOf(context: ExecutionContext): Query {
  return context.switchToHttp().getRequest<FastifyRequest>().query as Query;
}

/** Throws DomainError that names every fault of the query. */
function pageIn(query: Query, context: ExecutionContext): PageRequest {
  const { after, limit = '50' } = query;
  const faults: FieldError[] = [];
  const count = /^\d{1,3}$/.test(String(limit)) ? Number(limit) : 0;
  if (count < 1 || count > MAX_LIMIT)
    faults.push(fault('/limit', `a number from 1 to ${MAX_LIMIT}`));
  const cursor = after === undefined ? undefined : cursorIn(after);
  if (cursor === null) faults.push(fault('/after', '`next` of the page before'));
  const [list, handler] = [context.getClass(), context.getHandler().name];
  const others = faultsBesidePage(query, list, handler, faults.length > 0);
  if (others.length > 0) throw malformed([...faults, ...others]);
  if (faults.length === 0) return { limit: count, ...(cursor && { after: cursor }) };
  throw new DomainError('page.invalid', faults.map(({ message }) => message).join('; '), faults);
}

/** null when it is no cursor of ours. */
function cursorIn(after: unknown): string | null {
  const isOurs = typeof after === 'string' && /^[\w-]{1,1000}$/.test(after);
  const cursor = isOurs ? Buffer.from(after, 'base64url').toString() : '';
  return cursor === '' || /[\u0000\ufffd]/.test(cursor) ? null : cursor;
}

function fault(path: string, be: string): FieldError {
  return { code: 'page.invalid', path, message: `${path.slice(1)} must be ${be}` };
}

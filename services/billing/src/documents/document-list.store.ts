import { DomainError } from '@o2c/contracts';
import type { Database } from '@o2c/messaging';
import { isUuid, type PageRequest, refuseBackwards } from '@o2c/runtime';
import { readNumber, type Document, type DocumentKind } from '../domain/document.js';

/** What a list of documents may be narrowed to; customer, order and invoice by id or number. */
export type DocumentFilter = {
  readonly customer?: string | undefined;
  readonly order?: string | undefined;
  readonly invoice?: string | undefined;
  readonly number?: string | undefined;
  readonly seller?: string | undefined;
  readonly currency?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly sort?: 'oldest' | 'newest' | undefined;
};

/** A document and the gross of the credit notes against it, in minor units. */
export type FoundDocument<K extends DocumentKind> = {
  readonly content: Extract<Document, { readonly kind: K }>;
  readonly credited: number;
};

/** The documents of a kind: one more than the page holds; throws DomainError `content.invalid`. */
export function listDocuments<K extends DocumentKind>(
  database: Database,
  kind: K,
  filter: DocumentFilter,
  { after, limit }: PageRequest,
): Promise<FoundDocument<K>[]> {
  refuseBackwards(filter.from, filter.to);
  const params: unknown[] = [kind, limit + 1];
  const [beyond, order] = filter.sort === 'newest' ? ['<', 'DESC'] : ['>', 'ASC'];
  const conditions = conditionsOf(kind, filter, params);
  if (after !== undefined) conditions.push(`id ${beyond} $${params.push(after)}`);
  return database.read(
    `${SELECT} WHERE ${['kind = $1', ...conditions].join(' AND ')} ORDER BY id ${order} LIMIT $2`,
    params,
  );
}

/**
 * The document of this id or number. Throws DomainError: unknown, or `seller.required` where
 * several sellers have given the number.
 */
export async function findDocument<K extends DocumentKind>(
  database: Database,
  kind: K,
  name: string,
): Promise<FoundDocument<K>> {
  const params: unknown[] = [kind];
  const condition = isUuid(name)
    ? `id = $${params.push(name)}`
    : numbered(kind, name, (value) => `$${params.push(value)}`);
  const [first, second] = await database.read<FoundDocument<K>>(
    `${SELECT} WHERE kind = $1 AND ${condition} LIMIT 2`,
    params,
  );
  if (!first) throw new DomainError(`${kind}.unknown`, `There is no ${kind} ${name}`);
  if (second) throw new DomainError('seller.required', `Several sellers have the number ${name}`);
  return first;
}

const SELECT = `
  SELECT content, (SELECT coalesce(sum(note.gross_minor), 0) FROM documents note
                    WHERE note.invoice_id = documents.id) AS credited
    FROM documents`;

type Placeholder = (value: unknown) => string;
type Condition = (value: string) => string;

/** One condition per filter that is given, so that each plan uses the index that fits. */
function conditionsOf(kind: DocumentKind, filter: DocumentFilter, params: unknown[]): string[] {
  const at: Placeholder = (value) => `$${params.push(value)}`;
  const named = (table: string, name: string) =>
    isUuid(name) ? at(name) : `ANY (ARRAY(SELECT id FROM ${table} WHERE number = ${at(name)}))`;
  const conditions: { [K in Exclude<keyof DocumentFilter, 'sort'>]-?: Condition } = {
    customer: (name) => `customer_id = ${named('customers', name)}`,
    order: (name) => `order_id = ${named('orders', name)}`,
    invoice: (name) =>
      isUuid(name)
        ? `invoice_id = ${at(name)}`
        : `invoice_id IN (SELECT id FROM documents WHERE ${numbered('invoice', name, at)})`,
    number: (number) => numbered(kind, number, at),
    seller: (id) => `seller_id = ${at(id)}`,
    currency: (currency) => `currency = ${at(currency)}`,
    from: (date) => `issued_on >= ${at(date)}`,
    to: (date) => `issued_on <= ${at(date)}`,
  };
  return Object.entries(conditions).flatMap(([name, condition]) => {
    const value = filter[name as keyof typeof conditions];
    return value === undefined ? [] : [condition(value)];
  });
}

/** Finds a number by its parts, which have the index. */
function numbered(kind: DocumentKind, number: string, at: Placeholder): string {
  const parts = readNumber(kind, number);
  if (!parts) return 'false';
  return `(kind, year, sequence) = ('${kind}', ${at(parts.year)}, ${at(parts.sequence)})`;
}

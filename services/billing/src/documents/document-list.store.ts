import { DomainError } from '@o2c/contracts';
import { called, type Condition, type Database, filtered } from '@o2c/messaging';
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
  const [beyond, order] = filter.sort === 'newest' ? ['<', 'DESC'] : ['>', 'ASC'];
  return database.read(
    ...filtered(
      `${SELECT} WHERE … ORDER BY id ${order} LIMIT $1`,
      [limit + 1],
      [
        ['kind = ?', kind],
        called('customer_id', 'customers', filter.customer),
        called('order_id', 'orders', filter.order),
        invoiceCalled(filter.invoice),
        ...(filter.number === undefined ? [] : [numbered(kind, filter.number)]),
        ['seller_id = ?', filter.seller],
        ['currency = ?', filter.currency],
        ['issued_on >= ?', filter.from],
        ['issued_on <= ?', filter.to],
        [`id ${beyond} ?`, after],
      ],
    ),
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
  const condition: Condition = isUuid(name) ? ['id = ?', name] : numbered(kind, name);
  const [first, second] = await database.read<FoundDocument<K>>(
    ...filtered(`${SELECT} WHERE … LIMIT 2`, [], [['kind = ?', kind], condition]),
  );
  if (!first) throw new DomainError(`${kind}.unknown`, `There is no ${kind} ${name}`);
  if (second) throw new DomainError('seller.required', `Several sellers have the number ${name}`);
  return first;
}

const SELECT = `
  SELECT content, (SELECT coalesce(sum(note.gross_minor), 0) FROM documents note
                    WHERE note.invoice_id = documents.id) AS credited
    FROM documents`;

function invoiceCalled(name: string | undefined): Condition {
  if (name === undefined || isUuid(name)) return ['invoice_id = ?', name];
  const [isIt, ...parts] = numbered('invoice', name);
  return [`invoice_id IN (SELECT id FROM documents WHERE ${isIt})`, ...parts];
}

/** Finds a number by its parts, which have the index. */
function numbered(kind: DocumentKind, number: string): Condition {
  const parts = readNumber(kind, number);
  if (!parts) return ['false'];
  return ['(kind, year, sequence) = (?, ?::int, ?::int)', kind, parts.year, parts.sequence];
}

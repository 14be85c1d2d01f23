import { DomainError, refuse, type ErrorCode, type FactOf, type FieldError } from '@o2c/contracts';

/** Sellers, customers or products as a command reaches them: the snapshot that is published. */
export type MasterRow<D> =
  | { readonly data: D; readonly version: number }
  /** Who has the number that a command wants to give. */
  | { readonly owner: string | undefined };

/** What can be done with master data. */
export type MasterCommand<D> =
  | { readonly type: 'Register'; readonly id: string; readonly data: D; readonly faults: Found }
  | {
      readonly type: 'Change';
      readonly id: string;
      /** The version that the change was made on. */
      readonly version: number;
      readonly revise: (now: D) => D;
      readonly faults: Found;
    };

/** Faults that only the shell could see, such as the check digits of a VAT id. */
type Found = readonly FieldError[];

type Registered = 'SellerRegistered' | 'CustomerRegistered' | 'ProductRegistered';
type Changed = 'SellerChanged' | 'CustomerChanged' | 'ProductChanged';

/** What registering and changing say. */
export type MasterFact = FactOf<Registered | Changed>;

/** One kind of master data: its names, and the rules of its content. */
export type MasterKind<D> = {
  /** Table, and first part of its row ids. */
  readonly table: 'sellers' | 'customers' | 'products';
  readonly codes: { readonly unknown: ErrorCode; readonly taken: ErrorCode };
  readonly idOf: (data: D) => string;
  /** The human number: seller and customer number, or sku. */
  readonly numberOf: (data: D) => string;
  /** The same with the number that was made for it. */
  readonly numbered: (data: D, number: string) => D;
  readonly faultsOf: (data: D) => readonly FieldError[];
  readonly registered: (data: D) => MasterFact;
  readonly changed: (data: D) => MasterFact;
};

/** The rows that a command touches: the thing itself and, when it is new, its number. */
export function masterRows<D>(kind: MasterKind<D>, command: MasterCommand<D>): readonly string[] {
  const own = rowOfId(kind, command.id);
  if (command.type === 'Change') return [own];
  return [numberRow(kind, kind.numberOf(command.data)), own];
}

/** Row id of a number: whoever registers it holds its lock. */
export function numberRow<D>(kind: MasterKind<D>, number: string): string {
  return `${kind.table}-numbers/${number}`;
}

/** Throws DomainError: a number taken, an unknown id, another version, or faulty content. */
export function decideMaster<D>(
  kind: MasterKind<D>,
  rows: ReadonlyMap<string, MasterRow<D>>,
  command: MasterCommand<D>,
): readonly MasterFact[] {
  switch (command.type) {
    case 'Register':
      refuse([...command.faults, ...kind.faultsOf(command.data)]);
      refuseTaken(kind, rows, kind.numberOf(command.data));
      return [kind.registered(command.data)];
    case 'Change': {
      const row = rows.get(rowOfId(kind, command.id));
      if (row === undefined || !('data' in row)) throw unknown(kind, command.id);
      refuseOtherVersion(row.version, command.version);
      const data = command.revise(row.data);
      refuse([...command.faults, ...kind.faultsOf(data)]);
      return [kind.changed(data)];
    }
  }
}

/** The thing as the fact says it is, one version on. */
export function evolveMaster<D>(
  kind: MasterKind<D>,
  rows: ReadonlyMap<string, MasterRow<D>>,
  fact: MasterFact,
): readonly (readonly [string, MasterRow<D>])[] {
  // A kind reads only the facts that it made itself, and their data is its snapshot.
  const data = fact.data as D;
  const id = rowOfId(kind, kind.idOf(data));
  const before = rows.get(id);
  const version = before && 'data' in before ? before.version + 1 : 1;
  return [
    [id, { data, version }],
    [numberRow(kind, kind.numberOf(data)), { owner: kind.idOf(data) }],
  ];
}

/** Throws `precondition.failed` when the thing has changed since the caller read it. */
export function refuseOtherVersion(now: number, seen: number): void {
  if (now === seen) return;
  const message = `It has changed: version ${now}, and the change was made on ${seen}`;
  throw new DomainError('precondition.failed', message, [], { version: now });
}

/** Row id of the thing itself. */
export function rowOfId<D>(kind: MasterKind<D>, id: string): string {
  return `${kind.table}/${id}`;
}

function refuseTaken<D>(
  kind: MasterKind<D>,
  rows: ReadonlyMap<string, MasterRow<D>>,
  number: string,
): void {
  const row = rows.get(numberRow(kind, number));
  const owner = row && 'owner' in row ? row.owner : undefined;
  if (owner === undefined) return;
  throw new DomainError(kind.codes.taken, `${number} is taken`, [], { id: owner });
}

/** The refusal of an id or number that nothing has (404). */
export function unknown<D>(kind: MasterKind<D>, name: string): DomainError {
  return new DomainError(kind.codes.unknown, `${name} is not known`);
}

import { type FieldError, refuse } from '@o2c/contracts';
import type { Quantity } from '@o2c/money';
import type { PackShipment, ShippingFact, WrittenPackage } from './command.js';
import type { Seller } from './order.js';
import { fault, quantityAt } from './request.js';
import { type Package, plannedLines, type Shipment } from './shipment.js';
import { isCompanyPrefix, ssccOf } from './sscc.js';

/** The goods are in packages, each with an SSCC where the seller has a GS1 company prefix. */
export function pack(
  shipment: Shipment,
  seller: Seller | undefined,
  command: PackShipment,
): readonly ShippingFact[] {
  const faults: FieldError[] = [];
  const packages = packagesOf(shipment, command.packages ?? [{}], faults);
  refuse(faults);
  return [packed(shipment, seller, packages)];
}

/** The goods are in these packages now. */
export type Packing = Extract<ShippingFact, { type: 'shipment-packed' }>;

/** Everything in one package, as when goods are shipped that nobody packed. */
export function packedAsOne(shipment: Shipment, seller: Seller | undefined): Packing {
  return packed(shipment, seller, [{ number: 1 }]);
}

/**
 * The packages when less leaves than was packed: what is missing is taken out of the last ones
 * that hold it, and a package left empty stays behind. Packages without stated contents stay.
 */
export function trimmed(
  packages: readonly Package[],
  leaving: ReadonlyMap<number, Quantity>,
): readonly Package[] {
  const room = new Map(leaving);
  return packages.flatMap((one) => {
    if (!one.lines) return [one];
    const lines = one.lines
      .map(({ line, quantity }) => {
        const fits = Math.min(quantity, room.get(line) ?? 0);
        room.set(line, (room.get(line) ?? 0) - fits);
        return { line, quantity: fits };
      })
      .filter(({ quantity }) => quantity > 0);
    return lines.length > 0 ? [{ ...one, lines }] : [];
  });
}

function packed(
  { id: shipment, order }: Shipment,
  seller: Seller | undefined,
  packages: readonly Package[],
): Packing {
  const prefix = seller?.gs1CompanyPrefix;
  if (!seller || !isCompanyPrefix(prefix)) {
    return { type: 'shipment-packed', data: { order, shipment, packages } };
  }
  const labelled = packages.map((one, index) => ({
    ...one,
    sscc: ssccOf(prefix, seller.nextSerial + index),
  }));
  const serials = { seller: seller.id, count: labelled.length };
  return { type: 'shipment-packed', data: { order, shipment, packages: labelled, serials } };
}

function packagesOf(
  shipment: Shipment,
  written: readonly WrittenPackage[],
  faults: FieldError[],
): readonly Package[] {
  const unpacked = new Map(
    [...plannedLines(shipment)].map(([line, { planned }]) => [line, planned]),
  );
  if (written.length === 0) faults.push(fault('/packages', 'There is at least one package'));
  return written.map(({ weight, lines }, index) => {
    const path = `/packages/${index}`;
    return {
      number: index + 1,
      ...(weight !== undefined && { weight: quantityAt(weight, `${path}/weight`, faults) }),
      ...(lines && { lines: contentsOf(lines, unpacked, path, faults) }),
    };
  });
}

/** Takes what a package holds out of what is not packed yet. */
function contentsOf(
  lines: NonNullable<WrittenPackage['lines']>,
  unpacked: Map<number, Quantity>,
  path: string,
  faults: FieldError[],
): NonNullable<Package['lines']> {
  return lines.map((written, index) => {
    const at = `${path}/lines/${index}`;
    const quantity = quantityAt(written.quantity, `${at}/quantity`, faults) ?? 0;
    const left = (unpacked.get(written.line) ?? 0) - quantity;
    if (left < 0) faults.push(fault(at, `More of line ${written.line} is packed than is planned`));
    unpacked.set(written.line, left);
    return { line: written.line, quantity };
  });
}

import { decimal } from '../amount.js';

/** Where things lie; whoever picks in the south has too much to do. */
export type Warehouse = 'main' | 'south';

/** Something that the company sells; `cents` is its price. */
export type Ware = {
  readonly sku: string;
  readonly name: string;
  readonly cents: number;
  readonly warehouse: Warehouse;
  /** Its supplier often delivers late. */
  readonly isScarce: boolean;
  readonly rateClass: 'standard' | 'reduced';
  /** The month (1 to 12) in which it sells best; absent: it sells all year. */
  readonly bestMonth?: number | undefined;
};

type Family = {
  readonly code: string;
  readonly name: string;
  readonly sizes: readonly string[];
  readonly cents: number;
  /** What each size costs more than the one before, in percent. */
  readonly growth: number;
  readonly more?: Partial<Ware>;
};

const METRIC = ['M4', 'M5', 'M6', 'M8', 'M10', 'M12', 'M14', 'M16', 'M20', 'M24'];
const LENGTHS = ['30', '40', '50', '60', '70', '80', '100', '120', '140', '160'];
const SIZES = ['6', '7', '8', '9', '10', '11'];
const SHOES = ['39', '40', '41', '42', '43', '44'];
const MODELS = ['E1', 'E2', 'E3', 'P1', 'P2', 'P3', 'X1', 'X2'];
const METRES = ['5 m', '10 m', '15 m', '20 m', '25 m', '30 m', '40 m', '50 m'];
const SOUTH = { warehouse: 'south' } as const;

/** 120 wares in all. */
const FAMILIES: readonly Family[] = [
  { code: 'HB', name: 'Hex bolts, box of 100,', sizes: METRIC, cents: 640, growth: 24 },
  { code: 'HN', name: 'Hex nuts, box of 100,', sizes: METRIC, cents: 410, growth: 22 },
  { code: 'WS', name: 'Wood screws 5 ×', sizes: LENGTHS, cents: 890, growth: 12 },
  { code: 'WP', name: 'Wall plugs, box of 200, 8 ×', sizes: LENGTHS, cents: 720, growth: 9 },
  { code: 'AB', name: 'Angle bracket, mm', sizes: LENGTHS, cents: 260, growth: 14 },
  { code: 'TR', name: 'Threaded rod 1 m', sizes: METRIC, cents: 190, growth: 28 },
  { code: 'GL', name: 'Work gloves, 12 pairs, size', sizes: SIZES, cents: 2_390, growth: 2 },
  { code: 'SG', name: 'Safety shoes, size', sizes: SHOES, cents: 6_450, growth: 1 },
  { code: 'DB', name: 'Drill bit set', sizes: MODELS, cents: 2_450, growth: 18 },
  {
    code: 'CD',
    name: 'Cordless drill',
    sizes: MODELS,
    ...{ cents: 8_900, growth: 15, more: SOUTH },
  },
  {
    code: 'AG',
    name: 'Angle grinder',
    sizes: MODELS,
    ...{ cents: 7_400, growth: 14, more: SOUTH },
  },
  {
    code: 'WL',
    name: 'Work light',
    sizes: MODELS,
    ...{ cents: 3_200, growth: 16, more: winter() },
  },
  {
    code: 'HO',
    name: 'Garden hose',
    sizes: METRES,
    ...{ cents: 1_250, growth: 18, more: summer() },
  },
  { code: 'SS', name: 'Snow shovel', sizes: ['S', 'M', 'L', 'XL'], ...snow() },
  { code: 'HA', name: 'Handbook of fastening, volume', sizes: ['1', '2', '3', '4'], ...book() },
];

/** All wares; scarce is one of twelve. */
export const WARES: readonly Ware[] = FAMILIES.flatMap(waresOf).map((ware, index) => ({
  ...ware,
  isScarce: index % 12 === 5,
}));

/** The product as the API takes it. */
export function productOf({ sku, name, cents, rateClass }: Ware): object {
  const price = { amount: decimal(cents), currency: 'EUR' };
  return { sku, name, unit: 'piece', taxCategory: 'S', rateClass, price };
}

/** How well it sells on a day: 1 on average, more in its season. */
export function demandOn({ bestMonth }: Ware, date: string): number {
  if (bestMonth === undefined) return 1;
  const month = Number(date.slice(5, 7)) + Number(date.slice(8)) / 31 - 0.5;
  return 1 + 0.9 * Math.cos(((month - bestMonth) / 12) * 2 * Math.PI);
}

function waresOf({ code, name, sizes, cents, growth, more }: Family): readonly Ware[] {
  return sizes.map((size, index) => ({
    ...{ sku: `${code}-${size.replace(' ', '').toUpperCase()}`, name: `${name} ${size}` },
    cents: 10 * Math.round((cents * (1 + growth / 100) ** index) / 10),
    ...{ warehouse: 'main', isScarce: false, rateClass: 'standard', ...more },
  }));
}

function winter() {
  return { bestMonth: 12, warehouse: 'south' } as const;
}

function summer() {
  return { bestMonth: 6, warehouse: 'south' } as const;
}

function snow() {
  return { cents: 1_690, growth: 20, more: { bestMonth: 12 } };
}

function book() {
  return { cents: 2_990, growth: 10, more: { rateClass: 'reduced' } as const };
}

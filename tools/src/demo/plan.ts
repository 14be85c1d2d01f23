import { addDays } from '@o2c/money';
import { Chance } from './chance.js';
import { type Buyer, buyersOf } from './customers.js';
import { daysFrom, isWeekend, workdaysAfter } from './days.js';
import { demandOn, type Ware, type Warehouse, WARES } from './wares.js';

/** What becomes of an order of the past beside being shipped, invoiced and paid. */
export type Fate = 'plain' | 'split' | 'cancelled' | 'twice and released' | 'twice and rejected';

/** A line that somebody orders; `isShort`: none of it is there in that week. */
export type PlannedLine = {
  readonly ware: Ware;
  readonly quantity: number;
  readonly isShort: boolean;
};

/** An order of the past. */
export type PlannedOrder = {
  readonly buyer: Buyer;
  readonly purchaseOrder: string;
  readonly on: string;
  readonly at: string;
  /** When the customer would like the goods. */
  readonly requestedOn?: string | undefined;
  readonly lines: readonly PlannedLine[];
  readonly fate: Fate;
  /** When each warehouse ships its part. */
  readonly leavesOn: { readonly [W in Warehouse]: string };
};

/** What is short in a week comes in on `arrivesOn`. */
export type Week = {
  readonly begin: string;
  readonly orders: readonly PlannedOrder[];
  readonly arrivesOn: string;
};

/** The company's past, up to the day before `today`. */
export type Plan = {
  readonly seed: number;
  readonly today: string;
  readonly buyers: readonly Buyer[];
  readonly weeks: readonly Week[];
};

/** How large a world is. */
export type Size = { readonly days: number; readonly customers: number };

const FATES: readonly (readonly [Fate, number])[] = [
  ['plain', 900],
  ['split', 60],
  ['cancelled', 18],
  ['twice and released', 14],
  ['twice and rejected', 8],
];

/** Days of work until goods leave: whoever picks in the south has too much to do. */
const LAGS: { readonly [W in Warehouse]: readonly (readonly [number, number])[] } = {
  main: [
    [0, 2],
    [1, 5],
    [2, 3],
    [3, 1],
  ] as const,
  south: [
    [4, 2],
    [5, 4],
    [6, 3],
    [8, 2],
    [10, 1],
  ] as const,
};

/** Makes the past of a company that opened `days` ago; the same seed and day give the same. */
export function planOf(seed: number, { days, customers }: Size, today: string): Plan {
  const chance = new Chance(seed + 1_000_003);
  const buyers = buyersOf(seed, customers);
  const begin = addDays(today, 1 - days);
  const begins = daysFrom(begin, addDays(today, -1)).filter((_, index) => index % 7 === 0);
  const missing = shortOf(chance, 60);
  const weeks = begins.map((first) => weekOf(first, { today, buyers, chance, missing }));
  return { seed, today, buyers, weeks };
}

/** Lines of an order on a day. */
export function linesFor(buyer: Buyer, date: string, chance: Chance, short: ReadonlySet<Ware>) {
  const from = chance.weighted<Warehouse | 'both'>([
    ['main', 62],
    ['south', 26],
    ['both', 12],
  ]);
  const offered = WARES.filter(({ warehouse }) => from === 'both' || warehouse === from);
  const demand = offered.map((ware) => [ware, demandOn(ware, date)] as const);
  const chosen = new Set<Ware>();
  for (let count = chance.between(1, 6); count > 0; count--) chosen.add(chance.weighted(demand));
  return [...chosen].map((ware): PlannedLine => {
    const budget = buyer.size * chance.between(9_000, 42_000);
    const quantity = Math.max(1, Math.round(budget / ware.cents));
    return { ware, quantity, isShort: short.has(ware) };
  });
}

/** What all weeks have in common; `missing` has not come in for weeks. */
type Setting = {
  readonly today: string;
  readonly buyers: readonly Buyer[];
  readonly chance: Chance;
  readonly missing: ReadonlySet<Ware>;
};

function weekOf(begin: string, { today, buyers, chance, missing }: Setting): Week {
  const last = addDays(begin, 6) < today ? addDays(begin, 6) : addDays(today, -1);
  const isRecent = addDays(begin, 14) > today;
  const short = isRecent ? missing : shortOf(chance, 25);
  const orders = daysFrom(begin, last).flatMap((on) =>
    buyers.flatMap((buyer) => ordersOn(on, buyer, chance, short)),
  );
  return { begin, orders, arrivesOn: addDays(isRecent ? today : last, 4) };
}

/** Some of the scarce wares, so many percent. */
function shortOf(chance: Chance, percent: number): ReadonlySet<Ware> {
  return new Set(WARES.filter(({ isScarce }) => isScarce && chance.happens(percent)));
}

function ordersOn(
  on: string,
  buyer: Buyer,
  chance: Chance,
  short: ReadonlySet<Ware>,
): readonly PlannedOrder[] {
  if (!chance.happens((buyer.weekly / 5) * (isWeekend(on) ? 5 : 100))) return [];
  const order = {
    ...{ buyer, on, at: `${on}T${hour(chance, 6, 13)}:00.000Z` },
    purchaseOrder: `${buyer.number}-${on.slice(2).replaceAll('-', '')}`,
    lines: linesFor(buyer, on, chance, short),
    ...(chance.happens(35) && { requestedOn: workdaysAfter(on, 5) }),
    fate: chance.weighted(FATES),
    leavesOn: {
      main: workdaysAfter(on, chance.weighted(LAGS.main)),
      south: workdaysAfter(on, chance.weighted(LAGS.south)),
    },
  };
  if (!order.fate.startsWith('twice')) return [order];
  return [
    { ...order, fate: 'plain' },
    { ...order, at: `${on}T${hour(chance, 14, 14)}:00.000Z` },
  ];
}

/** `07:42` */
export function hour(chance: Chance, first: number, last: number): string {
  const [hours, minutes] = [chance.between(first, last), chance.between(0, 59)];
  return [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':');
}

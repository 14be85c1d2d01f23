import { decimal } from '../amount.js';
import { Chance } from './chance.js';

/** How somebody pays. */
export type Habit =
  'early' | 'punctual' | 'late' | 'chronic' | 'monthly' | 'short' | 'wordless' | 'debit';

/** Somebody who buys from the company. */
export type Buyer = {
  readonly number: string;
  readonly name: string;
  readonly city: string;
  readonly postalCode: string;
  readonly country: string;
  readonly street: string;
  readonly email: string;
  readonly terms: string;
  readonly habit: Habit;
  /** Orders in an average week. */
  readonly weekly: number;
  /** How big its orders are; 1 on average. */
  readonly size: number;
  /** In cents; absent: it is not checked. */
  readonly limit?: number | undefined;
};

/** Parts of a hundred customers. */
const HABITS: readonly (readonly [Habit, number])[] = [
  ['punctual', 40],
  ['late', 21],
  ['early', 12],
  ['monthly', 9],
  ['chronic', 6],
  ['short', 5],
  ['wordless', 4],
  ['debit', 3],
];

const TERMS: readonly (readonly [string, number])[] = [
  ['net30', 6],
  ['net45', 3],
  ['net14', 1],
];

/** Of orders, beside the average. */
const SIZES: readonly (readonly [number, number])[] = [
  [0.5, 3],
  [1, 5],
  [2.5, 1],
];

/** Orders a week. */
const PACES: readonly (readonly [number, number])[] = [
  [0.8, 4],
  [2, 4],
  [4, 1],
];

const NAMES = [
  ...[
    'Nordlicht',
    'Alster',
    'Brenner',
    'Holtmann',
    'Küstenbau',
    'Lindner',
    'Marquardt',
    'Oderland',
  ],
  ...['Petersen', 'Rheinwerk', 'Sonnberg', 'Talmühle', 'Uhlenhorst', 'Voss', 'Waldhof', 'Zimmerei'],
  ...['Adler', 'Berger', 'Castell', 'Dorn', 'Eichner', 'Falken', 'Gruber', 'Hansen', 'Iller'],
  ...['Jansen', 'Kranich', 'Lorenz', 'Moselblick', 'Neumann'],
];
const TRADES = ['Holzbau', 'Metallbau', 'Werkzeughandel', 'Baumarkt', 'Innenausbau', 'Dachdecker'];

type Land = {
  readonly country: string;
  readonly weight: number;
  readonly forms: readonly string[];
  readonly streets: readonly string[];
  readonly cities: readonly (readonly [postalCode: string, city: string])[];
};

const LANDS: readonly Land[] = [
  {
    country: 'DE',
    weight: 64,
    forms: ['GmbH', 'KG', 'GmbH & Co. KG', 'AG', 'e. K.'],
    streets: ['Marktplatz', 'Hafenstraße', 'Industrieweg', 'Lindenallee', 'Am Bahnhof'],
    cities: [
      ['28195', 'Bremen'],
      ['20095', 'Hamburg'],
      ['50667', 'Köln'],
      ['80331', 'München'],
      ['04109', 'Leipzig'],
    ],
  },
  {
    country: 'AT',
    weight: 12,
    forms: ['GmbH', 'OG', 'AG'],
    streets: ['Hauptplatz', 'Ringstraße'],
    cities: [['1010', 'Wien']],
  },
  {
    country: 'NL',
    weight: 10,
    forms: ['B.V.', 'V.O.F.'],
    streets: ['Kerkstraat', 'Havenweg'],
    cities: [['3011', 'Rotterdam']],
  },
  {
    country: 'FR',
    weight: 7,
    forms: ['SARL', 'SAS'],
    streets: ['Rue du Port', 'Place de la Gare'],
    cities: [['67000', 'Strasbourg']],
  },
  {
    country: 'PL',
    weight: 7,
    forms: ['Sp. z o.o.'],
    streets: ['ul. Portowa', 'Rynek'],
    cities: [['70-001', 'Szczecin']],
  },
];

/** So many customers; those of another seed are others, with other numbers. */
export function buyersOf(seed: number, count: number): readonly Buyer[] {
  const chance = new Chance(seed);
  const habits = habitsOf(count);
  return Array.from({ length: count }, (_, index) =>
    buyer(10_000 * seed + index + 1, index, habits[index] ?? 'punctual', chance),
  );
}

/** The customer as the API takes it. */
export function customerOf(buyer: Buyer, seller: string): object {
  const { number, name, email, terms, street, postalCode, city, country, limit } = buyer;
  const billTo = { name, lines: [street], postalCode, city, country };
  const creditLimit = { amount: decimal(limit ?? 0), currency: 'EUR' };
  return {
    ...{ number, name, email, terms, billTo, currency: 'EUR' },
    ...(limit !== undefined && { creditLimit, seller }),
  };
}

function buyer(number: number, index: number, habit: Habit, chance: Chance): Buyer {
  const land = chance.weighted(LANDS.map((one) => [one, one.weight] as const));
  const [postalCode, city] = chance.oneOf(land.cities);
  const turn = Math.floor(index / NAMES.length);
  const name = `${NAMES[index % NAMES.length]} ${TRADES[(index + turn) % TRADES.length]}`;
  const size = chance.weighted(SIZES);
  const weekly = chance.weighted(PACES) * (habit === 'chronic' ? 0.7 : 1);
  const thousands = Math.max(5, Math.round(20 * size * weekly));
  return {
    ...{ number: String(number), name: `${name} ${chance.oneOf(land.forms)}`, habit },
    ...{ country: land.country, street: `${chance.oneOf(land.streets)} ${chance.between(1, 90)}` },
    ...{ postalCode, city, email: `rechnung@${domainOf(name)}.example` },
    ...{ terms: chance.weighted(TERMS), size, weekly },
    limit: chance.happens(85) ? thousands * 100_000 : undefined,
  };
}

/** Mixed, each habit in its proportion as far as there is room. */
function habitsOf(count: number): readonly Habit[] {
  const given = new Map<Habit, number>();
  return Array.from({ length: count }, (_, index) => {
    const missing = ([habit, share]: readonly [Habit, number]) =>
      (share / 100) * (index + 1) - (given.get(habit) ?? 0);
    const [habit] = HABITS.reduce((most, one) => (missing(one) > missing(most) ? one : most));
    given.set(habit, (given.get(habit) ?? 0) + 1);
    return habit;
  });
}

function domainOf(name: string): string {
  const plain = name.toLowerCase().replaceAll('ü', 'ue').replaceAll('ä', 'ae');
  return plain.replaceAll('ö', 'oe').replaceAll(/[^a-z0-9]+/g, '-');
}

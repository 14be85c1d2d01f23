import { readFileSync } from 'node:fs';
import { type Client, pause } from '@o2c/client';
import { lastDayOf } from '../months.js';

/** How long figures that are built from facts may take to catch up with them. */
const TRIES = 60;
const PAUSE_MILLISECONDS = 1_000;

/** What the file is known to come to. */
type Known = {
  /** By date: what is open by bucket (count and amount) and in all, and DSO over 90 days. */
  readonly aging: Readonly<Record<string, KnownAging>>;
  readonly cash_by_month: Readonly<Record<string, string>>;
};
type KnownAging = {
  readonly current: readonly [number, string];
  readonly '1-30': readonly [number, string];
  readonly total_open: string;
  readonly dso_90d: string;
};

type Amount = { readonly amount: string };
type Aging = {
  readonly buckets: readonly { readonly name: string; count: number; readonly amount: Amount }[];
  readonly total: Amount;
};
type Kpis = {
  readonly dso: { readonly periodEnd: { readonly days: number | null } };
  readonly cashPerDay: { readonly received: Amount };
};

/** Compares aging, DSO and cash per month with known figures, row by row of a table. */
export async function comparison(
  client: Client,
  file: string,
  seller: string,
): Promise<readonly (readonly string[])[]> {
  const { aging, cash_by_month: cash } = JSON.parse(readFileSync(file, 'utf8')) as Known;
  const books = { seller, currency: 'USD' };
  const ages = Object.entries(aging).map(([asOf, known]) => {
    return compared(`aging ${asOf}`, knownAges(known), () => agesOn(client, { ...books, asOf }));
  });
  const days = Object.entries(aging).map(([to, known]) => {
    return compared(`DSO ${to}`, known.dso_90d, () => dsoOn(client, { ...books, to }));
  });
  const months = Object.entries(cash).map(([month, known]) => {
    const period = { from: `${month}-01`, to: lastDayOf(month) };
    return compared(`cash ${month}`, known, () => cashIn(client, { ...books, ...period }));
  });
  return [['', 'found', 'known', ''], ...(await Promise.all([...ages, ...days, ...months]))];
}

/** A row of the table, once they are the same, or are not going to be. */
async function compared(
  name: string,
  known: string,
  find: () => Promise<string>,
): Promise<readonly string[]> {
  let found = await find();
  for (let attempt = 1; found !== known && attempt < TRIES; attempt++) {
    await pause(PAUSE_MILLISECONDS);
    found = await find();
  }
  return [name, found, known, found === known ? 'equal' : 'DIFFERENT'];
}

async function agesOn(client: Client, query: Readonly<Record<string, string>>): Promise<string> {
  const { buckets, total } = await client.get<Aging>('/v1/aging', query);
  const part = (name: string) => {
    const bucket = buckets.find((one) => one.name === name);
    return `${bucket?.count ?? 0} ${bucket?.amount.amount ?? '0.00'}`;
  };
  return [part('current'), part('1-30'), total.amount].join(' + ');
}

function knownAges({ current, '1-30': late, total_open: total }: KnownAging): string {
  return [current.join(' '), late.join(' '), total].join(' + ');
}

/** Of the 90 days that end on the day. */
async function dsoOn(client: Client, query: Readonly<Record<string, string>>): Promise<string> {
  const { dso } = await client.get<Kpis>('/v1/kpis', query);
  return dso.periodEnd.days === null ? 'none' : dso.periodEnd.days.toFixed(2);
}

async function cashIn(client: Client, query: Readonly<Record<string, string>>): Promise<string> {
  return (await client.get<Kpis>('/v1/kpis', query)).cashPerDay.received.amount;
}

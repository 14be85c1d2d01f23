import { Client, type Seller } from '@o2c/client';
import { Progress, say } from '../progress.js';
import { tidyUp } from './aftermath.js';
import { collect } from './cash.js';
import { type Company, openShop } from './company.js';
import { furnish, playWeek } from './past.js';
import { type Plan, planOf, type Size } from './plan.js';
import { settledAudit } from './settled.js';
import { playToday } from './today.js';
import { reachLimits, troubledOf } from './trouble.js';
import { dismiss, findWorld, hireController, type World } from './worlds.js';

/** Where the system is, and which world is wanted. */
export type Wish = Size & { readonly url: string; readonly key: string; readonly seed: number };

/**
 * Makes the world of a seed, or what is missing of it. Throws when there is one of another size,
 * for its days would be mixed up.
 */
export async function makeWorld(wish: Wish): Promise<World> {
  const clerk = new Client(wish);
  const seller = await openShop(clerk);
  const world = (await findWorld(clerk, wish.seed)) ?? (await newWorld(clerk, seller, wish));
  const { seed, days, customers, today, isComplete } = world;
  if (days !== wish.days || customers !== wish.customers) {
    const size = `--days ${days} --customers ${customers}`;
    throw new Error(`Seed ${seed} made a world with ${size}: choose another --seed`);
  }
  if (isComplete) {
    say(`The world of seed ${seed} has been there since ${today}.`);
    return world;
  }
  const { client: controller, ...key } = await hireController(clerk, wish.url, world);
  await play({ clerk, controller, seller, seed, today }, planOf(seed, world, today));
  const made = { ...world, isComplete: true };
  await dismiss(clerk, key, made);
  return made;
}

async function newWorld(clerk: Client, { id: seller }: Seller, wish: Wish): Promise<World> {
  const { asOf: today } = await clerk.get<{ asOf: string }>('/v1/aging', { seller });
  const { seed, days, customers } = wish;
  return { seed, days, customers, today, isComplete: false };
}

/** The past, week by week; what was paid of it; and today. */
async function play(company: Company, plan: Plan): Promise<void> {
  await furnish(company, plan);
  const orders = plan.weeks.reduce((sum, week) => sum + week.orders.length, 0);
  const progress = new Progress('orders', orders);
  for (const week of plan.weeks) await playWeek(company, week, progress);
  await settledAudit(company.clerk);
  await collect(company, plan);
  await settledAudit(company.clerk);
  const today = new Progress('today', 3);
  const troubled = troubledOf(plan.buyers);
  await reachLimits(company, troubled);
  today.add(1);
  await playToday(company, plan, troubled.calm);
  today.add(1);
  await tidyUp(company, plan);
  today.add(1);
}

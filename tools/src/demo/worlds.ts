import { Client } from '@o2c/client';
import type { Size } from './plan.js';

/** A world as the name of its controller's key tells of it: it outlives the program. */
export type World = Size & {
  readonly seed: number;
  /** Its last day. */
  readonly today: string;
  readonly isComplete: boolean;
};

type ApiKey = {
  readonly id: string;
  readonly name: string;
  readonly status: 'active' | 'revoked' | 'expired';
  readonly version: number;
};

const NAME = /^Controller of demo (\d+): (\d+) days to ([\d-]{10}), (\d+) customers(, complete)?$/;
const SCOPES = ['holds:decide', 'orders:read'];

/** The world of a seed, if one was begun. */
export async function findWorld(clerk: Client, seed: number): Promise<World | undefined> {
  const keys = await clerk.all<ApiKey>('/v1/api-keys');
  const worlds = keys.flatMap(({ name }) => worldIn(name)).filter((world) => world.seed === seed);
  return worlds.find(({ isComplete }) => isComplete) ?? worlds[0];
}

/** Somebody who decides about the holds of a world: nobody releases an order of their own. */
export async function hireController(clerk: Client, url: string, world: World) {
  const name = nameOf({ ...world, isComplete: false });
  const made = await clerk.post<ApiKey & { key: string }>('/v1/api-keys', { name, scopes: SCOPES });
  return { ...made, client: new Client({ url, key: made.key }) };
}

/** The key serves no more; its name tells whether the world is complete. */
export async function dismiss(clerk: Client, { id, version }: ApiKey, world: World): Promise<void> {
  await clerk.patch(`/v1/api-keys/${id}`, { name: nameOf(world), revoked: true }, version);
}

function nameOf({ seed, days, today, customers, isComplete }: World): string {
  const complete = isComplete ? ', complete' : '';
  return `Controller of demo ${seed}: ${days} days to ${today}, ${customers} customers${complete}`;
}

function worldIn(name: string): readonly World[] {
  const [, seed, days, today, customers, complete] = NAME.exec(name) ?? [];
  if (seed === undefined || today === undefined) return [];
  const size = { days: Number(days), customers: Number(customers) };
  return [{ ...size, seed: Number(seed), today, isComplete: complete !== undefined }];
}

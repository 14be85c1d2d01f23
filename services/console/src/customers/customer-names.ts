import { client, Unable } from '../api.js';

/** Names are asked for together, as many as one question takes. */
const AT_ONCE = 200;
/** Rows come into sight within one picture of the screen. */
const GATHERING = 20;

type Names = ReadonlyMap<string, string>;

let wanted = new Set<string>();
let answer: Promise<Names> | undefined;

/** The name of one customer, if there is one; all asked for at the same time are read together. */
export async function nameOf(id: string): Promise<string> {
  if (wanted.size === AT_ONCE) answer = undefined;
  answer ??= gathered();
  wanted.add(id);
  const names = await answer;
  const name = names.get(id);
  if (name === undefined) throw new Unable('There is no customer with this id yet');
  return name;
}

async function gathered(): Promise<Names> {
  const ids = (wanted = new Set());
  await new Promise((resolve) => setTimeout(resolve, GATHERING));
  if (wanted === ids) answer = undefined;
  const query = { ids: [...ids].join(','), limit: AT_ONCE };
  const { items } = await client.call('GET /v1/customers', { query });
  return new Map(items.map(({ id, name }) => [id, name]));
}

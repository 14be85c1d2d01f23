import type { WorkItemDto } from '@o2c/client';
import { useState } from 'react';
import { queries, reasonOf } from '../api.js';
import type { WorkAction } from './actions.js';

/** How far an action on a piece of work got. */
export type Deed = { readonly words: string; readonly state: 'under way' | 'done' | 'refused' };

/** What was done is off the list by then; what is still on it, waits on. */
const BELIEVED = 10_000;

/** Actions begun here. */
export type Deeds = {
  of(id: string): Deed | undefined;
  begin(item: WorkItemDto, act: Promise<unknown>, action: WorkAction): void;
};

/** Shows actions at once as under way, hides what is done, explains what was refused. */
export function useDeeds(): Deeds {
  const [deeds, setDeeds] = useState<ReadonlyMap<string, Deed>>(new Map());
  const tell = (id: string, deed: Deed | undefined): void =>
    setDeeds((old) => {
      const others = [...old].filter(([other]) => other !== id);
      return new Map(deed ? [...others, [id, deed]] : others);
    });
  const isDone = (id: string, { verb }: WorkAction): void => {
    tell(id, { words: verb, state: 'done' });
    setTimeout(async () => {
      await queries.invalidateQueries({ queryKey: ['GET /v1/work'] });
      tell(id, undefined);
    }, BELIEVED);
  };
  const begin: Deeds['begin'] = ({ id }, act, action) => {
    tell(id, { words: action.doing, state: 'under way' });
    act
      .then(() => isDone(id, action))
      .catch((error: unknown) => tell(id, { words: reasonOf(error), state: 'refused' }));
  };
  return { of: (id) => deeds.get(id), begin };
}

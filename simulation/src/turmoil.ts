import { Chance } from './chance.js';
import type { Fate, Follower } from './shell/log-bus.js';
import { Crash, type CrashPoint, type MemoryService } from './shell/memory-service.js';
import type { System } from './system.js';

/** More steps than this to be quiet, and something goes round in circles. */
const MOST_STEPS = 20_000;

const FATES: readonly Fate[] = [
  ...(['done', 'done', 'done', 'done', 'done', 'unsaved', 'unsaved', 'repeated'] as const),
  ...(['lost', 'before commit', 'after commit'] as const),
];

/**
 * What the bus and the processes do between two requests. Turmoil 0 is an orderly world: all
 * facts arrive at once, once, in order. Any other number is a world of its own, in which facts
 * are late, early, repeated or lost on the way, processes die and handlers fail.
 */
export async function stir(system: System, turmoil: number): Promise<void> {
  if (turmoil === 0) return drain(system);
  const chance = new Chance(turmoil);
  const steps = chance.below(chance.of([8, 30, 80]));
  for (let step = 0; step < steps; step++) await act(system, chance);
}

/** Runs everything until nothing is in flight; what was parked is mended and handled again. */
export async function settle(system: System): Promise<void> {
  for (let round = 0; round < 50; round++) {
    await drain(system);
    const parked = await replayAll(system);
    const woken = await retryWaiting(system);
    if (!parked && !woken) return;
  }
}

async function drain(system: System): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step++) {
    const [unsent] = system.bus.unsent();
    const [behind] = system.bus.behind();
    const busy = system.services.find(({ hasFollowUps, hasReady }) => hasFollowUps || hasReady);
    if (unsent) system.bus.relay(unsent);
    else if (behind) await system.bus.deliver(behind, 20, 'done');
    else if (busy) await advance(busy);
    else return;
  }
  throw new Error(`it is not quiet after ${MOST_STEPS} steps`);
}

async function act(system: System, chance: Chance): Promise<void> {
  system.bus.ticks += 1;
  const unsent = system.bus.unsent();
  const awake = system.bus.awake();
  const busy = system.services.filter(({ hasFollowUps, hasReady }) => hasFollowUps || hasReady);
  if (chance.oneIn(80)) await replayAll(system);
  if (chance.oneIn(40)) for (const { room } of system.services) wake(room);
  const turn = chance.below(10);
  if (turn < 3 && unsent.length > 0) system.bus.relay(chance.of(unsent), chance.oneIn(20));
  else if (turn < 5 && busy.length > 0) await advance(chance.of(busy), crashIn(chance), system);
  else if (awake.length > 0) await deliver(system, chance.of(awake), chance);
}

async function deliver(system: System, follower: Follower, chance: Chance): Promise<void> {
  if (chance.oneIn(6)) {
    follower.asleepUntil = system.bus.ticks + chance.below(400);
    return;
  }
  const [fact] = system.bus.next(follower);
  if (fact && chance.oneIn(30)) follower.service.poison.add(fact.id);
  await system.bus.deliver(follower, 1 + chance.below(5), chance.of(FATES));
}

async function advance(service: MemoryService, crash?: CrashPoint, system?: System) {
  try {
    if (service.hasFollowUps) await service.runFollowUps(crash);
    else await service.runReady(crash);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    system?.bus.restart(service);
  }
}

function crashIn(chance: Chance): CrashPoint | undefined {
  if (!chance.oneIn(8)) return undefined;
  return chance.oneIn(2) ? 'before commit' : 'after commit';
}

/** Mends whatever could not be handled, and handles it again; answers whether there was any. */
async function replayAll({ services }: System): Promise<boolean> {
  let replayed = false;
  for (const service of services) {
    service.poison.clear();
    for (const parked of service.lot.inOrder()) {
      await service.replay(parked);
      replayed = true;
    }
  }
  return replayed;
}

/** Tries what waits once more; answers whether that changed anything. */
async function retryWaiting({ services }: System): Promise<boolean> {
  let changed = false;
  for (const service of services) {
    const before = service.room.waiters.values().length;
    wake(service.room);
    while (service.hasReady) await service.runReady();
    changed ||= service.room.waiters.values().length < before;
  }
  return changed;
}

function wake(room: MemoryService['room']): void {
  room.markAllReady();
  room.waiters.commit();
}

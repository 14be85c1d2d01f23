import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Heads } from '@o2c/messaging';
import type { Caller } from '@o2c/runtime';
import { Admission } from './admission.js';
import { Peers, SERVICES } from './peers.js';

/** Across processes each look asks the broker about every topic of every service. */
const LOOK_MILLISECONDS = { here: 1_000, elsewhere: 5_000 };
const PATIENCE_MILLISECONDS = 3_000;

const GATEWAY: Caller = {
  key: 'gateway',
  actor: 'gateway',
  scopes: new Set(['operations']),
  unlimited: true,
};

/** Looks at how far all services are behind, and lets the admission of new orders know. */
@Injectable()
export class BacklogWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  private lookedAt = performance.now();

  constructor(
    private readonly peers: Peers,
    private readonly admission: Admission,
  ) {}

  onApplicationBootstrap(): void {
    const every = this.peers.areHere ? LOOK_MILLISECONDS.here : LOOK_MILLISECONDS.elsewhere;
    this.timer = setInterval(() => void this.look(), every);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    const answers = await Promise.all(SERVICES.map((service) => this.headsOf(service)));
    const now = performance.now();
    const standings = answers.filter((heads) => heads !== undefined);
    this.admission.observe(standings, (now - this.lookedAt) / 1_000);
    this.lookedAt = now;
    this.isLooking = false;
  }

  /** undefined when a service does not answer: then it is not judged. */
  private headsOf(service: (typeof SERVICES)[number]): Promise<Heads | undefined> {
    const question = { service, method: 'GET', path: 'heads', caller: GATEWAY } as const;
    const answer = this.peers.ask<Heads>(question).catch(() => undefined);
    return Promise.race([answer, pause(PATIENCE_MILLISECONDS, undefined, { ref: false })]);
  }
}

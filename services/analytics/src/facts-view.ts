import type { Fact } from '@o2c/contracts';
import { notOfAPage } from '@o2c/runtime';
import { summaryOf } from './domain/summary.js';
import type { LoggedFact } from './fact-log.store.js';
import type { FactDto, TimelineItemDto } from './facts.dto.js';

/** A fact as it is answered. */
export function factView(fact: LoggedFact): FactDto {
  const documentTime = fact.documentTime?.toISOString() ?? null;
  return { ...fact, time: fact.time.toISOString(), documentTime };
}

/** The same with what happened in words. */
export function toldView(fact: LoggedFact): TimelineItemDto {
  return { ...factView(fact), summary: summaryOf(fact as unknown as Fact) };
}

/** The position that a cursor names; throws DomainError `page.invalid`. */
export function positionIn(after: string): number {
  if (/^\d{1,15}$/.test(after)) return Number(after);
  throw notOfAPage();
}

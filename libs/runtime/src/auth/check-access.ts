import type { INestApplication } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ACCESS } from './access.js';

const ROUTE = 'path';

/** Throws at the start when a handler says neither @Requires nor @Public. */
export function checkAccess(app: INestApplication): void {
  const open = controllersOf(app).flatMap(undecided);
  if (open.length === 0) return;
  throw new Error(`These handlers need @Requires(scope) or @Public(): ${open.join(', ')}`);
}

function controllersOf(app: INestApplication): Function[] {
  return [...app.get(ModulesContainer).values()]
    .flatMap((module) => [...module.controllers.values()])
    .map(({ metatype }) => metatype)
    .filter((metatype): metatype is Function => typeof metatype === 'function');
}

function undecided(controller: Function): string[] {
  if (Reflect.hasMetadata(ACCESS, controller)) return [];
  const { prototype } = controller as { prototype: Record<string, object> };
  return new MetadataScanner()
    .getAllMethodNames(prototype)
    .filter((name) => isOpen(prototype[name]))
    .map((name) => `${controller.name}.${name}`);
}

function isOpen(handler: object | undefined): boolean {
  if (!handler) return false;
  return Reflect.hasMetadata(ROUTE, handler) && !Reflect.hasMetadata(ACCESS, handler);
}

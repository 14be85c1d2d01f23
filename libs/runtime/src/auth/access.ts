import { SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import type { Scope } from '@o2c/contracts';

/** Who may call a handler: anybody, or a caller with all of these scopes. */
export type Access = 'public' | readonly Scope[];

/** Key under which the access of a handler is kept. */
export const ACCESS = 'o2c:access';

/** The caller's key must carry all of these scopes. On a class: for all of its handlers. */
export function Requires(
  ...scopes: readonly [Scope, ...Scope[]]
): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata<string, Access>(ACCESS, scopes),
    ApiSecurity('key'),
    ApiExtension('x-scopes', scopes),
  );
}

/** Any key may call the handler, which shows or does only what the key's scopes allow. */
export function AnyKey(): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata<string, Access>(ACCESS, []),
    ApiSecurity('key'),
    ApiExtension('x-scopes', []),
  );
}

/** Needs no key at all. */
export function Public(): MethodDecorator & ClassDecorator {
  return SetMetadata<string, Access>(ACCESS, 'public');
}

import { ApiProperty } from '@nestjs/swagger';
import { Text } from '@o2c/runtime';
import { SCOPES, type Scope } from '@o2c/contracts';

/** Whoever has an API key may sign in with it. */
export class SignInDto {
  @Text({ min: 1, max: 200, doc: 'an API key; only the cookie of the session is kept' })
  readonly key!: string;
}

/** Who is signed in. */
export class SessionDto {
  @ApiProperty({ description: 'name of the API key; the actor of what is done' })
  readonly name!: string;

  @ApiProperty({ enum: SCOPES, isArray: true, description: 'what it may do' })
  readonly scopes!: readonly Scope[];
}

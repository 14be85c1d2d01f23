import { Body, Controller, Delete, Get, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse } from '@nestjs/swagger';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, Public, type Caller } from '@o2c/runtime';
import type { FastifyRequest } from 'fastify';
import { ApiKeyAuthenticator } from './key-authenticator.js';
import { SessionDto, SignInDto } from './session.dto.js';
import { sessionCookie, sessionIn } from './session-cookie.js';
import { Sessions } from './sessions.store.js';

/** Sign-ins of people in a browser: a cookie that scripts cannot read stands for the key. */
@ApiTags('session')
@Controller('v1/session')
@Public()
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly authenticator: ApiKeyAuthenticator,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Sign in with an API key; answers with an http-only cookie' })
  @ApiCreatedResponse({ type: SessionDto })
  async signIn(@Body() { key }: SignInDto, @Req() request: FastifyRequest) {
    const known = await this.authenticator.keyNamed(key);
    const { text, expiresAt } = await this.sessions.begin(known.key);
    const seconds = (expiresAt.getTime() - this.clock.now().getTime()) / 1_000;
    const cookie = sessionCookie(text, seconds, isOverTls(request));
    return { status: 201, body: viewOf(known.caller), headers: { 'set-cookie': cookie } };
  }

  @Get()
  @ApiOperation({ summary: 'Who is signed in, or whose API key this is' })
  @ApiOkResponse({ type: SessionDto })
  async who(@Req() { headers, method }: FastifyRequest): Promise<SessionDto> {
    return viewOf(await this.authenticator.authenticate(headers, method));
  }

  @Delete()
  @ApiOperation({ summary: 'Sign out: the session ends for good' })
  @ApiNoContentResponse()
  async signOut(@Req() request: FastifyRequest) {
    await this.authenticator.authenticate(request.headers, request.method);
    const text = sessionIn(request.headers);
    if (text !== undefined) await this.sessions.end(text);
    this.authenticator.forget();
    const cookie = sessionCookie('', 0, isOverTls(request));
    return { status: 204, body: undefined, headers: { 'set-cookie': cookie } };
  }
}

function viewOf({ actor, scopes }: Caller): SessionDto {
  return { name: actor, scopes: [...scopes] };
}

/** Whoever ends TLS in front of us says so; to lie would only make the cookie stricter. */
function isOverTls({ protocol, headers }: FastifyRequest): boolean {
  return protocol === 'https' || headers['x-forwarded-proto'] === 'https';
}

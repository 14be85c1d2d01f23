import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Writes } from '@o2c/messaging';
import { DomainError, refuse } from '@o2c/contracts';
import {
  By,
  Clock,
  Idempotency,
  IdPipe,
  IfMatch,
  Page,
  pageOf,
  Requires,
  type Caller,
  type IdempotencyKey,
  type PageRequest,
} from '@o2c/runtime';
import { ApiKeyAuthenticator } from './key-authenticator.js';
import {
  ApiKeyDto,
  ApiKeyPageDto,
  ChangeApiKeyDto,
  CreateApiKeyDto,
  NewApiKeyDto,
} from './api-keys.dto.js';
import { ApiKeys, type ApiKey } from './api-keys.store.js';

/** Who may use the API, and for what. */
@ApiTags('api-keys')
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeys,
    private readonly writes: Writes,
    private readonly authenticator: ApiKeyAuthenticator,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Requires('admin')
  @ApiOperation({ summary: 'Make a key; its text is shown this once' })
  @ApiCreatedResponse({ type: NewApiKeyDto })
  create(
    @Body() body: CreateApiKeyDto,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ) {
    this.check(body, caller);
    const expiresAt = body.expiresAt === undefined ? null : new Date(body.expiresAt);
    const wanted = { name: body.name, scopes: body.scopes, unlimited: false, expiresAt };
    return this.writes.transact({ caller, idempotency }, async (tx) => {
      const { key, ...made } = await this.keys.create(tx, wanted);
      return { status: 201, body: { ...this.view(made), key } };
    });
  }

  @Get()
  @Requires('admin')
  @ApiOperation({ summary: 'List keys' })
  @ApiOkResponse({ type: ApiKeyPageDto })
  async list(@Page() { after, limit }: PageRequest): Promise<ApiKeyPageDto> {
    const rows = await this.keys.list(after, limit);
    return pageOf(
      rows.map((row) => this.view(row)),
      limit,
      ({ id }) => id,
    );
  }

  @Get(':id')
  @Requires('admin')
  @ApiOperation({ summary: 'Look at a key' })
  @ApiOkResponse({ type: ApiKeyDto })
  async get(@Param('id', IdPipe) id: string) {
    return { status: 200, body: this.view(await this.found(id)) };
  }

  @Patch(':id')
  @Requires('admin')
  @ApiOperation({ summary: 'Rename or revoke a key' })
  @ApiOkResponse({ type: ApiKeyDto })
  async change(
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeApiKeyDto,
    @IfMatch() version: number,
  ) {
    await this.found(id);
    const changed = await this.keys.change(id, version, body);
    if (!changed) throw new DomainError('precondition.failed', 'The key was changed meanwhile');
    this.authenticator.forget();
    return { status: 200, body: this.view(changed) };
  }

  /** A key never gives rights that its maker does not have. */
  private check(body: CreateApiKeyDto, caller: Caller): void {
    const path = (index: number): string => `/scopes/${index}`;
    const excess = body.scopes.flatMap((scope, index) =>
      caller.scopes.has(scope)
        ? []
        : [{ code: 'scope.excess', path: path(index), message: `You do not have ${scope}` }],
    );
    const expired =
      body.expiresAt !== undefined && new Date(body.expiresAt) <= this.clock.now()
        ? [{ code: 'date.past', path: '/expiresAt', message: 'The key would have expired' }]
        : [];
    refuse([...excess, ...expired]);
  }

  private async found(id: string): Promise<ApiKey> {
    const key = await this.keys.findById(id);
    if (!key) throw new DomainError('api_key.unknown', `No API key ${id}`);
    return key;
  }

  private view(key: ApiKey): ApiKeyDto {
    const { id, name, scopes, createdAt, expiresAt, revokedAt, version } = key;
    const expired = expiresAt !== null && expiresAt <= this.clock.now();
    const status = revokedAt ? 'revoked' : expired ? 'expired' : 'active';
    return {
      id,
      name,
      scopes,
      status,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      version,
    };
  }
}

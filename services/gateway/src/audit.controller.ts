import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, Requires, type Caller } from '@o2c/runtime';
import { exponent, trimZeros, writeDecimal } from '@o2c/money';
import type { AuditAnswer, AuditIdentity, Heads, Total } from '@o2c/messaging';
import { AuditDto, type IdentityDto } from './audit.dto.js';
import { holds, identitiesOf, isSettled } from './audit.js';
import { Peers, SERVICES } from './peers.js';

/** The conservation laws across all services, in one call. */
@ApiTags('operations')
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly peers: Peers) {}

  @Get()
  @Requires('operations')
  @ApiOperation({ summary: 'Do all sums of all services agree?' })
  @ApiOkResponse({ type: AuditDto })
  async audit(@By() caller: Caller): Promise<AuditDto> {
    const first = await this.askAll<Heads>(caller, 'heads');
    const second = await this.askAll<Heads>(caller, 'heads');
    const answers = await this.askAll<AuditAnswer>(caller, 'audit');
    const services = await this.askAll<Heads>(caller, 'heads');
    const settled = isSettled(first, second, services);
    const identities = identitiesOf(answers).map((identity) => view(identity, settled));
    const ok = settled ? identities.every((identity) => identity.ok) : null;
    return { ok, settled, identities, services };
  }

  private askAll<T>(caller: Caller, path: string): Promise<T[]> {
    return Promise.all(
      SERVICES.map((service) => this.peers.ask<T>({ service, method: 'GET', path, caller })),
    );
  }
}

function view(identity: AuditIdentity, settled: boolean): IdentityDto {
  const { name, seller, currency, left, right, firstBroken } = identity;
  return {
    name,
    seller,
    currency,
    left: written(left, currency),
    right: written(right, currency),
    ok: holds(identity) ? true : settled ? false : null,
    ...(firstBroken === undefined || firstBroken === null ? {} : { firstBroken }),
  };
}

/** Money with its decimals, quantities as quantities. */
function written(total: Total, currency: string | null): string {
  const whole = BigInt(total);
  return currency === null
    ? trimZeros(writeDecimal(whole, 6), 0)
    : writeDecimal(whole, exponent(currency));
}

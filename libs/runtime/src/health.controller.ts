import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from './auth/access.js';
import { Health, type HealthReport } from './health.js';
import type { Reply } from './http/reply.js';

@ApiTags('health')
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process should go on living (503: replace it)' })
  async live(): Promise<Reply<HealthReport>> {
    return answer(await this.health.live());
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether work is taken now, and which checks stand in the way' })
  async ready(): Promise<Reply<HealthReport>> {
    return answer(await this.health.ready());
  }
}

function answer(report: HealthReport): Reply<HealthReport> {
  return { status: report.ok ? 200 : 503, body: report };
}

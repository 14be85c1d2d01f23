import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiExcludeEndpoint,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { DomainError, type WorkAnswer, type WorkQuestion } from '@o2c/contracts';
import { Database, Writes } from '@o2c/messaging';
import {
  By,
  type Caller,
  Idempotency,
  type IdempotencyKey,
  IdPipe,
  type Reply,
  Requires,
} from '@o2c/runtime';
import { failedLetters, sendAgain } from './failed-letters.store.js';

/** A letter that is to be sent. */
export class LetterToSendView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ enum: ['pending'] }) readonly state!: 'pending';
}

/** Letters that did not reach anybody. */
@ApiTags('reminders')
@Controller()
export class LettersController {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
  ) {}

  /** The gateway asks, and knows who may see it. */
  @Post('internal/receivables/failed-letters')
  @HttpCode(200)
  @Requires('operations')
  @ApiExcludeEndpoint()
  failed(@Body() { question }: { readonly question: WorkQuestion }): Promise<WorkAnswer> {
    return failedLetters(this.database, question);
  }

  @Post('v1/reminder-letters/:id/send')
  @HttpCode(200)
  @Requires('reminders:write')
  @ApiOperation({ summary: 'Send the e-mail of a letter again, within seconds' })
  @ApiOkResponse({ type: LetterToSendView })
  send(
    @Param('id', IdPipe) id: string,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    return this.writes.transact({ caller, idempotency }, async (tx) => {
      if (await sendAgain(tx, id)) return { status: 200, body: { id, state: 'pending' } };
      throw new DomainError('reminder_letter.unknown', `No letter ${id} is to be sent`);
    });
  }
}

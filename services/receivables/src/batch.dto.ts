import { ApiProperty } from '@nestjs/swagger';
import type { FieldError } from '@o2c/contracts';
import { Int } from '@o2c/runtime';

/** Why one request of a batch was refused. */
export class BatchProblem {
  @ApiProperty()
  readonly code!: string;

  @ApiProperty()
  readonly detail!: string;

  @ApiProperty({ type: Object, isArray: true })
  readonly errors!: readonly FieldError[];
}

/** What became of one request of a batch: its body, or its problem. */
export class BatchResult {
  @Int({ doc: 'the status that the request would have had alone' })
  readonly status!: number;

  @ApiProperty({ required: false, type: Object, description: 'the answer' })
  readonly body?: object;

  @ApiProperty({ required: false, type: BatchProblem })
  readonly problem?: BatchProblem;
}

/** One result per request, in their order. */
export class BatchReply {
  @ApiProperty({ type: BatchResult, isArray: true })
  readonly results!: BatchResult[];
}

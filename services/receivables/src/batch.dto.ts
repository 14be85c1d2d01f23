import { ApiProperty } from '@nestjs/swagger';
import { type FieldError, statusOf } from '@o2c/contracts';
import type { Outcome } from '@o2c/messaging';
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

/** The result of one command; `answer` is asked when it was carried out. */
export function resultOf<O extends Outcome>(
  outcome: O,
  answer: (done: Extract<O, { status: 'done' }>) => { status: number; body: object },
): BatchResult {
  switch (outcome.status) {
    case 'done':
      return answer(outcome as Extract<O, { status: 'done' }>);
    case 'refused': {
      const { code, message: detail, errors, details } = outcome.error;
      return { status: statusOf(code), problem: { ...details, code, detail, errors } };
    }
    case 'waiting': {
      const detail = `${outcome.on.waitFor} of ${outcome.on.subject} is not known here yet`;
      return { status: 422, problem: { code: 'reference.unknown', detail, errors: [] } };
    }
  }
}

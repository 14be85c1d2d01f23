import type { OpenAPIObject } from '@nestjs/swagger';

type Paths = OpenAPIObject['paths'];
type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** JSON Schema of every error. */
export const PROBLEM_SCHEMA: Schema = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'code', 'detail', 'instance', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', example: 'order.not_cancellable' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      description: 'Every fault of the request',
      items: {
        type: 'object',
        required: ['code', 'path', 'message'],
        properties: {
          code: { type: 'string' },
          path: { type: 'string', description: 'JSON pointer', example: '/lines/0/quantity' },
          message: { type: 'string' },
        },
      },
    },
    instance: { type: 'string' },
    requestId: { type: 'string' },
  },
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const ANY_PROBLEM = {
  description: 'Refused',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** Every operation may answer with a problem. */
export function withProblems(paths: Paths): Paths {
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, withProblem(item)]));
}

function withProblem(item: Paths[string]): Paths[string] {
  const operations = METHODS.flatMap((method) => {
    const operation = item[method];
    if (!operation) return [];
    return [
      [method, { ...operation, responses: { ...operation.responses, default: ANY_PROBLEM } }],
    ];
  });
  return { ...item, ...Object.fromEntries(operations) };
}

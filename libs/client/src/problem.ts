/** One fault of a refused request: which rule, where (JSON pointer), in words. */
export type Fault = { readonly code: string; readonly path: string; readonly message: string };

/** The document that the system sends with every error (RFC 9457, problem details). */
export type ProblemDocument = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Which rule was broken; names never change. */
  readonly code: string;
  readonly detail: string;
  /** Everything that is wrong with the request. */
  readonly errors?: readonly Fault[];
  /** To be quoted to whoever runs the system. */
  readonly requestId?: string;
  /** Further members, depending on the code. */
  readonly [member: string]: unknown;
};

/** The system refused a request. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;

  constructor(
    readonly request: string,
    readonly document: ProblemDocument,
  ) {
    const { status, code, detail, errors = [] } = document;
    const faults = errors.map(({ path, message }) => `\n  ${path} ${message}`).join('');
    super(`${request} was refused: ${status} ${code}: ${detail}${faults}`);
    this.status = status;
    this.code = code;
  }
}

/** The problem of a response that is no success, also where it brings no document of ours. */
export async function problemOf(request: string, response: Response): Promise<Problem> {
  const { status, statusText: title } = response;
  const text = await response.text();
  const unnamed = { type: 'about:blank', title, status, code: 'unknown', detail: text };
  return new Problem(request, { ...unnamed, ...documentIn(text) });
}

function documentIn(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

import type { RequestHeaders } from '@o2c/runtime';

const NAME = 'o2c_session';

/** What a page must send with every change: another origin cannot, without our leave. */
export const SESSION_HEADER = 'x-session';

/** The secret text of the session that a request shows. */
export function sessionIn({ cookie }: RequestHeaders): string | undefined {
  const [, text] = /(?:^|;\s*)o2c_session=([\w-]{20,200})(?:;|$)/.exec(String(cookie ?? '')) ?? [];
  return text;
}

/** Scripts cannot read it, other sites cannot send it, and over TLS it never leaves TLS. */
export function sessionCookie(text: string, seconds: number, overTls: boolean): string {
  const life = `Max-Age=${Math.max(0, Math.floor(seconds))}`;
  const secure = overTls ? '; Secure' : '';
  return `${NAME}=${text}; Path=/; HttpOnly; SameSite=Strict; ${life}${secure}`;
}

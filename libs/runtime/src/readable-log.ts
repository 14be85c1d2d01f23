import { Writable } from 'node:stream';

/** Turns JSON log lines into `08:00:01 INFO  orders  order placed  {"order":"…"}`. */
export function readable(out: { write(text: string): unknown }): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      out.write(String(chunk).replace(/.+/g, readableLine));
      done();
    },
  });
}

function readableLine(json: string): string {
  const { level, time, service, msg, err, ...rest } = JSON.parse(json) as Record<string, unknown>;
  const head = `${String(time).slice(11, 19)} ${String(level).toUpperCase().padEnd(5)}`;
  const more = Object.keys(rest).length > 0 ? `  ${JSON.stringify(rest)}` : '';
  return `${head} ${service}  ${msg ?? ''}${more}${stackOf(err)}`;
}

function stackOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('stack' in error)) return '';
  return `\n${String(error.stack)}`;
}

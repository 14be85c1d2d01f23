import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';

/** A file of the console as it is sent. */
export type ConsoleFile = {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  /** The same, compressed by the build; absent for what does not get smaller. */
  readonly gzip: Buffer | undefined;
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Where the console's build leaves its files, seen from `src` as from `dist`. */
const FOLDER = fileURLToPath(new URL('../../console/dist/', import.meta.url));

/**
 * The files of the operators' console, read once: nothing outside of them can be asked for.
 * Empty when the console was not built.
 */
@Injectable()
export class ConsoleFiles {
  private readonly files = filesIn(FOLDER);

  /** The file at a path below `/`, e.g. `assets/map-1a2b.js`. */
  at(path: string): ConsoleFile | undefined {
    return this.files.get(path);
  }
}

function filesIn(folder: string): ReadonlyMap<string, ConsoleFile> {
  const paths = pathsIn(folder);
  const named = paths.filter((path) => TYPES[extname(path)] !== undefined);
  return new Map(named.map((path) => [path.split(sep).join('/'), read(folder, path, paths)]));
}

function read(folder: string, path: string, paths: readonly string[]): ConsoleFile {
  const body = readFileSync(join(folder, path));
  const packed = `${path}.gz`;
  return {
    body,
    type: TYPES[extname(path)] ?? '',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    gzip: paths.includes(packed) ? readFileSync(join(folder, packed)) : undefined,
  };
}

function pathsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

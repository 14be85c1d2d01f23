import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './folder.js';

describe('A folder', () => {
  const place = mkdtempSync(join(tmpdir(), 'o2c-folder-'));
  afterAll(() => rmSync(place, { recursive: true }));

  test('is made with those above it, and once', async () => {
    const path = join(place, 'a', 'b', 'c');
    await makeFolder(path);
    writeFileSync(join(path, 'kept'), '');
    await Promise.all([makeFolder(path), makeFolder(path)]);
    expect(readdirSync(path)).toEqual(['kept']);
  });

  test('is not made where a file is in the way', async () => {
    writeFileSync(join(place, 'file'), '');
    await expect(makeFolder(join(place, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolder(join(place, 'file', 'x'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  const onLinux = existsSync('/proc/self') ? test : test.skip;
  onLinux('is refused at once where none can be made (skipped without /proc)', async () => {
    await expect(makeFolder('/proc/o2c')).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(makeFolder('/proc/o2c/deeper/still')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const source = (name) => fileURLToPath(new URL(`../../libs/${name}/src/index.ts`, import.meta.url));
const dist = fileURLToPath(new URL('./dist/', import.meta.url));

/** Compresses once, here, what the gateway would compress at every request. */
const compressed = {
  name: 'compressed',
  async closeBundle() {
    const names = await readdir(dist, { recursive: true });
    const texts = names.filter((name) => /\.(html|js|css|svg)$/.test(name));
    for (const name of texts) {
      const packed = await promisify(gzip)(await readFile(dist + name), { level: 9 });
      await writeFile(`${dist}${name}.gz`, packed);
    }
  },
};

export default defineConfig({
  plugins: [react(), compressed],
  resolve: { alias: { '@o2c/client': source('client'), '@o2c/money': source('money') } },
  build: { target: 'es2023', reportCompressedSize: false, modulePreload: { polyfill: false } },
  server: { proxy: { '/v1': 'http://localhost:3000' } },
});

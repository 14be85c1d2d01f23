import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientTypes } from './client-types.js';

const root = join(import.meta.dirname, '../..');
const document = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'));

writeFileSync(join(root, 'libs/client/src/api-types.ts'), clientTypes(document));

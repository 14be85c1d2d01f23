import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiDocument } from './api-document.js';

writeFileSync(join(import.meta.dirname, '../../../docs/openapi.json'), await apiDocument());

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventDocs } from './event-docs.js';

const folder = join(import.meta.dirname, '../../docs/events');

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const { name, text } of eventDocs()) writeFileSync(join(folder, name), text);

import { Client } from '@o2c/client';
import { readSettings } from './config.js';
import { importIbm } from './ibm/import.js';
import { importOnlineRetail } from './online-retail/import.js';
import { run } from './run.js';

const USAGE = `npm run import -- online-retail FILE [--month 2009-12] [--golden FILE]
npm run import -- ibm FILE [--seller NUMBER] [--golden FILE]
  --url URL   where the system runs, default http://localhost:3000
  --key KEY   an API key, default O2C_API_KEY of the environment`;

run(async () => {
  const settings = readSettings();
  const { month, golden, seller, words } = settings;
  const [kind, file] = words;
  if (file === undefined) throw new Error(USAGE);
  const client = new Client(settings);
  switch (kind) {
    case 'online-retail':
      return importOnlineRetail(client, file, { month, golden });
    case 'ibm':
      return importIbm(client, file, { seller, golden });
    default:
      throw new Error(USAGE);
  }
});

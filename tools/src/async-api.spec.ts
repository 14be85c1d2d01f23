import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from '@asyncapi/parser';
import { catalogue } from '@o2c/contracts';

const file = join(import.meta.dirname, '../../docs/events/asyncapi.json');
const document = readFileSync(file, 'utf8');

/** As the parser of the AsyncAPI initiative counts: 0 is an error. */
const ERROR = 0;

async function read(text: string) {
  const { document: parsed, diagnostics } = await new Parser().parse(text);
  return { parsed, errors: diagnostics.filter(({ severity }) => severity === ERROR) };
}

describe('The AsyncAPI document', () => {
  it('is read without an error by a parser that is not ours, topic by topic', async () => {
    const { parsed, errors } = await read(document);
    expect(errors).toEqual([]);
    const addresses = parsed
      ?.channels()
      .all()
      .map((channel) => channel.address());
    expect(addresses?.sort()).toEqual(Object.keys(catalogue).sort());
  }, 60_000);

  it('would be refused with a channel that leads nowhere', async () => {
    const broken = document.replace('#/channels/OrderPlaced', '#/channels/Nothing');
    expect((await read(broken)).errors).not.toEqual([]);
  }, 60_000);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from '@asyncapi/parser';
import { EVENT_TYPES } from '@o2c/contracts';

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
    expect(addresses?.sort()).toEqual(EVENT_TYPES.toSorted());
  }, 60_000);

  it('says what the product sends, and by what a topic is keyed', async () => {
    const { parsed } = await read(document);
    const operations = parsed?.operations().all() ?? [];
    expect(operations).toHaveLength(EVENT_TYPES.length);
    for (const operation of operations) {
      expect([operation.id(), operation.isSend()]).toEqual([operation.id(), true]);
      const [message] = operation.messages().all();
      expect(message?.bindings().get('kafka')?.value()).toMatchObject({ key: { type: 'string' } });
    }
  }, 60_000);

  it('would be refused with a channel that leads nowhere', async () => {
    const broken = document.replace('#/channels/OrderPlaced', '#/channels/Nothing');
    expect((await read(broken)).errors).not.toEqual([]);
  }, 60_000);
});
